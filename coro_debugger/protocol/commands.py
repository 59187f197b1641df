"""The requests: a dataclass for the arguments of each, bound to the dataclass of its answer.

`COMMANDS` maps a command on the wire to its arguments type; `Arguments.BODY` is its answer's type.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, ClassVar, Generic, TypeVar

from .coroutines import (
    Coroutine,
    CoroutineCounts,
    CoroutineEvent,
    CoroutineOrder,
    CoroutineState,
    TimelineEvent,
    TimelineGap,
)
from .values import (
    LONGEST_VALUE,
    Breakpoint,
    Capabilities,
    CompletionItem,
    DisassembledInstruction,
    ExceptionDetails,
    Scope,
    Source,
    SourceBreakpoint,
    StackFrame,
    Thread,
    Variable,
)
from .wire import at_most

LONGEST_SOURCE = 5_000_000
"""Characters of a source that is in no file: more would not fit into a message."""

BodyT = TypeVar("BodyT")

COMMANDS: dict[str, type[Arguments[Any]]] = {}


@dataclass(frozen=True)
class Arguments(Generic[BodyT]):
    """The arguments of a request. A subclass names its command and the type of its answer."""

    COMMAND: ClassVar[str] = ""
    BODY: ClassVar[type[Any]]

    def __init_subclass__(cls, command: str, body: type[Any]) -> None:
        cls.COMMAND = command
        cls.BODY = body
        COMMANDS[command] = cls


@dataclass(frozen=True)
class Nothing:
    """The answer of a request that answers only that it was done."""


class ResumeOperation(StrEnum):
    """What a person can do with a coroutine."""

    NEXT = "next"
    SEND = "send"
    THROW = "throw"
    CLOSE = "close"


class ResumeOutcome(StrEnum):
    """What came of it, in Python's terms; see docs/protocol.md."""

    YIELDED = "yielded"
    RETURNED = "returned"
    RAISED = "raised"
    CLOSED = "closed"
    AWAITING = "awaiting"


class ContinueToEvent(StrEnum):
    """Where continueTo goes: the next yield, the next resumption, a line."""

    YIELD = "yield"
    RESUME = "resume"
    LINE = "line"


# --- life of a session -------------------------------------------------------------------------


@dataclass(frozen=True)
class InitializeArguments(Arguments[Capabilities], command="initialize", body=Capabilities):
    """First request of a DAP client to the adapter."""

    adapter_id: str = field(default="coro-debugger", metadata={"wire": "adapterID"})
    client_id: str | None = field(default=None, metadata={"wire": "clientID"})
    lines_start_at1: bool = True
    columns_start_at1: bool = True


@dataclass(frozen=True)
class LaunchArguments(Arguments[Nothing], command="launch", body=Nothing):
    """What to run and how; `python` None is the adapter's own interpreter.

    `env` adds to the environment (a None value removes a name).
    """

    program: str
    args: list[str] = field(default_factory=list)
    cwd: str | None = None
    env: dict[str, str | None] = field(default_factory=dict)
    python: str | None = None
    stop_on_entry: bool = False
    just_my_code: bool = True
    hold_coroutines: bool = False
    keep_alive: bool = False


@dataclass(frozen=True)
class ConfigurationDoneArguments(Arguments[Nothing], command="configurationDone", body=Nothing):
    """Breakpoints are set: run the script."""


@dataclass(frozen=True)
class TerminateArguments(Arguments[Nothing], command="terminate", body=Nothing):
    """End the script."""


@dataclass(frozen=True)
class DisconnectArguments(Arguments[Nothing], command="disconnect", body=Nothing):
    """End the script and the conversation."""

    terminate_debuggee: bool | None = None


@dataclass(frozen=True)
class CancelArguments(Arguments[Nothing], command="cancel", body=Nothing):
    """Cut short the request with this number: an evaluation or a drive under way."""

    request_id: int | None = None


@dataclass(frozen=True)
class StdinArguments(Arguments[Nothing], command="stdin", body=Nothing):
    """Write `text` to the program's standard input; `eof` closes it. Answered by the adapter."""

    text: str = ""
    eof: bool = False


# --- breakpoints -------------------------------------------------------------------------------


@dataclass(frozen=True)
class BreakpointsBody:
    """One answer for each breakpoint asked for, in the same order."""

    breakpoints: list[Breakpoint]


