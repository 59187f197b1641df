"""Which coroutines are being driven by hand: one inside the other, with stops in between."""

from __future__ import annotations

from dataclasses import dataclass

from coro_debugger.protocol.events import Stopped

from .state import SessionState


@dataclass
class Drive:
    """A resumeCoroutine under way, and what to come back to."""

    outer_state: SessionState
    outer_stop: Stopped | None
    has_stopped_inside: bool = False


class DriveStack:
    """The drives under way, the innermost last."""

    def __init__(self) -> None:
        self._drives: list[Drive] = []
        self._expects_repeat = False

    def __bool__(self) -> bool:
        return bool(self._drives)

    def begin(self, state: SessionState, stop: Stopped | None) -> Drive:
        """A drive begins at ``stop``."""
        drive = Drive(state, stop)
        self._drives.append(drive)
        return drive

    def end(self, drive: Drive) -> None:
        """A drive is over."""
        self._drives.remove(drive)
        # After stops inside, the agent tells of the outer stop once more; nobody here forgot it.
        self._expects_repeat = drive.has_stopped_inside

    def is_repeat(self) -> bool:
        """Take note of a stop; tell whether it only repeats the one that was there before."""
        is_repeat, self._expects_repeat = self._expects_repeat, False
        if self._drives and not is_repeat:
            self._drives[-1].has_stopped_inside = True
        return is_repeat

    def go_on(self) -> None:
        """The program runs again: the next stop is a new one."""
        self._expects_repeat = False

    def clear(self) -> None:
        """The process is another one."""
        self._drives.clear()
        self._expects_repeat = False
