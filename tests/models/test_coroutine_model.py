from __future__ import annotations

import textwrap

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt

from coro_debugger.models.coroutine_columns import Column, CoroutinesOrdered
from coro_debugger.models.coroutine_model import CoroutineModel
from coro_debugger.models.coroutine_rows import PAGE, CoroutinesWanted, runs
from coro_debugger.protocol.commands import CoroutinesBody
from coro_debugger.protocol.coroutines import CoroutineCounts, CoroutineOrder, ValueText
from tests.pictures import coroutine, coroutines, picture


@pytest.fixture
def model(qtmodeltester):
    model = CoroutineModel()
    qtmodeltester.check(model, force_py=False)
    return model


@pytest.fixture
def large():
    """A model that is not under the tester, which looks at every row at every change."""
    return CoroutineModel()


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


def test_another_order_is_asked_for_and_taken(model, qtbot):
    show(model, "1 b suspended -> 2\n2 c suspended")
    with qtbot.waitSignal(model.order_wanted) as wanted:
        model.sort(Column.NAME, Qt.SortOrder.DescendingOrder)
    assert wanted.args == [CoroutinesOrdered(CoroutineOrder.NAME, descending=True)]
    show(model, "2 c suspended\n1 b suspended -> 2")
    assert shown(model) == "c | suspended\nb | suspended\n  c | suspended"
    with qtbot.waitSignal(model.order_wanted) as wanted:
        model.sort(-1)
    assert wanted.args == [CoroutinesOrdered()]


def test_the_same_order_is_not_asked_for_again(model, qtbot):
    model.sort(Column.NAME)
    with qtbot.assertNotEmitted(model.order_wanted):
        model.sort(Column.NAME)


def test_there_is_a_row_for_every_coroutine(model):
    show(model, "1 a suspended\n2 b suspended", total=5)
    assert shown(model).splitlines() == ["a | suspended", "b | suspended", " |", " |", " |"]
    show(model, "4 d suspended", start=3, total=5)
    assert model.index(3, Column.NAME).data() == "d"
    assert model.index_of(4).row() == 3
    assert model.index(4, Column.NAME).data(CoroutineModel.Role.ID) is None


def test_rows_that_come_into_sight_are_asked_for(large, qtbot):
    show(large, "1 a suspended", total=PAGE * 5)
    with qtbot.waitSignal(large.rows_wanted) as wanted:
        large.set_sight(0, 20)
    assert wanted.args == [CoroutinesWanted(1, PAGE)]
    with qtbot.assertNotEmitted(large.rows_wanted):
        large.set_sight(300, 320)  # an answer is on its way
    with qtbot.waitSignal(large.rows_wanted) as wanted:
        show(large, numbered(2, PAGE), start=1, total=PAGE * 5)
    assert wanted.args == [CoroutinesWanted(300, PAGE)]


def test_who_scrolls_upwards_is_given_what_is_above(large, qtbot):
    show(large, numbered(251, 50), start=250, total=300)
    with qtbot.waitSignal(large.rows_wanted) as wanted:
        large.set_sight(240, 260)
    assert wanted.args == [CoroutinesWanted(250 - PAGE, PAGE)]


def test_after_a_stop_what_is_in_sight_is_asked_for_again(model, qtbot):
    show(model, numbered(1, 3))
    with qtbot.assertNotEmitted(model.rows_wanted):
        model.set_sight(0, 2)
    model.grow_stale()
    with qtbot.waitSignal(model.rows_wanted) as wanted:
        model.set_sight(0, 2)
    assert wanted.args[0].start == 0
    assert model.index(0, Column.NAME).data() == "c1"  # shown until it is told anew


def test_a_page_that_misses_a_coroutine_takes_its_row_away(model):
    show(model, numbered(1, 4), total=6)
    third = QPersistentModelIndex(model.index_of(3))
    rows = coroutines("1 c1 suspended\n3 c3 suspended\n4 c4 suspended")
    model.set_page(CoroutinesBody(rows, 5, CoroutineCounts()))
    assert third.row() == 1
    assert model.rowCount() == 5


def test_a_coroutine_that_turns_up_in_another_row_leaves_its_own(model):
    show(model, numbered(1, 4), total=6)
    show(model, "4 c4 suspended -> 1\n5 c5 suspended", start=4, total=6)
    assert model.index_of(4).row() == 4
    assert model.index(3, Column.NAME).data() is None
    assert shown(model).splitlines()[4:6] == ["c4 | suspended", "  c1 | suspended"]


def test_another_filter_makes_every_row_unknown(model):
    show(model, numbered(1, 4), total=6)
    model.expect_others()
    show(model, "5 c5 suspended", total=6)
    assert model.index_of(1).row() == -1
    assert [c.id for c in model.coroutines()] == [5]
    assert model.index_of(5).row() == 0


def test_what_is_far_from_sight_is_forgotten(large):
    total = 20_000
    for start in range(0, 10_000, PAGE):
        large.set_sight(start, start + 20)
        large.set_page(
            CoroutinesBody(coroutines(numbered(start + 1, PAGE)), total, CoroutineCounts()), start
        )
    assert large.rowCount() == total
    assert len(large.known()) < 4_000
    assert large.index_of(10_000).row() == 9_999
    assert large.index_of(1).row() == -1


def numbered(first: int, count: int) -> str:
    return "\n".join(f"{n} c{n} suspended" for n in range(first, first + count))


def test_counts_are_passed_on(model, qtbot):
    with qtbot.waitSignal(model.counts_changed) as changed:
        show(model, "1 a suspended")
    assert changed.args == [CoroutineCounts(suspended=1)]


def test_clearing_forgets_everything(model):
    show(model, "1 a suspended -> 2\n2 b suspended")
    model.clear()
    assert shown(model) == ""
    assert not model.known()
    assert not model.has_delegates()


def test_a_long_chain_grows_as_it_is_opened(large):
    show(large, "\n".join(f"{n} c{n} suspended -> {n + 1}" for n in range(1, 1000)))
    index = large.index(0, 0)
    for number in range(2, 6):
        assert large.canFetchMore(index)
        large.fetchMore(index)
        index = large.index(0, 0, index)
        assert index.data(CoroutineModel.Role.ID) == number
        assert large.hasChildren(index)
    assert not large.hasChildren(large.index(0, 0, index))  # nobody has opened the one above


def test_neighbouring_rows_are_not_counted_one_by_one():
    assert runs(range(3, 10**12)) == [(3, 10**12 - 1)]
    assert runs(range(3, 3)) == []
    assert runs([5, 1, 2]) == [(5, 5), (1, 2)]
