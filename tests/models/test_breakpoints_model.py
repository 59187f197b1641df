from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from coro_debugger.models.breakpoints_model import (
    BreakpointsEdited,
    BreakpointsModel,
    FiltersEdited,
    LineBreakpoint,
)
from coro_debugger.protocol.values import Breakpoint
from tests.pictures import picture

A, B = "/x/a.py", "/x/b.py"
EXCEPTIONS = "Uncaught exceptions |\nEvery raised exception |"


@pytest.fixture
def model(qtmodeltester):
    model = BreakpointsModel()
    qtmodeltester.check(model)
    return model


def shown(model) -> str:
    return picture(model, 0, 1).removeprefix(EXCEPTIONS).strip()


def test_exceptions_come_first_then_lines_by_file(model):
    for path, line in ((B, 3), (A, 9), (A, 2)):
        model.toggle(path, line)
    assert shown(model) == "a.py:2 |\na.py:9 |\nb.py:3 |"


def test_toggling_sets_and_removes(model, qtbot):
    with qtbot.waitSignal(model.edited) as edited:
        model.toggle(A, 5)
    assert edited.args == [BreakpointsEdited(A, (LineBreakpoint(A, 5),))]
    with qtbot.waitSignal(model.edited) as edited:
        model.toggle(A, 5)
    assert edited.args == [BreakpointsEdited(A, ())]


def test_one_that_is_off_is_not_asked_for(model, qtbot):
    model.toggle(A, 5)
    with qtbot.waitSignal(model.edited) as edited:
        model.setData(model.index(2, 0), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert edited.args[0].asked == []
    assert not model.of_file(A)[0].enabled


def test_a_breakpoint_that_moved_is_shown_where_it_stands_and_removed_there(model):
    model.toggle(A, 5)
    asked = [b.asked for b in model.of_file(A)]
    model.set_answer(A, asked, [Breakpoint(True, 1, 6, message="moved to the next line")])
    assert shown(model) == "a.py:6 |"
    assert model.index(2, 0).data(Qt.ItemDataRole.ToolTipRole) == "moved to the next line"
    model.toggle(A, 6)
    assert shown(model) == ""


def test_one_that_cannot_be_set_says_why(model):
    model.toggle(A, 5)
    model.set_answer(A, [model.of_file(A)[0].asked], [Breakpoint(False, 1, message="no code")])
    assert shown(model) == "a.py:5 | no code"


def test_what_was_said_is_forgotten_with_the_process(model):
    model.toggle(A, 5)
    model.set_answer(A, [model.of_file(A)[0].asked], [Breakpoint(True, 1, 6)])
    model.forget_answers()
    assert model.of_file(A) == (LineBreakpoint(A, 5),)


def test_a_later_word_about_one_is_taken(model, qtbot):
    model.toggle(A, 5)
    model.set_answer(A, [model.of_file(A)[0].asked], [Breakpoint(False, 7)])
    with qtbot.waitSignal(model.marks_changed):
        model.take_change(Breakpoint(True, 7, 8))
    assert model.of_file(A)[0].set_line == 8


def test_conditions_are_shown(model):
    model.toggle(A, 5)
    old = model.of_file(A)[0]
    model.edit(old, LineBreakpoint(A, 5, condition="n > 1", hit_condition="3", log_message="x"))
    assert shown(model) == "a.py:5 | when n > 1, hits 3, logs x"


def test_exception_filters(model, qtbot):
    with qtbot.waitSignal(model.filters_edited) as edited:
        model.setData(model.index(1, 0), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    assert edited.args == [FiltersEdited(("uncaught", "raised"))]
    model.set_filters([])
    assert model.filters() == ()


def test_a_file_s_breakpoints_are_set_as_remembered(model):
    model.toggle(A, 1)
    model.toggle(B, 1)
    model.set_file(A, [LineBreakpoint(A, 7), LineBreakpoint(A, 8, enabled=False)])
    assert shown(model) == "a.py:7 |\na.py:8 |\nb.py:1 |"
    assert model.paths() == [A, B]
