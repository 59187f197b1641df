"""What is marked in a source view: values that the view only draws.

Lines are 1-based; columns are 1-based, ends exclusive, in UTF-16 units, as in the protocol.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from ..models.breakpoint_values import EventBreakpoint
from ..protocol.coroutines import Coroutine


@dataclass(frozen=True, slots=True)
class TrackedYield:
    """Where the selected coroutine is suspended, and what went in and out there last.

    Without columns the whole line is meant. `last_in` and `last_out` are values as text; None
    means that there was none.
    """

    line: int
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None
    last_in: str | None = None
    last_out: str | None = None

    @classmethod
    def of(cls, coroutine: Coroutine) -> TrackedYield | None:
        """Read it from a snapshot; None for a coroutine that is not suspended anywhere."""
        if coroutine.line is None:
            return None
        return cls(
            coroutine.line,
            coroutine.column,
            coroutine.end_line,
            coroutine.end_column,
            coroutine.last_sent.value if coroutine.last_sent else None,
            coroutine.last_yielded.value if coroutine.last_yielded else None,
        )

    @property
    def last_line(self) -> int:
        """The line on which the expression ends."""
        return max(self.line, self.end_line or self.line)


@dataclass(frozen=True, slots=True)
class SourceSpan:
    """A part of the source; without columns whole lines are meant."""

    line: int
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None

    @property
    def last_line(self) -> int:
        """The line on which it ends."""
        return max(self.line, self.end_line or self.line)


@dataclass(frozen=True, slots=True)
class InlineValue:
    """What stands at the end of a line: ``matches = 1``; `whole` is not shortened."""

    text: str
    whole: str = ""


@dataclass(frozen=True, slots=True)
class CoroutineMark:
    """A coroutine suspended on a line; `text` is what the tooltip says of it."""

    line: int
    coroutine_id: int
    text: str
    selected: bool = False


class BreakpointKind(Enum):
    """How a breakpoint is drawn; each has a shape of its own."""

    PLAIN = auto()
    CONDITIONAL = auto()
    LOGPOINT = auto()


@dataclass(frozen=True, slots=True)
class BreakpointMark:
    """A breakpoint on a line; `text` is what the tooltip says, such as its condition."""

    line: int
    kind: BreakpointKind = BreakpointKind.PLAIN
    enabled: bool = True
    verified: bool = True
    text: str = ""


@dataclass(frozen=True, slots=True)
class EventMark:
    """A line at which an event breakpoint stops; `text` is what the tooltip says of it."""

    line: int
    text: str
    breakpoint: EventBreakpoint

    @property
    def enabled(self) -> bool:
        """Whether it stops at all."""
        return self.breakpoint.enabled


@dataclass(frozen=True, slots=True)
class SourceProblem:
    """An error of the source itself, in Python's own words, at its place."""

    line: int
    column: int
    message: str
