from __future__ import annotations

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt

from coro_debugger.models.breakpoint_values import (
    BreakpointsEdited,
    EventBreakpoint,
    EventsEdited,
    FiltersEdited,
    LineBreakpoint,
)
from coro_debugger.models.breakpoints_model import BreakpointsModel
from coro_debugger.protocol.commands import CoroutineBreakpoint
from coro_debugger.protocol.coroutines import CoroutineEvent
from coro_debugger.protocol.values import MOVED, Breakpoint
from tests.pictures import picture

A, B = "/x/a.py", "/x/b.py"
EXCEPTIONS = "Uncaught exceptions\nEvery raised exception"
RAISED = EventBreakpoint(CoroutineEvent.RAISED)
YIELDED = EventBreakpoint(CoroutineEvent.YIELDED, "grep", "value > 3")
ONE = EventBreakpoint(CoroutineEvent.RESUMED, coroutine_id=7, name="words")


@pytest.fixture
def model(qtmodeltester):
    model = BreakpointsModel()
    qtmodeltester.check(model)
    return model


def shown(model) -> str:
    return picture(model, 0).removeprefix(EXCEPTIONS).strip()


def turn(model, row: int, on: bool) -> None:
    state = Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
    model.setData(model.index(row, 0), state, Qt.ItemDataRole.CheckStateRole)


# --- lines ---------------------------------------------------------------------------------------


def test_exceptions_come_first_then_lines_by_file_then_events(model):
    model.add(RAISED)
    for path, line in ((B, 3), (A, 9), (A, 2)):
        model.toggle(path, line)
    assert shown(model) == "a.py:2\na.py:9\nb.py:3\nany coroutine raises"
    assert picture(model, 0).startswith(EXCEPTIONS)


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
        turn(model, 2, False)
    assert edited.args[0].asked == []
    assert not model.of_file(A)[0].enabled


def test_a_breakpoint_that_moved_is_shown_where_it_stands_and_removed_there(model):
    model.toggle(A, 5)
    asked = [b.asked for b in model.of_file(A)]
    model.set_answer(A, asked, [Breakpoint(True, 1, 6, message=MOVED)])
    assert shown(model) == "a.py:6"
    assert model.index(2, 0).data(Qt.ItemDataRole.ToolTipRole).startswith("Moved from line 5")
    model.toggle(A, 6)
    assert shown(model) == ""


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


def test_a_condition_that_raised_is_told_at_its_breakpoint(model, qtbot):
    model.toggle(A, 5)
    model.add(RAISED)
    model.set_answer(A, [model.of_file(A)[0].asked], [Breakpoint(True, 7, 5)])
    model.set_event_answers([RAISED.asked], [Breakpoint(True, 8)])
    with qtbot.waitSignal(model.marks_changed):
        model.take_change(Breakpoint(True, 7, 5, message="The condition failed: NameError"))
    model.take_change(Breakpoint(True, 8, message="The condition failed: TypeError"))
    tips = [model.index(row, 0).data(Qt.ItemDataRole.ToolTipRole) for row in (2, 3)]
    assert tips == ["The condition failed: NameError", "The condition failed: TypeError"]
    assert [b.id for b in model.hit([8])] == [8]


def test_conditions_are_shown(model):
    model.toggle(A, 5)
    old = model.of_file(A)[0]
    model.edit(old, LineBreakpoint(A, 5, condition="n > 1", hit_condition="3", log_message="x"))
    assert shown(model) == "a.py:5 when n > 1, hits 3, logs x"


def test_exception_filters(model, qtbot):
    with qtbot.waitSignal(model.filters_edited) as edited:
        turn(model, 1, True)
    assert edited.args == [FiltersEdited(("uncaught", "raised"))]


# --- events --------------------------------------------------------------------------------------


