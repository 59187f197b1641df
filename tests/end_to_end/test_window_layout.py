"""The room that panels have at the size that the window has at first."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QApplication, QDockWidget, QLabel

from coro_debugger.models.coroutine_columns import Column
from coro_debugger.views.lent_height import LentHeight


def heights(window) -> dict[str, int]:
    names = ("coroutinesDock", "breakpointsDock")
    return {name: window.find(QDockWidget, name).height() for name in names}


def test_the_list_of_coroutines_needs_no_scrolling_sideways(window):
    window.open_example("01_grep_filter")
    window.run_to_end()
    window.drive("words", "send", "'hello again'")
    view, model = window.window.coroutines.view, window.window.coroutine_model
    window.wait(lambda: not view.horizontalScrollBar().isVisible())
    hidden = [column for column in Column if view.isColumnHidden(column)]
    assert hidden == [Column.LAST_IN]
    for name in ("words", "out", "up"):
        cells = window.row(name)
        for column in (Column.NAME, Column.STATE, Column.LINE, Column.LAST_OUT):
            text = cells[model.headerData(column, Qt.Orientation.Horizontal)]
            assert view.columnWidth(column) > view.fontMetrics().horizontalAdvance(text)
    counts = window.find(QLabel, "coroutinesSide")
    assert counts.fitting_text() == counts.text() == "2 suspended · 1 not started · 1 finished"


def test_the_list_of_coroutines_gets_its_height_back_from_an_editor(window):
    window.open_example("01_grep_filter")
    before = heights(window)
    assert before["coroutinesDock"] > 3 * before["breakpointsDock"]
    editor = window.window.breakpoints.event_editor
    for _ in range(2):
        window.act("actionAddEventBreakpoint")
        window.wait(lambda: heights(window)["coroutinesDock"] < before["coroutinesDock"])
        editor.hide()
        window.wait(lambda: heights(window) == before)


class PaintOrder(QObject):
    """Notes what comes to rest before the window paints, and what only afterwards."""

    def __init__(self, window) -> None:
        super().__init__(window)
        self.seen: list[str] = []

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and watched is self.parent():
            self.seen.append("painted")
        elif event.type() == QEvent.Type.LayoutRequest:
            self.seen.append("laid out")
        return False

    def is_at_rest(self) -> bool:
        self.seen.clear()
        QApplication.processEvents()
        return not self.seen


def test_layouts_come_to_rest_before_the_window_paints(window):
    window.open_example("01_grep_filter")
    window.run_to_end()
    window.drive("words", "send", "'hello again'")
    order = PaintOrder(window.window)
    QApplication.instance().installEventFilter(order)
    window.wait(order.is_at_rest)  # what the run has left to do is not what is looked at
    window.window.drive.outcome_label.set_plain("an outcome " * 20)
    window.wait(lambda: "painted" in order.seen)
    QApplication.processEvents()
    QApplication.instance().removeEventFilter(order)
    assert order.seen.count("laid out") > 1
    assert "laid out" not in order.seen[order.seen.index("painted") :]


def test_an_editor_in_a_low_window_borrows_no_more_than_there_is(open_window):
    window = open_window(QSize(905, 400))
    window.open_example("01_grep_filter")
    before = heights(window)
    editor = window.window.breakpoints.event_editor
    window.act("actionAddEventBreakpoint")
    window.wait(lambda: not window.window.findChild(LentHeight)._lend.isActive())
    assert editor.isVisible()
    editor.hide()
    window.wait(lambda: heights(window) == before)
