"""What a debug session is doing."""

from __future__ import annotations

from enum import Enum


class SessionState(Enum):
    """What a debug session is doing; every action's enabled state follows from it."""

    NO_SCRIPT = "no script"
    READY = "ready"
    """A script is open and does not run."""
    STARTING = "starting"
    """The process was started; the script does not run yet."""
    RUNNING = "running"
    PAUSED = "paused"
    DRIVING = "driving"
    """A resumeCoroutine is under way and not stopped inside."""
    ENDED = "ended"
    """The script has ended and is kept alive: its coroutines can be driven."""
    STOPPING = "stopping"

    @property
    def has_process(self) -> bool:
        """Whether a debuggee process exists."""
        return self not in (SessionState.NO_SCRIPT, SessionState.READY)

    @property
    def is_stopped(self) -> bool:
        """Whether the program stands still, so that it can be looked at and driven."""
        return self in (SessionState.PAUSED, SessionState.ENDED)

    @property
    def is_running(self) -> bool:
        """Whether the program's own code runs, so that it can be paused."""
        return self in (SessionState.RUNNING, SessionState.DRIVING)