def test_event_breakpoints_are_sentences(model):
    for breakpoint in (RAISED, YIELDED, ONE):
        model.add(breakpoint)
    assert shown(model) == (
        "any coroutine raises\ngrep yields when value > 3\nwords is resumed until this run ends"
    )


def test_event_breakpoints_are_told(model, qtbot):
    with qtbot.waitSignal(model.events_edited) as edited:
        model.add(YIELDED)
    assert edited.args == [EventsEdited((YIELDED,))]
    asked = CoroutineBreakpoint(CoroutineEvent.YIELDED, "grep", None, "value > 3")
    assert edited.args[0].asked == [asked]
    with qtbot.waitSignal(model.events_edited) as edited:
        turn(model, 2, False)
    assert edited.args[0].asked == []


def test_the_same_one_is_added_once(model, qtbot):
    model.add(YIELDED)
    with qtbot.assertNotEmitted(model.events_edited):
        model.add(YIELDED)
    assert model.events() == (YIELDED,)


def test_changing_one_into_another_that_is_there_leaves_one(model):
    model.add(RAISED)
    model.add(YIELDED)
    model.edit(RAISED, YIELDED)
    assert model.events() == (YIELDED,)


def test_those_on_one_coroutine_end_with_the_run(model, qtbot):
    model.add(RAISED)
    model.add(ONE)
    with qtbot.waitSignal(model.events_edited) as edited:
        model.forget_answers()
    assert edited.args[0].breakpoints == (RAISED,)


# --- all of them, and back -----------------------------------------------------------------------


def test_all_are_turned_off_and_on_again(model):
    model.toggle(A, 5)
    model.add(RAISED)
    model.enable_all(False)
    assert [b.enabled for b in model.own()] == [False, False]
    assert model.filters() == ("uncaught",)
    model.enable_all(True)
    assert [b.enabled for b in model.own()] == [True, True]


def test_what_the_user_did_can_be_taken_back(model, qtbot):
    model.toggle(A, 5)
    model.edit(model.of_file(A)[0], LineBreakpoint(A, 5, condition="n > 1"))
    model.add(RAISED)
    with qtbot.waitSignal(model.changed_by_hand) as changed:
        model.remove_all()
    assert shown(model) == ""
    change = changed.args[0]
    assert change.words == "remove all breakpoints"
    with qtbot.assertNotEmitted(model.changed_by_hand):
        model.restore(change.before)
    assert shown(model) == "a.py:5 when n > 1\nany coroutine raises"
    model.restore(change.after)
    assert shown(model) == ""


def test_taking_back_brings_no_coroutine_of_another_run(model, qtbot):
    model.add(ONE)
    with qtbot.waitSignal(model.changed_by_hand) as changed:
        model.remove(ONE)
    model.forget_answers()
    model.restore(changed.args[0].before)
    assert model.events() == ()


def test_what_the_debuggee_said_stays_with_those_that_stay(model):
    model.toggle(A, 5)
    model.set_answer(A, [model.of_file(A)[0].asked], [Breakpoint(True, 1, 6)])
    model.add(RAISED)
    assert model.of_file(A)[0].set_line == 6


def test_breakpoints_are_taken_as_remembered(model, qtbot):
    model.toggle(A, 1)
    model.toggle(B, 1)
    with qtbot.waitSignal(model.loaded), qtbot.assertNotEmitted(model.changed_by_hand):
        model.load([], [LineBreakpoint(A, 7), LineBreakpoint(A, 8, enabled=False)], [RAISED])
    assert shown(model) == "a.py:7\na.py:8\nany coroutine raises"
    assert model.paths() == [A]
    assert model.filters() == ()


def test_a_selected_row_stays_selected_when_others_come_and_go(model):
    model.toggle(A, 5)
    kept = QPersistentModelIndex(model.index(2, 0))
    model.toggle(A, 1)
    model.toggle(B, 1)
    assert kept.data() == "a.py:5"
    model.toggle(A, 1)
    assert kept.data() == "a.py:5"
