from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from coro_debugger.models.environment_model import EnvironmentModel
from tests.pictures import picture


@pytest.fixture
def model(qtmodeltester):
    model = EnvironmentModel()
    qtmodeltester.check(model)
    model.set_environment({"A": "1", "HOME": None})
    return model


def put(model, row: int, column: int, text: str) -> None:
    assert model.setData(model.index(row, column), text, Qt.ItemDataRole.EditRole)


def test_variables_and_one_more_row(model):
    assert picture(model, 0, 1) == "A | 1\nHOME | (taken out)\n |"
    assert model.environment() == {"A": "1", "HOME": None}


def test_typing_into_the_last_row_adds_a_variable(model):
    put(model, 2, 0, " B ")
    put(model, 2, 1, "two words")
    assert model.environment() == {"A": "1", "HOME": None, "B": "two words"}
    assert model.rowCount() == 4


def test_a_variable_is_taken_out_and_given_a_value_again(model):
    model.take_out(0)
    assert model.environment()["A"] is None
    assert model.index(0, 1).data(Qt.ItemDataRole.EditRole) == ""
    put(model, 0, 1, "")  # looked into and left as it was
    assert model.environment()["A"] is None
    put(model, 0, 1, "3")
    assert model.environment()["A"] == "3"


def test_a_variable_is_removed_but_never_the_empty_row(model):
    model.remove(0)
    model.remove(1)
    model.take_out(1)
    assert picture(model, 0, 1) == "HOME | (taken out)\n |"


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        ("B", "", ""),
        ("B=C", "1", "A name cannot contain “=”: B=C"),
        ("A", "2", "A is there twice."),
        ("", "2", "There is a value without a name."),
    ],
)
def test_what_is_wrong_is_said(model, name, value, problem):
    put(model, 2, 0, name)
    put(model, 2, 1, value)
    assert model.problem() == problem
