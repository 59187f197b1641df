"""What the session's signals carry: frozen values, no connections."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from coro_debugger.protocol.commands import (
    CoroutineBreakpoint,
    CoroutinesBody,
    EvaluateBody,
    ResumeCoroutineArguments,
    ResumeCoroutineBody,
)
from coro_debugger.protocol.values import Breakpoint, Scope, SourceBreakpoint, StackFrame, Variable


class FailureKind(Enum):
    """Why a script could not be run, or why its session broke off. The views have the words."""

    SCRIPT_MISSING = "script missing"
    SCRIPT_IS_FOLDER = "script is a folder"
    FOLDER_MISSING = "working folder missing"
    INTERPRETER_MISSING = "interpreter missing"
    INTERPRETER_TOO_OLD = "interpreter too old"
    CANNOT_START = "cannot start"
    """The system or the command line refused; details say why."""
    DIED_AT_START = "died at start"
    """The interpreter ended before the script began; details hold its error output."""
    NEVER_CONNECTED = "never connected"
    """The interpreter runs but did not answer in time."""
    LAUNCH_REFUSED = "launch refused"
    """The debuggee's own answer to launch was an error; details hold it."""
    LINE_CUT = "line cut"
    """The program has closed the line, or has become another program; it runs on."""
    PROTOCOL_VIOLATION = "protocol violation"
    """What came over the connection was not understood; the process was ended."""


class Remark(Enum):
    """Something that happened beside the program. The views have the words."""

    TURNED_AWAY = "turned away"
    """Somebody else has called in place of the program, without its secret."""
    SILENT = "silent"
    """It does not answer what should take it a moment."""
    ANSWERS = "answers"
    """It does after all."""


@dataclass(frozen=True, slots=True)
class SessionFailure:
    """A failure: `subject` is the path it is about, `details` text from the system or Python."""

    kind: FailureKind
    subject: str = ""
    details: str = ""
    exit_status: int | None = None


@dataclass(frozen=True, slots=True)
class ProcessEnd:
    """How a process ended: with `exit_status`, or by `signal` (then the status is negative)."""

    exit_status: int
    signal: int | None = None


@dataclass(frozen=True, slots=True)
class SessionEnd:
    """The process has ended: with `exit_status`, or by `signal` (then the status is negative).

    `stopped_by_user`: the session's `stop` or `restart` ended it. `script_status`: what the script
    itself had ended with, if it had ended before the process did.
    """

    exit_status: int
    signal: int | None = None
    stopped_by_user: bool = False
    script_status: int | None = None


@dataclass(frozen=True, slots=True)
class DriveResult:
    """What came of driving a coroutine: either `body` or `error`.

    `error` is Python's text about an expression that failed, or "ended" when the process did.
    """

    arguments: ResumeCoroutineArguments
    body: ResumeCoroutineBody | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class WatchResult:
    """What came of evaluating an expression: exactly one of `body` and `error` is set."""

    key: int
    body: EvaluateBody | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class BreakpointsSet:
    """The debuggee's answer about the breakpoints of one file: the same order as `asked`."""

    path: str
    asked: tuple[SourceBreakpoint, ...]
    breakpoints: tuple[Breakpoint, ...]


@dataclass(frozen=True, slots=True)
class CoroutineBreakpointsSet:
    """The debuggee's answer about the event breakpoints: the same order as `asked`."""

    asked: tuple[CoroutineBreakpoint, ...]
    breakpoints: tuple[Breakpoint, ...]


@dataclass(frozen=True, slots=True)
class StackView:
    """Frames of a thread or coroutine, innermost first; `total_frames` counts all there are."""

    thread_id: int
    frames: tuple[StackFrame, ...]
    total_frames: int


@dataclass(frozen=True, slots=True)
class FrameView:
    """The frame that the window shows, and the coroutine whose body it is."""

    frame: StackFrame
    coroutine_id: int | None = None


@dataclass(frozen=True, slots=True)
class ScopesView:
    """The scopes of a frame."""

    frame_id: int
    scopes: tuple[Scope, ...]


@dataclass(frozen=True, slots=True)
class VariablesView:
    """Children of a scope or value, `start` being the place of the first one."""

    reference: int
    variables: tuple[Variable, ...]
    start: int = 0


@dataclass(frozen=True, slots=True)
class CoroutinesPage:
    """Coroutines from place `start` on, of those that match what was asked for."""

    start: int
    body: CoroutinesBody
