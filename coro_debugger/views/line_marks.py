"""The marks of one source view, by line."""

from __future__ import annotations

from collections import defaultdict

from .source_marks import (
    BreakpointMark,
    CoroutineMark,
    InlineValue,
    SourceProblem,
    SourceSpan,
    TrackedYield,
)


class LineMarks:
    """What is marked where; the view and its gutter read it when they paint."""

    def __init__(self) -> None:
        self.tracked: TrackedYield | None = None
        self.pointed: SourceSpan | None = None
        self.current_line: int | None = None
        self.values: dict[int, InlineValue] = {}
        self.coroutines: dict[int, list[CoroutineMark]] = {}
        self.breakpoints: dict[int, BreakpointMark] = {}
        self.problem: SourceProblem | None = None
        self.matches: dict[int, list[tuple[int, int]]] = {}

    def set_coroutines(self, marks: list[CoroutineMark]) -> None:
        """Take the coroutines that are suspended in this file."""
        grouped: dict[int, list[CoroutineMark]] = defaultdict(list)
        for mark in marks:
            grouped[mark.line].append(mark)
        self.coroutines = dict(grouped)

    def set_breakpoints(self, marks: list[BreakpointMark]) -> None:
        """Take the breakpoints of this file."""
        self.breakpoints = {mark.line: mark for mark in marks}

    def is_tracked(self, line: int) -> bool:
        """Tell whether the tracked expression reaches over that line."""
        tracked = self.tracked
        return tracked is not None and tracked.line <= line <= tracked.last_line
