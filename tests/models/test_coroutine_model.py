from __future__ import annotations

import textwrap

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from coro_debugger.models.coroutine_columns import Column
from coro_debugger.models.coroutine_model import PAGE, CoroutineModel, CoroutinesWanted
from coro_debugger.protocol.commands import CoroutinesBody
from coro_debugger.protocol.coroutines import CoroutineCounts, ValueText
from tests.pictures import coroutine, coroutines, picture


@pytest.fixture
def model(qtmodeltester):
    model = CoroutineModel()
    qtmodeltester.check(model, force_py=False)
    return model


def show(model: CoroutineModel, text: str, start: int = 0, total: int | None = None) -> None:
    rows = coroutines(text)
    counts = CoroutineCounts(suspended=len(rows))
    model.set_page(CoroutinesBody(rows, total or start + len(rows), counts), start)


def shown(model: CoroutineModel) -> str:
    return picture(model, Column.NAME, Column.STATE)


def text(value: str) -> str:
    return textwrap.dedent(value).strip()


def test_under_each_coroutine_stands_what_it_delegates_to(model):
    show(
        model,
        """
        1 outer suspended -> 2
        2 middle suspended -> 3
        3 inner suspended
        """,
    )
    assert shown(model) == text(
        """
        outer | suspended
          middle | suspended
            inner | suspended
        middle | suspended
          inner | suspended
        inner | suspended
        """
    )


def test_a_delegate_that_was_not_fetched_is_shown_by_its_number(model):
    show(model, "1 outer suspended -> 7")
    assert shown(model) == "outer | suspended\n  #7 |"


def test_a_coroutine_that_seems_to_await_itself_makes_no_endless_tree(model):
    show(model, "1 a suspended -> 2\n2 b suspended -> 1")
    assert shown(model) == "a | suspended\n  b | suspended\nb | suspended\n  a | suspended"


def test_states_have_words(model):
    states = ["not started", "running", "suspended", "returned", "raised", "closed", "collected"]
    show(model, "\n".join(f"{n} c{n} {state}" for n, state in enumerate(states, 1)))
    assert [model.index(n, Column.STATE).data() for n in range(7)] == states


def test_a_coroutine_that_no_variable_holds_is_called_by_its_number(model):
    show(model, "4 - suspended")
    assert model.index(0, Column.NAME).data() == "#4"


def test_every_cell_is_plain_text(model):
    model.set_page(
        CoroutinesBody(
            [coroutine(1, "words", last_sent=ValueText("'hello'", "str"))], 1, CoroutineCounts()
        )
    )
    cells = [model.index(0, column).data() for column in Column]
    assert cells == ["", "words", "grep", "consumes", "suspended", "20", "'hello'", ""]


def test_rows_that_stay_keep_their_selection(model):
    show(model, "1 a suspended\n2 b suspended\n3 c suspended -> 2")
    b = QPersistentModelIndex(model.index_of(2))
    below_c = QPersistentModelIndex(model.index(0, 0, model.index_of(3)))
    show(model, "2 b returned\n3 c suspended -> 2\n4 d suspended")
    assert shown(model) == text(
        """
        b | returned
        c | suspended
          b | returned
        d | suspended
        """
    )
    assert b.row() == 0
    assert below_c.isValid()
    assert below_c.parent().row() == 1


def test_what_it_delegates_to_can_change(model):
    show(model, "1 a suspended -> 2\n2 b suspended -> 3\n3 c suspended")
    shown(model)  # all rows below are known to the views now
    show(model, "1 a suspended -> 3\n2 b returned\n3 c suspended")
    assert shown(model) == text(
        """
        a | suspended
          c | suspended
        b | returned
        c | suspended
        """
    )
    show(model, "1 a returned\n2 b returned")
    assert shown(model) == "a | returned\nb | returned"


def test_a_delegate_that_is_listed_no_more_becomes_its_number(model):
    show(model, "1 a suspended -> 2\n2 b suspended -> 3\n3 c suspended")
    shown(model)
    show(model, "1 a suspended -> 2")
    assert shown(model) == "a | suspended\n  #2 |"
    show(model, "1 a suspended -> 2\n2 b suspended -> 3\n3 c suspended")
    assert shown(model).startswith("a | suspended\n  b | suspended\n    c | suspended\n")


def test_rows_are_sorted_by_a_column_and_later_pages_find_their_place(model):
    show(model, "1 b suspended\n2 c suspended", total=3)
    model.sort(Column.NAME, Qt.SortOrder.DescendingOrder)
    assert shown(model).split()[::3] == ["c", "b"]
    show(model, "3 bb suspended", start=2)
    assert shown(model).split()[::3] == ["c", "bb", "b"]
    model.sort(-1)
    assert shown(model).split()[::3] == ["b", "c", "bb"]


def test_sorting_keeps_the_rows_that_are_pointed_at(model):
    show(model, "1 b suspended -> 2\n2 c suspended")
    below = QPersistentModelIndex(model.index(0, 0, model.index_of(1)))
    model.sort(Column.NAME, Qt.SortOrder.DescendingOrder)
    assert below.parent().row() == 1
    assert below.data(CoroutineModel.Role.ID) == 2


def test_pages_are_asked_for_one_at_a_time(model, qtbot):
    show(model, "1 a suspended", total=PAGE * 2)
    with qtbot.waitSignal(model.rows_wanted) as wanted:
        model.fetchMore(QModelIndex())
    assert wanted.args == [CoroutinesWanted(1, PAGE)]
    with qtbot.waitSignal(model.rows_wanted) as wanted:
        model.fetchMore(QModelIndex())
    assert wanted.args == [CoroutinesWanted(1 + PAGE, PAGE - 1)]
    assert not model.canFetchMore(QModelIndex())


def test_counts_are_passed_on(model, qtbot):
    with qtbot.waitSignal(model.counts_changed) as changed:
        show(model, "1 a suspended")
    assert changed.args == [CoroutineCounts(suspended=1)]


def test_clearing_forgets_everything(model):
    show(model, "1 a suspended -> 2\n2 b suspended")
    model.clear()
    assert shown(model) == ""
    assert model.coroutine(1) is None
