"""One row of the timeline: who acts on whom, made from a recorded event or a gap."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from ..protocol.coroutines import CoroutineEvent, Ender, TimelineEvent
from .cast import YOU


class StepKind(Enum):
    """What a row shows. The first four go from partner to coroutine, the next four back."""

    CREATED = "created"
    RESUMED = "resumed"
    THROWN = "thrown"
    CLOSING = "closing"
    YIELDED = "yielded"
    RETURNED = "returned"
    RAISED = "raised"
    CLOSED = "closed"
    COLLECTED = "collected"
    GAP = "gap"
    """Events are missing here."""


INWARD = frozenset({StepKind.CREATED, StepKind.RESUMED, StepKind.THROWN, StepKind.CLOSING})
ENDING = frozenset({StepKind.RETURNED, StepKind.RAISED, StepKind.CLOSED, StepKind.COLLECTED})
_CLOSING_TYPE = "GeneratorExit"


@dataclass(frozen=True, slots=True)
class Step:
    """`source` acts on `target`; where they are the same it is a mark on that lifeline.

    A GAP has no event: `lost` counts the events that are gone, 0 where `function` was no longer
    recorded ("" for any function).
    """

    kind: StepKind
    source: int
    target: int
    event: TimelineEvent | None = None
    function: str = ""
    lost: int = 0

    @property
    def is_mark(self) -> bool:
        """Whether it concerns one lifeline only."""
        return self.source == self.target

    @property
    def coroutine_id(self) -> int:
        """The coroutine that it happened to; 0 for a gap."""
        return self.event.coroutine_id if self.event is not None else 0

    @property
    def partner(self) -> int:
        """Who is at the other end."""
        return self.source if self.kind in INWARD else self.target


def step_of(event: TimelineEvent) -> Step:
    """Return the row of an event."""
    kind = _kind_of(event)
    own = event.coroutine_id
    if event.by is Ender.GC or kind is StepKind.COLLECTED:
        return Step(kind, own, own, event)
    partner = event.by_coroutine_id or (YOU if event.by is Ender.USER else event.thread)
    if event.event is CoroutineEvent.CLOSED and event.line is None:
        # It was closed without running: nothing came back, and by whom in the program is not known.
        return Step(kind, partner if partner == YOU else own, own, event)
    if kind in INWARD:
        return Step(kind, partner, own, event)
    return Step(kind, own, partner, event)


def _kind_of(event: TimelineEvent) -> StepKind:
    if event.event is CoroutineEvent.THROWN and event.type == _CLOSING_TYPE:
        return StepKind.CLOSING
    return StepKind(event.event.value)


def not_recorded(qualname: str | None) -> Step:
    """Return the row that says that a function (None: anything) is not recorded from here."""
    return Step(StepKind.GAP, YOU, YOU, function=(qualname or "").rpartition("<locals>.")[2])


def lost_events(count: int) -> Step:
    """Return the row that says that events are gone that were never shown."""
    return Step(StepKind.GAP, YOU, YOU, lost=count)
