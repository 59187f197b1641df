"""The kinds of breakpoints as the window knows them, and what is said when they change."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..protocol.commands import CoroutineBreakpoint
from ..protocol.coroutines import CoroutineEvent
from ..protocol.values import MOVED, SourceBreakpoint


@dataclass(frozen=True, slots=True)
class ExceptionBreakpoint:
    """One of the two ways to stop at exceptions; `filter` is DAP's word for it."""

    filter: str
    enabled: bool = False

    @property
    def wish(self) -> ExceptionBreakpoint:
        """The user's part of it."""
        return self


@dataclass(frozen=True, slots=True)
class LineBreakpoint:
    """A line breakpoint: `line` is where the user put it, `set_line` where it came to stand.

    `verified` None: not known, as nothing runs. `message`: why it moved, cannot be set, or could
    not decide whether to stop.
    """

    path: str
    line: int
    enabled: bool = True
    condition: str = ""
    hit_condition: str = ""
    log_message: str = ""
    verified: bool | None = None
    set_line: int | None = None
    id: int | None = None
    message: str = ""

    @property
    def asked(self) -> SourceBreakpoint:
        """What the debuggee is asked for."""
        return SourceBreakpoint(
            self.line,
            condition=self.condition or None,
            hit_condition=self.hit_condition or None,
            log_message=self.log_message or None,
        )

    @property
    def is_moved(self) -> bool:
        """Whether it stands on the next line with code, and nothing is wrong with it."""
        return self.message == MOVED

    @property
    def wish(self) -> LineBreakpoint:
        """The user's part of it, without what the debuggee said."""
        return replace(self, verified=None, set_line=None, id=None, message="")


@dataclass(frozen=True, slots=True)
class EventBreakpoint:
    """Stops at an event of any coroutine, of those of a function, or of one instance.

    `qualname`: only coroutines of this function. `coroutine_id`: only this one, which `name` was
    the name of; it is good for one run, `run`. `id` and `message` come from the debuggee.
    """

    event: CoroutineEvent
    qualname: str = ""
    condition: str = ""
    enabled: bool = True
    coroutine_id: int | None = None
    name: str = ""
    run: int = 0
    id: int | None = None
    message: str = ""

    @property
    def is_instance(self) -> bool:
        """Whether it is about one coroutine, so that it ends with the run."""
        return self.coroutine_id is not None

    @property
    def asked(self) -> CoroutineBreakpoint:
        """What the debuggee is asked for."""
        qualname = None if self.is_instance else self.qualname or None
        return CoroutineBreakpoint(self.event, qualname, self.coroutine_id, self.condition or None)

    @property
    def wish(self) -> EventBreakpoint:
        """The user's part of it, without what the debuggee said."""
        return replace(self, id=None, message="")


Row = ExceptionBreakpoint | LineBreakpoint | EventBreakpoint
Wishes = tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class BreakpointsEdited:
    """The breakpoints of a file, on and off, are now these."""

    path: str
    breakpoints: tuple[LineBreakpoint, ...]

    @property
    def asked(self) -> list[SourceBreakpoint]:
        """What the debuggee is asked for: those that are on."""
        return [b.asked for b in self.breakpoints if b.enabled]


@dataclass(frozen=True, slots=True)
class FiltersEdited:
    """The exception filters that are on."""

    filters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventsEdited:
    """The event breakpoints, on and off, are now these."""

    breakpoints: tuple[EventBreakpoint, ...]

    @property
    def asked(self) -> list[CoroutineBreakpoint]:
        """What the debuggee is asked for: those that are on."""
        return [b.asked for b in self.breakpoints if b.enabled]


@dataclass(frozen=True, slots=True)
class BreakpointsChange:
    """The user changed breakpoints: what was done in words, and all wishes before and after."""

    words: str
    before: Wishes
    after: Wishes


def place_in_list(row: Row) -> tuple[int, str, int]:
    """Return what rows are sorted by: exceptions, lines by file, events as they were made."""
    if isinstance(row, ExceptionBreakpoint):
        return (0, "", 0)
    if isinstance(row, LineBreakpoint):
        return (1, row.path, row.line)
    return (2, "", 0)