@dataclass(frozen=True)
class SetBreakpointsArguments(
    Arguments[BreakpointsBody], command="setBreakpoints", body=BreakpointsBody
):
    """Replace all line breakpoints of one source."""

    source: Source
    breakpoints: list[SourceBreakpoint] = field(default_factory=list)


@dataclass(frozen=True)
class SetExceptionBreakpointsArguments(
    Arguments[BreakpointsBody], command="setExceptionBreakpoints", body=BreakpointsBody
):
    """Stop where an exception is raised and when one is not caught; filters: raised, uncaught."""

    filters: list[str]


@dataclass(frozen=True)
class CoroutineBreakpoint:
    """Stop on an event: of any coroutine, of those of a function, or of one instance."""

    event: CoroutineEvent
    qualname: str | None = None
    coroutine_id: int | None = None
    condition: str | None = None


@dataclass(frozen=True)
class SetCoroutineBreakpointsArguments(
    Arguments[BreakpointsBody], command="setCoroutineBreakpoints", body=BreakpointsBody
):
    """Replace all coroutine breakpoints."""

    breakpoints: list[CoroutineBreakpoint]


# --- running -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class ContinueBody:
    """All threads always run together."""

    all_threads_continued: bool = True


@dataclass(frozen=True)
class ContinueArguments(Arguments[ContinueBody], command="continue", body=ContinueBody):
    """Run on."""

    thread_id: int


@dataclass(frozen=True)
class NextArguments(Arguments[Nothing], command="next", body=Nothing):
    """Step over; at a yield: to the next line of the resumer."""

    thread_id: int


@dataclass(frozen=True)
class StepInArguments(Arguments[Nothing], command="stepIn", body=Nothing):
    """Step into: the next line of user code wherever control goes."""

    thread_id: int


@dataclass(frozen=True)
class StepOutArguments(Arguments[Nothing], command="stepOut", body=Nothing):
    """Step out: to the next line of the resumer or caller."""

    thread_id: int


@dataclass(frozen=True)
class PauseArguments(Arguments[Nothing], command="pause", body=Nothing):
    """Stop the program where it is."""

    thread_id: int


@dataclass(frozen=True)
class ContinueToArguments(Arguments[Nothing], command="continueTo", body=Nothing):
    """Run to the next yield, to the next resumption (of one coroutine), or to a line."""

    event: ContinueToEvent
    thread_id: int | None = None
    coroutine_id: int | None = None
    source: Source | None = None
    line: int | None = None


# --- looking -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class ThreadsBody:
    """The real threads."""

    threads: list[Thread]


@dataclass(frozen=True)
class ThreadsArguments(Arguments[ThreadsBody], command="threads", body=ThreadsBody):
    """Ask for the threads."""


@dataclass(frozen=True)
class StackTraceBody:
    """Frames, innermost first."""

    stack_frames: list[StackFrame]
    total_frames: int | None = None


@dataclass(frozen=True)
class StackTraceArguments(Arguments[StackTraceBody], command="stackTrace", body=StackTraceBody):
    """Frames of a thread, or of a coroutine (same number space): what it delegates to first."""

    thread_id: int
    start_frame: int | None = None
    levels: int | None = None


@dataclass(frozen=True)
class ScopesBody:
    """The scopes of a frame, most wanted first."""

    scopes: list[Scope]


@dataclass(frozen=True)
class ScopesArguments(Arguments[ScopesBody], command="scopes", body=ScopesBody):
    """Ask for the scopes of a frame."""

    frame_id: int


@dataclass(frozen=True)
class VariablesBody:
    """The children asked for."""

    variables: list[Variable]


@dataclass(frozen=True)
class VariablesArguments(Arguments[VariablesBody], command="variables", body=VariablesBody):
    """Children of a scope or value; `start` and `count` page through large containers."""

    variables_reference: int
    filter: str | None = None
    start: int | None = None
    count: int | None = None
    text_limit: int | None = None


@dataclass(frozen=True)
class SetVariableBody:
    """The value after the change."""

    value: str
    type: str | None = None
    variables_reference: int | None = None


@dataclass(frozen=True)
class SetVariableArguments(Arguments[SetVariableBody], command="setVariable", body=SetVariableBody):
    """Assign: `value` is a Python expression, evaluated in the variable's frame."""

    variables_reference: int
    name: str
    value: str


@dataclass(frozen=True)
class EvaluateBody:
    """The text of the result, and where its children are."""

    result: str = field(metadata=at_most(LONGEST_VALUE))
    variables_reference: int
    type: str | None = None
    named_variables: int | None = None
    indexed_variables: int | None = None
    coroutine_id: int | None = None


