"""The events that a debuggee or the adapter sends."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, ClassVar

from .coroutines import CoroutineCounts, CoroutineEvent, ValueText
from .values import Breakpoint
from .wire import LONGEST_NAME, at_most, from_wire, to_wire

LONGEST_OUTPUT = 1_000_000
"""Characters of one piece of output."""


class StopReason(StrEnum):
    """DAP's reasons to stop, then ours. END: the script has ended and is kept alive."""

    STEP = "step"
    BREAKPOINT = "breakpoint"
    EXCEPTION = "exception"
    PAUSE = "pause"
    ENTRY = "entry"
    YIELD = "yield"
    RESUME = "resume"
    COROUTINE_BREAKPOINT = "coroutine breakpoint"
    GOTO = "goto"
    END = "end"


@dataclass(frozen=True)
class EventBody:
    """What an event carries; `EVENT` is its name on the wire."""

    EVENT: ClassVar[str] = ""


@dataclass(frozen=True)
class Initialized(EventBody):
    """Breakpoints may be set now; configurationDone then starts the script."""

    EVENT: ClassVar[str] = "initialized"


@dataclass(frozen=True)
class Stopped(EventBody):
    """The program is paused. `text` is, for an exception, its type and message.

    `coroutine_id`: the stop is in this coroutine. `exit_status` (reason END): what the process
    will exit with. `nested`: inside the operation of a pending resumeCoroutine request. `event`
    and `value` (reason COROUTINE_BREAKPOINT): what happened, and what came in or goes out.
    """

    EVENT: ClassVar[str] = "stopped"
    reason: StopReason
    thread_id: int
    all_threads_stopped: bool = True
    description: str | None = None
    text: str | None = field(default=None, metadata=at_most())
    hit_breakpoint_ids: list[int] | None = None
    coroutine_id: int | None = None
    exit_status: int | None = None
    nested: bool | None = None
    event: CoroutineEvent | None = None
    value: ValueText | None = None


@dataclass(frozen=True)
class Continued(EventBody):
    """The program runs on though nobody asked it to in so many words."""

    EVENT: ClassVar[str] = "continued"
    thread_id: int
    all_threads_continued: bool = True


@dataclass(frozen=True)
class CoroutinesChanged(EventBody):
    """Coroutines were made, moved or ended: a hint to ask again; at most 30 a second."""

    EVENT: ClassVar[str] = "coroutines"
    changed: list[int]
    counts: CoroutineCounts


@dataclass(frozen=True)
class BreakpointChanged(EventBody):
    """A breakpoint moved or became verified because its code was loaded."""

    EVENT: ClassVar[str] = "breakpoint"
    reason: str
    breakpoint: Breakpoint


@dataclass(frozen=True)
class Output(EventBody):
    """Text: category stdout or stderr (the program's), console or important (the debugger's)."""

    EVENT: ClassVar[str] = "output"
    output: str = field(metadata=at_most(LONGEST_OUTPUT))
    category: str = "console"


@dataclass(frozen=True)
class Process(EventBody):
    """The script is about to run. `python` is its version, `engine` the tracing engine."""

    EVENT: ClassVar[str] = "process"
    name: str = field(metadata=at_most())
    system_process_id: int | None = None
    is_local_process: bool = True
    start_method: str = "launch"
    python: str | None = None
    engine: str | None = None


@dataclass(frozen=True)
class Thread(EventBody):
    """A thread started or exited."""

    EVENT: ClassVar[str] = "thread"
    reason: str
    thread_id: int


@dataclass(frozen=True)
class Exited(EventBody):
    """The process has ended with this status; negative: killed by that signal."""

    EVENT: ClassVar[str] = "exited"
    exit_code: int


@dataclass(frozen=True)
class Terminated(EventBody):
    """The session is over; nothing follows."""

    EVENT: ClassVar[str] = "terminated"


EVENT_TYPES: dict[str, type[EventBody]] = {
    cls.EVENT: cls
    for cls in (
        Initialized,
        Stopped,
        Continued,
        CoroutinesChanged,
        BreakpointChanged,
        Output,
        Process,
        Thread,
        Exited,
        Terminated,
    )
}


def event_from_wire(event: str, body: dict[str, Any]) -> EventBody | None:
    """Return the typed body of an event, or None for one that is not ours. Raises WireError."""
    cls = EVENT_TYPES.get(event)
    return None if cls is None else from_wire(cls, body, event, LONGEST_NAME)


def event_to_wire(body: EventBody) -> dict[str, Any]:
    """Return the JSON body of an event."""
    wire: dict[str, Any] = to_wire(body, LONGEST_NAME)
    return wire
