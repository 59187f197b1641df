from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from coro_debugger.models.coroutine_columns import Column, CoroutinesOrdered
from coro_debugger.models.coroutine_model import CoroutineModel
from coro_debugger.protocol.commands import CoroutinesBody
from coro_debugger.protocol.coroutines import CoroutineCounts, CoroutineOrder
from coro_debugger.views.coroutine_panel import CoroutinePanel, CoroutineQuery
from coro_debugger.views.icons import Icons
from tests.pictures import coroutines

ROWS = """
1 words suspended -> 2
2 out suspended
3 up not started
"""


@pytest.fixture
def panel(qtbot, theme):
    panel = CoroutinePanel(theme, Icons(theme), CoroutineModel())
    qtbot.addWidget(panel)
    panel.resize(360, 500)
    panel.show()
    return panel


def show(panel, text=ROWS, start=0):
    rows = coroutines(text)
    panel.set_page(start, CoroutinesBody(rows, len(rows), CoroutineCounts(suspended=len(rows))))


def current(panel) -> str:
    index = panel.view.currentIndex()
    return index.siblingAtColumn(Column.NAME).data() if index.isValid() else ""


def test_the_user_s_choice_is_told(panel, qtbot):
    show(panel)
    with qtbot.waitSignal(panel.coroutine_chosen) as chosen:
        panel.view.setCurrentIndex(panel.view.model().index(1, 0))
    assert chosen.args == [2]


def test_the_choice_can_be_made_by_keys(panel, qtbot):
    show(panel)
    panel.set_selected(1)
    with qtbot.waitSignal(panel.coroutine_chosen) as chosen:
        qtbot.keyClick(panel.view, Qt.Key.Key_Down)
    assert chosen.args == [2]


def test_what_is_selected_for_the_user_is_not_their_choice(panel, qtbot):
    show(panel)
    with qtbot.assertNotEmitted(panel.coroutine_chosen):
        panel.set_selected(3)
    assert current(panel) == "up"


def test_the_selection_stays_when_rows_come_and_go(panel, qtbot):
    show(panel)
    panel.set_selected(2)
    with qtbot.assertNotEmitted(panel.coroutine_chosen):
        show(panel, "2 out returned\n4 more suspended")
        assert current(panel) == "out"
        show(panel, "4 more suspended")
        assert current(panel) == ""
        show(panel)
    assert current(panel) == "out"


def test_a_row_below_another_can_be_chosen_and_stays(panel, qtbot):
    show(panel)
    model = panel.view.model()
    below = model.index(0, 0, model.index(0, 0))
    panel.view.expandAll()
    with qtbot.waitSignal(panel.coroutine_chosen) as chosen:
        panel.view.setCurrentIndex(below)
    assert chosen.args == [2]
    panel.set_selected(2)
    assert panel.view.currentIndex().parent().isValid()


def test_typing_filters_after_a_pause(panel, qtbot):
    queries = []
    panel.query_changed.connect(queries.append)
    qtbot.keyClicks(panel.filter_field, "gre")
    qtbot.waitUntil(lambda: bool(queries))
    assert queries == [CoroutineQuery("gre")]


def test_finished_and_library_ones_can_be_left_out_or_in(panel, qtbot):
    with qtbot.waitSignal(panel.query_changed) as changed:
        panel.show_finished.trigger()
    assert changed.args == [CoroutineQuery("", include_finished=False)]
    with qtbot.waitSignal(panel.query_changed) as changed:
        panel.show_library.trigger()
    assert changed.args[0].include_library


def test_counts_and_advice(panel, qtbot):
    with qtbot.waitSignal(panel.counts_said) as said:
        show(panel)
    assert said.args == ["3 suspended"]
    assert panel.advice.label.text() == "○ up not started yet: press Next before the first Send."
    panel.set_script_ended(True)
    assert "never started" in panel.advice.label.text()
    show(panel, "2 out suspended")
    assert panel.advice.isHidden()


def test_rows_can_be_opened_only_where_something_is_below(panel):
    show(panel, "2 out suspended")
    assert not panel.view.rootIsDecorated()
    show(panel)
    assert panel.view.rootIsDecorated()


