"""Writes bytes to a descriptor without ever waiting for its reader."""

from __future__ import annotations

import os
import select
import time
from collections.abc import Callable

from .event_loop import EventLoop

_CHUNK = 1 << 20


class BufferedWriter:
    """Keeps what the descriptor does not take yet. A reader that has gone makes it `is_broken`."""

    def __init__(
        self, loop: EventLoop, fd: int, on_written: Callable[[], None] = lambda: None
    ) -> None:
        os.set_blocking(fd, False)
        self._loop = loop
        self._fd = fd
        self._on_written = on_written
        self._buffer = bytearray()
        self._close_after: Callable[[], None] | None = None
        self.is_broken = False

    @property
    def waiting(self) -> int:
        """How many bytes the reader has not taken yet."""
        return len(self._buffer)

    def write(self, data: bytes) -> None:
        """Write ``data`` now or as soon as the reader takes it."""
        if self.is_broken or self._close_after:
            return
        self._buffer += data
        self._write_some()

    def close_when_written(self, close: Callable[[], None]) -> None:
        """Call ``close`` once everything is written; later writes are dropped."""
        if self._close_after is None:
            self._close_after = close
            self._write_some()

    def flush(self, seconds: float) -> None:
        """Wait until everything is written, ``seconds`` at most."""
        deadline = time.monotonic() + seconds
        while self._buffer and (left := deadline - time.monotonic()) > 0:
            poll = select.poll()
            poll.register(self._fd, select.POLLOUT)
            poll.poll(left * 1000)
            self._write_some()

    def abandon(self) -> None:
        """Write no more; the descriptor is about to be closed."""
        self.is_broken = True
        self._buffer.clear()
        self._loop.watch_writing(self._fd, None)

    def _write_some(self) -> None:
        try:
            while self._buffer:
                written = os.write(self._fd, memoryview(self._buffer)[:_CHUNK].tobytes())
                del self._buffer[:written]
        except BlockingIOError:
            self._loop.watch_writing(self._fd, self._on_writable)
            return
        except OSError:
            self.is_broken = True
            self._buffer.clear()
        self._loop.watch_writing(self._fd, None)
        if self._close_after:
            close, self._close_after = self._close_after, _nothing
            close()

    def _on_writable(self) -> None:
        self._write_some()
        self._on_written()


def _nothing() -> None:
    pass
