"""What is said of a coroutine: the snapshot that a debuggee takes at a stop.

"Coroutine" means all four kinds of object: generators, generator-based coroutines, ``async def``
coroutines, asynchronous generators.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .values import Source


class CoroutineKind(StrEnum):
    """Which kind of object it is."""

    GENERATOR = "generator"
    COROUTINE = "coroutine"
    ASYNC_GENERATOR = "asyncGenerator"
    ITERABLE_COROUTINE = "iterableCoroutine"


class Role(StrEnum):
    """What its ``yield`` expressions do, read from the source; NATIVE is ``async def``."""

    PRODUCES = "produces"
    CONSUMES = "consumes"
    BOTH = "both"
    NEITHER = "neither"
    NATIVE = "native"


class CoroutineState(StrEnum):
    """The state, read from the object itself."""

    CREATED = "created"
    RUNNING = "running"
    SUSPENDED = "suspended"
    FINISHED = "finished"


class CoroutineOrder(StrEnum):
    """What a list of coroutines can be ordered by: what it shows of them."""

    ID = "id"
    NAME = "name"
    FUNCTION = "function"
    ROLE = "role"
    STATE = "state"
    LINE = "line"
    LAST_SENT = "lastSent"
    LAST_YIELDED = "lastYielded"


class OutcomeKind(StrEnum):
    """How a finished coroutine ended. COLLECTED: freed before it had finished."""

    RETURNED = "returned"
    RAISED = "raised"
    CLOSED = "closed"
    COLLECTED = "collected"


class Ender(StrEnum):
    """Who ended it."""

    PROGRAM = "program"
    USER = "user"
    GC = "gc"


class CoroutineEvent(StrEnum):
    """What happens to coroutines: in the timeline and for breakpoints."""

    CREATED = "created"
    RESUMED = "resumed"
    YIELDED = "yielded"
    RETURNED = "returned"
    RAISED = "raised"
    THROWN = "thrown"
    CLOSED = "closed"
    COLLECTED = "collected"


@dataclass(frozen=True, slots=True)
class ValueText:
    """A value as bounded text, with the name of its type."""

    value: str
    type: str


@dataclass(frozen=True, slots=True)
class Site:
    """A place in source; see `values` for units."""

    line: int
    source: Source | None = None
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None


@dataclass(frozen=True, slots=True)
class CoroutineOutcome:
    """How it ended; `value` is what it returned, `message` the text of the exception."""

    kind: OutcomeKind
    by: Ender | None = None
    value: str | None = None
    type: str | None = None
    message: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Coroutine:
    """One coroutine as it was at the time of asking.

    `names` are the bare names of the variables that hold it, globals first. `line` to `end_column`
    are the suspended expression (None when not started or finished). `awaiting` is the id of the
    coroutine it delegates to, or a text for anything else it waits for; `awaited_by` the reverse.
    `outcome` None on a finished one means not known. `advice` holds explanation keys: what has
    happened to it that is easily missed.
    """

    id: int
    kind: CoroutineKind
    names: list[str]
    qualname: str
    role: Role
    state: CoroutineState
    resumptions: int
    source: Source | None = None
    line: int | None = None
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None
    definition_line: int | None = None
    created_at: Site | None = None
    awaiting: int | str | None = None
    awaited_by: int | None = None
    task: str | None = None
    last_sent: ValueText | None = None
    last_yielded: ValueText | None = None
    recording_stopped: bool | None = None
    outcome: CoroutineOutcome | None = None
    library: bool | None = None
    advice: list[str] | None = None


@dataclass(frozen=True, slots=True)
class CoroutineCounts:
    """How many there are in each state, library ones left out unless asked for."""

    created: int = 0
    running: int = 0
    suspended: int = 0
    finished: int = 0


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """One recorded event; `by_coroutine_id` None means the thread's plain code did it.

    That is who control came from, or, with what suspends or ends it, goes to; `by_line` is where
    that one stands, in `by_source` if that is not the coroutine's own. `delegated`: by ``yield
    from`` or ``await``. `by` is who ended it; USER with any other event: the user's hand drove it.
    `explanation` is a key.
    """

    seq: int
    event: CoroutineEvent
    coroutine_id: int
    thread: int
    by_coroutine_id: int | None = None
    line: int | None = None
    by_line: int | None = None
    value: str | None = None
    type: str | None = None
    by: Ender | None = None
    explanation: str | None = None
    delegated: bool | None = None
    by_source: Source | None = None


@dataclass(frozen=True, slots=True)
class TimelineGap:
    """Before event `seq` some are missing, up to the next stop: a budget was spent.

    `qualname` is the function whose code it is; None: any.
    """

    seq: int
    qualname: str | None = None