@dataclass(frozen=True)
class EvaluateArguments(Arguments[EvaluateBody], command="evaluate", body=EvaluateBody):
    """Evaluate in a frame, else in the script; context: watch, hover, repl, clipboard."""

    expression: str
    frame_id: int | None = None
    context: str | None = None


@dataclass(frozen=True)
class CompletionsBody:
    """What the text could go on with."""

    targets: list[CompletionItem]


@dataclass(frozen=True)
class CompletionsArguments(Arguments[CompletionsBody], command="completions", body=CompletionsBody):
    """Complete `text` at `column` (1-based, UTF-16)."""

    text: str
    column: int
    frame_id: int | None = None
    line: int | None = None


@dataclass(frozen=True)
class ExceptionInfoBody:
    """The exception of the stop."""

    exception_id: str
    break_mode: str
    description: str | None = field(default=None, metadata=at_most())
    details: ExceptionDetails | None = None


@dataclass(frozen=True)
class ExceptionInfoArguments(
    Arguments[ExceptionInfoBody], command="exceptionInfo", body=ExceptionInfoBody
):
    """Ask what was raised."""

    thread_id: int


@dataclass(frozen=True)
class DisassembleBody:
    """Instructions in order."""

    instructions: list[DisassembledInstruction]


@dataclass(frozen=True)
class DisassembleArguments(Arguments[DisassembleBody], command="disassemble", body=DisassembleBody):
    """Byte code around `memory_reference` (a frame's instructionPointerReference)."""

    memory_reference: str
    instruction_count: int
    instruction_offset: int | None = None
    offset: int | None = None
    resolve_symbols: bool | None = None


@dataclass(frozen=True)
class SourceBody:
    """Text of a source without a file."""

    content: str = field(metadata=at_most(LONGEST_SOURCE))
    mime_type: str | None = None


@dataclass(frozen=True)
class SourceArguments(Arguments[SourceBody], command="source", body=SourceBody):
    """Ask for text that is not in a file."""

    source_reference: int
    source: Source | None = None


# --- coroutines --------------------------------------------------------------------------------


@dataclass(frozen=True)
class CoroutinesBody:
    """A page of coroutines; `total` counts all that match, `counts` all there are."""

    coroutines: list[Coroutine]
    total: int
    counts: CoroutineCounts


@dataclass(frozen=True)
class CoroutinesArguments(Arguments[CoroutinesBody], command="coroutines", body=CoroutinesBody):
    """Ask for coroutines; without `count` all of them; `ids`: only those with these ids."""

    start: int | None = None
    count: int | None = None
    filter: str | None = None
    states: list[CoroutineState] | None = None
    include_finished: bool = True
    include_library: bool = False
    ids: list[int] | None = None
    order: CoroutineOrder | None = None
    descending: bool = False


@dataclass(frozen=True)
class ResumeException:
    """An exception as Python reports it; `explanation` is a key, the window has the words.

    `trace` is the traceback text without the debugger's frames; `line` where it was raised.
    """

    type: str
    message: str = field(metadata=at_most())
    explanation: str | None = None
    trace: str = field(default="", metadata=at_most(LONGEST_VALUE))
    line: int | None = None
    source: Source | None = None


@dataclass(frozen=True)
class ResumeCoroutineBody:
    """What the operation came to; `explanation` is a key (that of an exception is in it)."""

    outcome: ResumeOutcome
    value: str | None = None
    type: str | None = None
    variables_reference: int | None = None
    exception: ResumeException | None = None
    explanation: str | None = None


@dataclass(frozen=True)
class ResumeCoroutineArguments(
    Arguments[ResumeCoroutineBody], command="resumeCoroutine", body=ResumeCoroutineBody
):
    """Drive a coroutine; answered when control is back, after nested stops if there are any."""

    coroutine_id: int
    operation: ResumeOperation
    expression: str | None = None
    frame_id: int | None = None
    step_in: bool = False


@dataclass(frozen=True)
class TimelineBody:
    """Recorded events in order; `dropped` fell off the front, `total` are kept.

    `gaps` are those at and after the first event wanted, whatever the number of events wanted.
    """

    events: list[TimelineEvent]
    total: int
    dropped: int
    gaps: list[TimelineGap]


@dataclass(frozen=True)
class TimelineArguments(Arguments[TimelineBody], command="timeline", body=TimelineBody):
    """A page of the record; `start` is a `seq`."""

    start: int | None = None
    count: int | None = None
