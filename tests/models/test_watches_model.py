from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from coro_debugger.models.value_cells import ValueColumn
from coro_debugger.models.watches_model import Watch, WatchesModel, WatchState
from coro_debugger.protocol.commands import EvaluateBody
from coro_debugger.protocol.values import Variable
from tests.pictures import picture

EDIT = Qt.ItemDataRole.EditRole


@pytest.fixture
def model(qtmodeltester):
    model = WatchesModel()
    qtmodeltester.check(model)
    return model


@pytest.fixture
def told(model):
    """Everything the model told: what is to be remembered, and what is to be evaluated."""
    told = []
    model.expressions_changed.connect(told.append)
    model.evaluation_wanted.connect(told.append)
    return told


def shown(model) -> str:
    return picture(model, ValueColumn.NAME, ValueColumn.VALUE)


def key(model, row=0) -> int:
    return model.watches()[row].key


def give(model, row, text, reference=0):
    model.set_value(key(model, row), EvaluateBody(text, reference, "int"))


def test_expressions_are_shown_as_remembered(model, told):
    model.set_expressions(["n + 1", "'a  b'"])
    assert shown(model) == "n + 1 |\n'a  b' |"
    assert told == []


def test_a_new_one_is_told_of_and_evaluated(model, told):
    index = model.add("  n +\n1 ")
    assert index.data() == "n + 1"
    assert told == [("n + 1",), Watch(key(model), "n + 1")]
    assert model.add("n + 1") == index
    assert not model.add("  ").isValid()
    assert len(told) == 2


def test_values_and_failures_stand_in_place(model):
    model.set_expressions(["n", "m", "slow()"])
    give(model, 0, "7")
    model.set_failure(key(model, 1), "NameError: name 'm' is not defined")
    model.set_under_way(key(model, 2))
    assert shown(model).splitlines() == [
        "n | 7",
        "m | NameError: name 'm' is not defined",
        "slow() | being evaluated…",
    ]
    assert model.index(1, 1).data(WatchesModel.Role.PROBLEM).startswith("NameError")
    give(model, 1, "8")
    assert not model.index(1, 1).data(WatchesModel.Role.PROBLEM)


def test_values_can_be_opened_and_stay_open(model, qtbot):
    model.set_expressions(["items"])
    model.set_frame("f")
    give(model, 0, "[1]", reference=30)
    model.fetchMore(model.index(0, 0))
    model.set_children(30, [Variable("0", "1", 0)])
    assert shown(model) == "items | [1]\n  0 | 1"
    model.begin_stop()
    with qtbot.waitSignal(model.children_wanted) as wanted:
        give(model, 0, "[2]", reference=40)
    assert wanted.args[0].reference == 40
    model.set_children(40, [Variable("0", "2", 0)])
    child = model.index(0, 0, model.index(0, 0))
    assert child.data(WatchesModel.Role.FORMER) == "1"
    assert model.index(0, 0).data(WatchesModel.Role.FORMER) == "[1]"


def test_what_was_added_later_has_not_changed(model):
    model.set_expressions(["a"])
    give(model, 0, "1")
    model.begin_stop()
    give(model, 0, "1")
    model.add("b")
    give(model, 1, "2")
    assert model.index(1, 0).data(WatchesModel.Role.FORMER) is None


def test_an_expression_is_edited(model, told):
    model.set_expressions(["n"])
    cell = model.index(0, ValueColumn.NAME)
    assert cell.flags() & Qt.ItemFlag.ItemIsEditable
    assert cell.data(EDIT) == "n"
    give(model, 0, "7")
    assert not model.setData(cell, "n", EDIT)
    assert model.setData(cell, "n * 2", EDIT)
    assert told == [("n * 2",), Watch(key(model), "n * 2")]
    assert shown(model) == "n * 2 |"
    assert not model.index(0, ValueColumn.VALUE).flags() & Qt.ItemFlag.ItemIsEditable


def test_a_value_inside_is_edited(model, qtbot):
    model.set_expressions(["items"])
    give(model, 0, "[1]", reference=30)
    model.fetchMore(model.index(0, 0))
    model.set_children(30, [Variable("0", "1", 0)])
    cell = model.index(0, ValueColumn.VALUE, model.index(0, 0))
    with qtbot.waitSignal(model.value_edited) as edited:
        model.setData(cell, "5", EDIT)
    assert (edited.args[0].reference, edited.args[0].name) == (30, "0")


def test_removing_takes_the_watch_around_a_row(model, told):
    model.set_expressions(["a", "items", "b"])
    give(model, 1, "[1]", reference=30)
    model.fetchMore(model.index(1, 0))
    model.set_children(30, [Variable("0", "1", 0)])
    model.remove([model.index(0, 0, model.index(1, 0)), model.index(2, 0)])
    assert shown(model) == "a |"
    assert told == [("a",)]


def test_one_that_was_cancelled_is_left_alone_until_asked_for(model, told):
    model.set_expressions(["slow()", "n"])
    model.set_left_alone(key(model))
    assert [w.expression for w in model.due()] == ["n"]
    assert "Enter evaluates it again" in shown(model)
    model.ask_again(model.index(0, 0))
    assert told == [Watch(key(model), "slow()")]
    assert model.state_of(key(model)) is WatchState.NEW
    assert [w.expression for w in model.due()] == ["slow()", "n"]


def test_nothing_is_known_when_the_program_is_gone(model):
    model.set_expressions(["n"])
    give(model, 0, "7", reference=30)
    model.forget_values()
    assert shown(model) == "n |"
    assert not model.hasChildren(model.index(0, 0))
    model.set_value(999, EvaluateBody("1", 0))  # too late: that watch is gone
    assert shown(model) == "n |"
