"""``python -m coro_debugger.adapter``: a DAP conversation on standard input and output."""

from __future__ import annotations

import os
import signal
import sys

from .event_loop import EventLoop
from .relay import Relay


def main() -> int:
    """Speak DAP until the client disconnects or hangs up; return the exit status."""
    descriptors = (sys.stdin.fileno(), sys.stdout.fileno())
    were_blocking = [os.get_blocking(fd) for fd in descriptors]
    loop = EventLoop()
    relay = Relay(loop, *descriptors)
    # Ends the program with us: SystemExit passes through `finally`.
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    signal.signal(signal.SIGINT, lambda number, _: sys.exit(128 + number))
    try:
        relay.start()
        loop.run()
    finally:
        relay.kill()
        # A terminal, for one, is shared with the shell that goes on.
        for fd, was_blocking in zip(descriptors, were_blocking, strict=True):
            os.set_blocking(fd, was_blocking)
    if relay.complaint:
        sys.stderr.write(f"coro_debugger.adapter: {relay.complaint}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
