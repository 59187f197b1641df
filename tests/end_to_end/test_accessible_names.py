"""What a screen reader is told: a name for every control, and all that cells show, in words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QDockWidget,
    QFileDialog,
    QHeaderView,
    QLabel,
    QMenu,
    QMenuBar,
    QPushButton,
    QScrollBar,
    QTreeView,
    QWidget,
)

from coro_debugger.app import Wish
from coro_debugger.session.state import SessionState
from tests.markers import line_of

TEXT = """\
def inner():
    got = yield 1  # @inner
    return got


def counting():
    n = 0
    yield from inner()
    while True:
        n += 1
        got = yield n  # @yield


numbers = counting()
fresh = counting()
next(numbers)
numbers.send(2)  # @stop
numbers.send(3)
"""

R = QAccessible.Role
# What only holds others, and what Qt itself makes and keeps in order.
HOLDERS = {
    R.Client, R.Pane, R.LayeredPane, R.Border, R.Grouping, R.Separator, R.Splitter, R.TitleBar,
    R.StatusBar, R.Whitespace, R.Window, R.Document, R.ScrollBar, R.MenuBar,
}  # fmt: skip


def name_of(widget: QWidget) -> str:
    face = QAccessible.queryAccessibleInterface(widget)
    return face.text(QAccessible.Text.Name) if face is not None else ""


def is_of_file_dialog(widget: QWidget | None) -> bool:
    """Tell whether Qt made it."""
    while widget is not None and not isinstance(widget, QFileDialog):
        widget = widget.parentWidget()
    return widget is not None


def needs_name(widget: QWidget) -> bool:
    if widget.objectName().startswith("qt_") or isinstance(widget, QScrollBar | QHeaderView):
        return False
    if isinstance(widget.parentWidget(), QComboBox) or is_of_file_dialog(widget):
        return False
    if isinstance(widget, QLabel):
        return bool(widget.text())  # one without text says nothing
    if isinstance(widget, QPushButton) and not widget.isVisible() and not widget.text():
        return False  # it is named by its text, once it has one
    if isinstance(widget, QMenu):
        return not widget.title() and not isinstance(widget.parentWidget(), QMenuBar)
    if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.focusProxy() is None:
        return True
    return QAccessible.queryAccessibleInterface(widget).role() not in HOLDERS


def unnamed(window) -> list[str]:
    widgets = [window.window, *window.window.findChildren(QWidget)]
    return [
        f"{w.metaObject().className()} {w.objectName()!r} in {w.parentWidget()}"
        for w in widgets
        if needs_name(w) and not name_of(w).strip()
    ]


@pytest.fixture
def paused(window, script):
    """Paused with coroutines of several states, changed values and breakpoints of each kind."""
    path = script(TEXT)
    window.app.open(Wish(str(path)))
    for mark in ("yield", "stop"):
        window.window.tabs.current_view.reveal(line_of(path, mark))
        window.act("actionToggleBreakpoint")
    for dock in window.window.findChildren(QDockWidget):
        dock.show()
    window.act("actionRun")
    window.reach(SessionState.PAUSED)
    window.act("actionContinue")
    window.wait(lambda: f"line {line_of(path, 'yield')}" in window.status())
    window.select("numbers")
    return window


def test_every_control_has_a_name_at_the_start(window):
    assert not unnamed(window)


def test_every_control_has_a_name_while_a_program_is_paused(paused):
    paused.window.message_bar.show_notice("words", "bad", [("Do it", lambda: None)])
    paused.window.tabs.open_find()
    paused.act("actionAddEventBreakpoint")
    for name in ("actionShortcuts", "actionConfigure", "actionAbout", "actionOpen"):
        paused.act(name)
    try:
        assert not unnamed(paused)
    finally:
        for dialog in paused.window.findChildren(QDialog):
            dialog.close()


def test_a_name_holds_the_text_of_a_label(paused):
    """A name takes the place of the text for a screen reader."""
    labels = [w for w in paused.window.findChildren(QLabel) if w.isVisible() and w.text()]
    assert len(labels) > 8
    for label in labels:
        assert label.text().replace("&", "") in name_of(label).replace("&", ""), label.objectName()
    paused.drive("numbers", "send", "'x'")
    outcome = paused.find(QLabel, "outcomeLabel")
    assert name_of(outcome) == f"Outcome: {outcome.text()}"
    assert name_of(paused.find(QLabel, "statusSentence")) == f"Status: {paused.status()}"


# --- cells ---------------------------------------------------------------------------------------


def spoken(index: QModelIndex) -> str:
    text = index.data(Qt.ItemDataRole.AccessibleTextRole)
    return str(text if text else index.data() or "").strip()


def is_painted(view: QTreeView, index: QModelIndex) -> bool:
    """Tell whether anything but ground is drawn in a cell."""
    rect = view.visualRect(index).adjusted(3, 3, -3, -3).intersected(view.viewport().rect())
    if rect.width() < 4 or rect.height() < 4:
        return False
    image = view.viewport().grab(rect).toImage()
    points = (QPoint(x, y) for x in range(image.width()) for y in range(image.height()))
    return len({image.pixelColor(point).name() for point in points}) > 1


def cells(view: QTreeView) -> list[QModelIndex]:
    """Return the cells of the top rows that can be seen."""
    model, columns = view.model(), range(view.header().count())
    return [
        model.index(row, column)
        for row in range(min(model.rowCount(), 12))
        for column in columns
        if not view.isColumnHidden(column)
        and not (column and view.isFirstColumnSpanned(row, QModelIndex()))
    ]


VIEWS = ("coroutineView", "breakpointsView", "localsView", "awaitChainView", "bytecodeView",
         "objectView", "stackView")  # fmt: skip


@pytest.mark.parametrize("name", VIEWS)
def test_what_is_drawn_in_a_cell_is_said_in_words(paused, name):
    view = paused.find(QTreeView, name)
    tabs = paused.window.frame.tabs
    inside = [tabs.widget(i) for i in range(tabs.count())]
    page = next((w for w in inside if w is view or w.isAncestorOf(view)), None)
    if page is not None:
        tabs.setCurrentWidget(page)
    paused.wait(lambda: view.model().rowCount())
    view.resize(900, 500)
    view.setCurrentIndex(QModelIndex())
    QApplication.processEvents()
    there = cells(view)
    assert there
    silent = [i for i in there if not spoken(i) and is_painted(view, i)]
    assert not silent, [(i.row(), i.column()) for i in silent]
    face = QAccessible.queryAccessibleInterface(view)
    assert face.text(QAccessible.Text.Name)
    assert face.text(QAccessible.Text.Description) == ""  # the hint is for an empty view


@pytest.mark.parametrize("name", VIEWS)
def test_columns_have_names(paused, name):
    model = paused.find(QTreeView, name).model()
    for column in range(model.columnCount(QModelIndex())):
        across = Qt.Orientation.Horizontal
        said = model.headerData(column, across, Qt.ItemDataRole.AccessibleTextRole)
        assert said or model.headerData(column, across), column


def test_colour_state_and_values_of_a_coroutine_are_said(paused):
    index = next(i for i in paused._indexes() if i.siblingAtColumn(1).data() == "fresh")
    said = [spoken(index.siblingAtColumn(column)) for column in range(8)]
    assert said[0].startswith("Colour: ")
    assert said[0].endswith(" of 8")
    assert said[1:6] == [
        "Name: fresh", "Function: counting", said[3], "State: not started", "Line: —"
    ]  # fmt: skip
    assert said[6:] == ["Last in: nothing so far", "Last out: nothing so far"]


def test_a_changed_value_is_said_with_what_it_was(paused):
    model = paused.window.frame.locals

    def remark(role=Qt.ItemDataRole.AccessibleDescriptionRole) -> str:
        found = model.match(model.index(0, 0), Qt.ItemDataRole.DisplayRole, "n", 1)
        return (found[0].siblingAtColumn(1).data(role) or "") if found else ""

    paused.wait(lambda: remark(Qt.ItemDataRole.DisplayRole) == "1")
    paused.act("actionContinue")
    paused.wait(lambda: remark(Qt.ItemDataRole.DisplayRole) == "2")
    paused.wait(lambda: remark() == "before: 1")


def test_a_list_that_is_empty_says_what_belongs_there(window):
    for name in ("coroutineView", "localsView", "stackView"):
        view = window.find(QAbstractItemView, name)
        assert view.accessibleDescription(), name