def test_another_order_is_asked_for_by_the_header_and_put_back(panel, qtbot):
    show(panel)
    model = panel.view.model()
    with qtbot.waitSignal(model.order_wanted) as wanted:
        panel.view.sortByColumn(Column.NAME, Qt.SortOrder.AscendingOrder)
    assert wanted.args == [CoroutinesOrdered(CoroutineOrder.NAME)]
    panel.set_selected(3)
    show(panel, "2 out suspended\n3 up not started\n1 words suspended -> 2")
    assert [model.index(row, Column.NAME).data() for row in range(3)] == ["out", "up", "words"]
    assert current(panel) == "up"
    with qtbot.waitSignal(model.order_wanted) as wanted:
        panel.view.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
    assert wanted.args == [CoroutinesOrdered()]


def test_what_is_in_sight_is_told_and_asked_for(panel, qtbot):
    counts = CoroutineCounts(suspended=500)
    with qtbot.waitSignal(panel.view.model().rows_wanted) as wanted:
        panel.set_page(0, CoroutinesBody(coroutines("1 words suspended"), 500, counts))
    assert wanted.args[0].start == 1
    with qtbot.waitSignal(panel.rows_seen, check_params_cb=lambda seen: seen.start > 300):
        panel.view.scrollTo(panel.view.model().index(400, 0))


def test_a_row_that_is_chosen_before_it_is_here_is_chosen_when_it_comes(panel, qtbot):
    counts = CoroutineCounts(suspended=3)
    panel.set_page(0, CoroutinesBody(coroutines("1 words suspended"), 3, counts))
    with qtbot.assertNotEmitted(panel.coroutine_chosen):
        panel.view.setCurrentIndex(panel.view.model().index(2, 0))
    with qtbot.waitSignal(panel.coroutine_chosen) as chosen:
        panel.set_page(1, CoroutinesBody(coroutines("2 out suspended\n3 up suspended"), 3, counts))
    assert chosen.args == [3]
    assert current(panel) == "up"


def test_columns_grow_with_the_zoom(panel, theme):
    panel.resize(900, 500)
    before = panel.view.columnWidth(Column.STATE)
    theme.set_zoom(200)
    assert panel.view.columnWidth(Column.STATE) > 1.5 * before


def shown_columns(panel) -> set[Column]:
    return {column for column in Column if not panel.view.isColumnHidden(column)}


def test_a_narrow_list_leaves_out_what_is_needed_least_and_is_never_scrolled_sideways(panel, qtbot):
    show(panel, "\n".join(f"{number} name{number} suspended" for number in range(1, 60)))
    seen = []
    for width in (900, 430, 360, 300, 250, 900):
        panel.resize(width, 500)
        seen.append(shown_columns(panel))
        assert panel.view.verticalScrollBar().isVisible()
        qtbot.waitUntil(lambda: not panel.view.horizontalScrollBar().isVisible())
        assert panel.view.header().length() == panel.view.viewport().width()
    assert seen[0] == set(Column)
    assert seen[1] == set(Column) - {Column.LAST_IN}
    assert seen[4] == {Column.COLOUR, Column.NAME, Column.STATE, Column.LINE}
    assert seen[:5] == sorted(seen[:5], key=len, reverse=True)
    assert seen[5] == set(Column)
    assert all(panel.view.columnWidth(column) >= 20 for column in Column)


def test_larger_text_leaves_room_for_fewer_columns(panel, theme, qtbot):
    panel.resize(430, 500)
    before = shown_columns(panel)
    widths = [panel.view.columnWidth(column) for column in Column]
    theme.set_zoom(200)
    assert shown_columns(panel) < before
    qtbot.waitUntil(lambda: not panel.view.horizontalScrollBar().isVisible())
    theme.set_zoom(100)
    assert shown_columns(panel) == before
    assert [panel.view.columnWidth(column) for column in Column] == widths


def test_an_empty_list_says_what_belongs_there(panel):
    panel.set_hint("The coroutines of the script appear here.")
    assert panel.view.accessibleDescription() == "The coroutines of the script appear here."
    counts = CoroutineCounts(suspended=1)
    panel.filter_field.setText("other")
    panel.set_page(0, CoroutinesBody([], 0, counts))
    assert panel.view.accessibleDescription() == "No coroutine matches the filter."
    panel.filter_field.clear()
    panel.set_page(0, CoroutinesBody([], 0, counts))
    assert "see Show" in panel.view.accessibleDescription()
    panel.set_page(0, CoroutinesBody([], 0, CoroutineCounts()))
    assert panel.view.accessibleDescription() == "The coroutines of the script appear here."
