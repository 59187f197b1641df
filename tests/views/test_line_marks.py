from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from coro_debugger.views.line_marks import LineMarks
from coro_debugger.views.source_marks import (
    BreakpointMark,
    CoroutineMark,
    InlineValue,
    SourceProblem,
    TrackedYield,
)
from coro_debugger.views.source_view import SourceView


def test_each_mark_tells_which_lines_look_different():
    marks = LineMarks()
    assert marks.set_tracked(TrackedYield(4, end_line=5)) == {4, 5}
    assert marks.set_tracked(TrackedYield(7)) == {4, 5, 7}
    assert marks.set_current_line(3) == {3}
    assert marks.set_current_line(4) == {3, 4}
    assert marks.set_values({1: InlineValue("a = 1"), 2: InlineValue("b = 2")}) == {1, 2}
    assert marks.set_values({1: InlineValue("a = 1"), 2: InlineValue("b = 3")}) == {2}
    assert marks.set_coroutines([CoroutineMark(6, 1, "a"), CoroutineMark(6, 2, "b")]) == {6}
    assert marks.set_coroutines([CoroutineMark(6, 1, "a"), CoroutineMark(8, 2, "b")]) == {6, 8}
    assert marks.set_breakpoints([BreakpointMark(2)]) == {2}
    assert marks.set_problem(SourceProblem(9, 1, "no")) == {9}
    assert marks.set_problem(None) == {9}


def test_an_expression_without_an_end_in_sight():
    # The line numbers of code that a program makes itself are what it says.
    lines = LineMarks().set_tracked(TrackedYield(4, end_line=2**31 - 1))
    assert {4, 5, 9_999} <= lines
    assert len(lines) < 20_000


def test_what_is_the_same_changes_no_line():
    marks = LineMarks()
    for setter, value in (
        (marks.set_tracked, TrackedYield(4)),
        (marks.set_current_line, 3),
        (marks.set_values, {1: InlineValue("a = 1")}),
        (marks.set_coroutines, [CoroutineMark(6, 1, "a")]),
        (marks.set_breakpoints, [BreakpointMark(2)]),
        (marks.set_problem, SourceProblem(9, 1, "no")),
    ):
        assert setter(value)
        assert setter(value) == set()


class PaintedHeights(QObject):
    """How high the strips were that a widget painted."""

    def __init__(self, widget) -> None:
        super().__init__()
        self.heights: list[int] = []
        widget.installEventFilter(self)

    def eventFilter(self, _, event) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.heights.append(event.rect().height())
        return False


@pytest.fixture
def view(qtbot, theme):
    view = SourceView(theme)
    qtbot.addWidget(view)
    view.resize(600, 400)
    view.set_text("\n".join(f"line_{n} = {n}" for n in range(200)))
    with qtbot.waitExposed(view):
        view.show()
    QApplication.processEvents()
    return view


def test_only_the_lines_that_changed_are_painted(view, qtbot):
    text, gutter = PaintedHeights(view.viewport()), PaintedHeights(view.gutter)
    line = view.cell(view.line_block(5)).height()
    view.set_current_line(5)
    qtbot.waitUntil(lambda: bool(text.heights and gutter.heights))
    assert max(text.heights + gutter.heights) <= line + 2
    text.heights.clear()
    view.set_current_line(5)
    view.set_inline_values({190: InlineValue("out of sight")})
    QApplication.processEvents()
    assert text.heights == []
