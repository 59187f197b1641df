"""The timeline: what happened to coroutines, row by row, with a filter; bounded."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from ..protocol.coroutines import TimelineEvent, TimelineGap
from .activations import Activations
from .cast import Cast
from .lifelines import Lifeline, Lifelines
from .timeline_step import Step, lost_events, not_recorded, step_of

MAX_ROWS = 20_000
_SLACK = 2_000
"""Rows beyond MAX_ROWS before the oldest are let go, all at once."""


@dataclass(frozen=True, slots=True)
class TimelineFilter:
    """What is shown: nobody who is `hidden`; with a `focus`, only what that one takes part in."""

    hidden: frozenset[int] = frozenset()
    focus: int | None = None

    @property
    def is_on(self) -> bool:
        """Whether anything may be left out."""
        return bool(self.hidden) or self.focus is not None

    def shows(self, step: Step) -> bool:
        """Tell whether a row is shown."""
        if step.event is None:
            return True
        if step.source in self.hidden or step.target in self.hidden:
            return False
        return self.focus is None or self.focus in (step.source, step.target)


class TimelineModel(QObject):
    """Rows are numbered from 0 since the run began; a *position* counts those that are shown.

    Signals:
        changed(): rows came, or others are shown.
        renamed(): somebody has another name, state or role.
        cleared(): another run begins.
    """

    changed = Signal()
    renamed = Signal()
    cleared = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.cast = Cast()
        self._filter = TimelineFilter()
        self._reset()

    def _reset(self) -> None:
        self._steps: list[Step] = []
        self._first = 0
        self._shown: list[int] = []
        self._taking_part: set[int] = set()
        self._gaps: set[TimelineGap] = set()
        self._activations = Activations()
        self._lifelines = Lifelines()
        self._columns: list[list[Lifeline]] | None = None
        self._column_of: dict[int, int] = {}

    # --- taking values

    def clear(self) -> None:
        """Forget everything: another run begins."""
        self.cast.clear()
        self._filter = TimelineFilter()
        self._reset()
        self.cleared.emit()

    def append(
        self, events: Sequence[TimelineEvent], gaps: Sequence[TimelineGap] = (), lost: int = 0
    ) -> None:
        """Take the next events; ``lost`` are gone that should have come before them."""
        everybody = len(self._lifelines)
        if lost:
            self._add(lost_events(lost))
        waiting = [gap for gap in gaps if gap not in self._gaps]
        for event in events:
            while waiting and waiting[0].seq <= event.seq:
                self._add_gap(waiting.pop(0))
            self._add(step_of(event))
            self.cast.note_thread(event.thread)
        if events:
            self._gaps = {gap for gap in self._gaps if gap.seq > events[-1].seq}
        for gap in waiting:  # at the very end: they are told again with the next events
            if not events or gap.seq == events[-1].seq + 1:
                self._add_gap(gap)
        self._let_go()
        if self._filter.is_on or len(self._lifelines) != everybody:
            self._columns = None
        self.changed.emit()

    def _add_gap(self, gap: TimelineGap) -> None:
        self._gaps.add(gap)
        self._add(not_recorded(gap.qualname))

    def _add(self, step: Step) -> None:
        row = self._first + len(self._steps)
        self._steps.append(step)
        self._activations.add(row, step)
        self._lifelines.add(row, step)
        if self._filter.is_on and self._filter.shows(step):
            self._show(row, step)

    def _show(self, row: int, step: Step) -> None:
        self._shown.append(row)
        if step.event is not None:
            self._taking_part |= {step.source, step.target}

    def _let_go(self) -> None:
        surplus = len(self._steps) - MAX_ROWS
        if surplus < _SLACK:
            return
        del self._steps[:surplus]
        self._first += surplus
        del self._shown[: bisect_left(self._shown, self._first)]
        self._activations.forget_before(self._first)
        self.cast.forget(self._lifelines.forget_before(self._first))
        self._columns = None

    # --- the filter

    @property
    def filter(self) -> TimelineFilter:
        """What is shown."""
        return self._filter

    def set_filter(self, wanted: TimelineFilter) -> None:
        """Show less or more."""
        if wanted == self._filter:
            return
        self._filter = wanted
        self._shown, self._taking_part, self._columns = [], set(), None
        if wanted.is_on:
            for row, step in enumerate(self._steps, self._first):
                if wanted.shows(step):
                    self._show(row, step)
        self.changed.emit()

    # --- giving values

    @property
    def forgotten(self) -> int:
        """How many of the oldest rows were let go."""
        return self._first

    @property
    def total(self) -> int:
        """How many rows there are, shown or not."""
        return len(self._steps)

    def count(self) -> int:
        """Return how many rows are shown."""
        return len(self._shown) if self._filter.is_on else len(self._steps)

    def row_at(self, position: int) -> int:
        """Return the number of the row shown at a position."""
        return self._shown[position] if self._filter.is_on else self._first + position

    def step_at(self, position: int) -> Step:
        """Return the row shown at a position."""
        return self._steps[self.row_at(position) - self._first]

    def position_of(self, row: int) -> int:
        """Return the position of a row, or of the next one that is shown."""
        if self._filter.is_on:
            return bisect_left(self._shown, row)
        return max(0, min(row - self._first, len(self._steps)))

    def bars(self, who: int, first: int, last: int) -> list[tuple[int, int, bool]]:
        """Return (start, end, waits) of the bars that reach into positions first to last.

        A start of -1 is before all that is shown, an end of `count` is not yet.
        """
        if not self.count():
            return []
        found = []
        rows = self.row_at(max(first, 0)), self.row_at(min(last, self.count() - 1))
        for bar in self._activations.within(who, *rows):
            is_older = bar.start < self.row_at(0)
            start = -1 if is_older else self.position_of(bar.start)
            end = self.count() if bar.end is None else self.position_of(bar.end)
            if end > start:
                found.append((start, end, bar.waits))
        return found

    def everybody(self) -> list[Lifeline]:
        """Return every lifeline, in the order of appearance."""
        return self._lifelines.all()

    def lifeline(self, who: int) -> Lifeline | None:
        """Return the lifeline of somebody."""
        return self._lifelines.of(who)

    def columns(self) -> list[list[Lifeline]]:
        """Return the columns that are shown with the lifelines in each, from top to bottom."""
        if self._columns is None:
            shown = ([li for li in c if self._is_shown(li)] for c in self._lifelines.columns())
            self._columns = [column for column in shown if column]
            self._column_of = {li.who: i for i, c in enumerate(self._columns) for li in c}
        return self._columns

    def column_of(self, who: int) -> int | None:
        """Return the column that somebody is shown in."""
        self.columns()
        return self._column_of.get(who)

    def _is_shown(self, line: Lifeline) -> bool:
        if line.who in self._filter.hidden:
            return False
        return self._filter.focus is None or line.who in self._taking_part
