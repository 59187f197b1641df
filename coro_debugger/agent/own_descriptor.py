"""File descriptors of the debugger: out of the program's way, and never mistaken for its own.

They live high, so that the program's own numbers do not shift and a program that closes 0 to 255
does not cut the line. One that closes everything may be dealt our numbers for its own files: so a
descriptor is looked at before it is used.
"""

from __future__ import annotations

from os import close as close_fd
from os import fstat

try:
    from fcntl import F_DUPFD_CLOEXEC, fcntl
    from resource import RLIMIT_NOFILE, getrlimit

    CAN_MOVE_DESCRIPTORS = True
except ImportError:  # Windows: descriptors stay where they are
    CAN_MOVE_DESCRIPTORS = False

_LOWEST_FD = 512


class OwnDescriptor:
    """A descriptor that was moved out of the way."""

    def __init__(self, fd: int) -> None:
        """Take ``fd`` over: it is closed where it was."""
        self.number = _moved_high(fd)
        self._identity = _identity_of(self.number)

    def is_ours(self) -> bool:
        """Tell whether the program has left it as it was."""
        return _identity_of(self.number) == self._identity

    def close(self) -> None:
        """Close it, unless it is the program's by now."""
        if self.is_ours():
            close_fd(self.number)


def _identity_of(fd: int) -> tuple[int, int] | None:
    try:
        found = fstat(fd)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _moved_high(fd: int) -> int:
    """Return a duplicate of ``fd`` that is 512 or more (or near the limit), closing ``fd``."""
    if not CAN_MOVE_DESCRIPTORS:
        return fd
    limit = getrlimit(RLIMIT_NOFILE)[0]
    lowest = _LOWEST_FD if limit < 0 or limit > _LOWEST_FD + 64 else max(limit - 16, 3)
    try:
        moved = fcntl(fd, F_DUPFD_CLOEXEC, lowest)
    except OSError:
        return fd
    close_fd(fd)
    return moved
