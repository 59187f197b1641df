"""Counts the processes that a debuggee has left, by a mark in the environment that they inherit."""

from __future__ import annotations

import contextlib
import os
import signal
import time
import uuid
from pathlib import Path

_PROC = Path("/proc")
_VARIABLE = "CORO_HOSTILE_MARK"


class Marked:
    """The processes that bear one mark: the debuggee and all that it starts."""

    def __init__(self) -> None:
        self.environment = {_VARIABLE: uuid.uuid4().hex}

    def alive(self) -> list[int]:
        """Return those that run; one that has ended and waits to be looked at does not."""
        mark = f"{_VARIABLE}={self.environment[_VARIABLE]}".encode()
        found = []
        for entry in _PROC.iterdir():
            if entry.name.isdigit():
                with contextlib.suppress(OSError):
                    marks = (entry / "environ").read_bytes().split(b"\0")
                    if mark in marks and is_alive(int(entry.name)):
                        found.append(int(entry.name))
        return found

    def wait_for(self, count: int, seconds: float = 10.0) -> None:
        """Wait until so many run; fail if they never do."""
        deadline = time.monotonic() + seconds
        while len(found := self.alive()) != count:
            assert time.monotonic() < deadline, f"{len(found)} processes run, not {count}"
            time.sleep(0.01)

    def wait_until_gone(self, seconds: float) -> list[int]:
        """Wait at most so long; return those that are still there."""
        deadline = time.monotonic() + seconds
        while (left := self.alive()) and time.monotonic() < deadline:
            time.sleep(0.05)
        return left

    def kill(self) -> None:
        """Leave nothing behind, whatever the test found."""
        for pid in self.alive():
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGKILL)


def is_alive(pid: int) -> bool:
    """Tell whether a process runs; one that nobody has waited for yet, but has ended, does not."""
    try:
        stat = (_PROC / str(pid) / "stat").read_text(errors="replace")
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] not in "ZX"
