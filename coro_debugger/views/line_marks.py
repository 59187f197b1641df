"""The marks of one source view, by line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TypeVar

from .source_marks import (
    BreakpointMark,
    CoroutineMark,
    EventMark,
    InlineValue,
    SourceProblem,
    SourceSpan,
    TrackedYield,
)

_Mark = TypeVar("_Mark", CoroutineMark, EventMark)
Spans = dict[int, list[tuple[int, int]]]
_MOST_LINES = 10_000
"""Of one expression."""


class LineMarks:
    """What is marked where; the view and its gutter read it when they paint.

    Each setter returns the lines that look different now.
    """

    def __init__(self) -> None:
        self.tracked: TrackedYield | None = None
        self.pointed: SourceSpan | None = None
        self.current_line: int | None = None
        self.values: dict[int, InlineValue] = {}
        self.coroutines: dict[int, list[CoroutineMark]] = {}
        self.breakpoints: dict[int, BreakpointMark] = {}
        self.events: dict[int, list[EventMark]] = {}
        self.problem: SourceProblem | None = None
        self.matches: Spans = {}

    def set_tracked(self, tracked: TrackedYield | None) -> set[int]:
        """Take where the selected coroutine is suspended."""
        before, self.tracked = self.tracked, tracked
        return set() if before == tracked else _lines_of(before) | _lines_of(tracked)

    def set_current_line(self, line: int | None) -> set[int]:
        """Take the line at which the program is stopped."""
        before, self.current_line = self.current_line, line
        return {each for each in (before, line) if each is not None} if before != line else set()

    def set_values(self, values: Mapping[int, InlineValue]) -> set[int]:
        """Take what stands at the ends of lines."""
        before, self.values = self.values, dict(values)
        return _different(before, self.values)

    def set_coroutines(self, marks: list[CoroutineMark]) -> set[int]:
        """Take the coroutines that are suspended in this file."""
        before, self.coroutines = self.coroutines, _by_line(marks)
        return _different(before, self.coroutines)

    def set_breakpoints(self, marks: list[BreakpointMark]) -> set[int]:
        """Take the breakpoints of this file."""
        before, self.breakpoints = self.breakpoints, {mark.line: mark for mark in marks}
        return _different(before, self.breakpoints)

    def set_events(self, marks: list[EventMark]) -> set[int]:
        """Take the event breakpoints that stop in this file."""
        before, self.events = self.events, _by_line(marks)
        return _different(before, self.events)

    def set_problem(self, problem: SourceProblem | None) -> set[int]:
        """Take the error of the source."""
        before, self.problem = self.problem, problem
        return {each.line for each in (before, problem) if each} if before != problem else set()

    def is_tracked(self, line: int) -> bool:
        """Tell whether the tracked expression reaches over that line."""
        tracked = self.tracked
        return tracked is not None and tracked.line <= line <= tracked.last_line


def _by_line(marks: Iterable[_Mark]) -> dict[int, list[_Mark]]:
    grouped: dict[int, list[_Mark]] = defaultdict(list)
    for mark in marks:
        grouped[mark.line].append(mark)
    return dict(grouped)


def _lines_of(tracked: TrackedYield | None) -> set[int]:
    if tracked is None:
        return set()
    # Code that a program makes itself may end in any line.
    return set(range(tracked.line, min(tracked.last_line, tracked.line + _MOST_LINES) + 1))


def _different(before: Mapping[int, object], now: Mapping[int, object]) -> set[int]:
    return {line for line in before.keys() | now.keys() if before.get(line) != now.get(line)}
