"""The sheet of shortcuts: complete, searched, beside the window, and true."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QTreeView, QWidget

from coro_debugger.app import Wish
from coro_debugger.views.view_keys import VIEW_KEYS, place_words


@pytest.fixture
def sheet(window, script):
    window.app.open(Wish(str(script("def f():\n    yield 1\n"))))
    window.type_keys("F1")
    sheet = window.find(QDialog, "shortcutSheet")
    window.wait(sheet.isActiveWindow)
    return sheet


def shown(sheet) -> dict[str, dict[str, str]]:
    """Return the keys by words by group."""
    model = sheet.view.model()
    groups = {}
    for row in range(model.rowCount()):
        group = model.index(row, 0)
        lines = range(model.rowCount(group))
        groups[group.data()] = {
            model.index(line, 0, group).data(): model.index(line, 1, group).data() for line in lines
        }
    return groups


def test_every_action_of_the_window_stands_in_it_with_its_keys(window, sheet):
    listed = [keys for lines in shown(sheet).values() for keys in lines.values()]
    native = QKeySequence.SequenceFormat.NativeText
    inside = [window.window, *window.window.findChildren(QWidget)]
    actions = {a for w in inside for a in w.actions() if a.shortcuts() and a.text()}
    assert len(actions) > 40
    for action in actions:
        keys = ", ".join(key.toString(native) for key in action.shortcuts())
        assert keys in listed, action.text()


def test_it_is_grouped_as_the_menus_are(window, sheet):
    groups = shown(sheet)
    titles = [action.text().replace("&", "") for action in window.window.menuBar().actions()]
    assert [title for title in groups if title in titles] == titles
    assert groups["Run"]["Step over"] == "F10"
    assert groups["View"]["Go to > Coroutines"] == "Alt+2"
    assert groups["View"]["Zoom in"] == "Ctrl++, Ctrl+="
    assert groups["Breakpoints"]["Remove"] == "Del"
    assert groups["Lists"]["Copy row"] == "Ctrl+C"


def test_what_is_no_command_is_left_out(window, sheet):
    files = {a.text() for menu in (window.window.menus.examples, window.window.menus.recent)
             for a in menu.actions()}  # fmt: skip
    assert files
    assert not files & {words for lines in shown(sheet).values() for words in lines}


def test_the_keys_of_views_stand_in_it(sheet):
    groups = shown(sheet)
    for key in VIEW_KEYS:
        assert groups[place_words(key.place)][key.words()] == key.keys_words()


def test_a_command_made_later_is_there_the_next_time(window, sheet):
    late = QAction("Late", window.window)
    late.setObjectName("actionLate")
    late.setShortcut("Ctrl+Alt+L")
    window.window.menuBar().actions()[0].menu().addAction(late)
    window.act("actionShortcuts")
    assert shown(sheet)["File"]["Late"] == "Ctrl+Alt+L"


def test_it_is_searched_by_words_and_by_keys(window, sheet):
    QTest.keyClicks(sheet.search, "next yi")
    assert shown(sheet) == {"Run": {"Next yield": "F8"}}
    sheet.search.setText("ctrl+shift+f5")
    assert shown(sheet) == {"Run": {"Restart": "Ctrl+Shift+F5"}}
    sheet.search.setText("coroutine")
    assert "Next" in shown(sheet)["Coroutine"]  # a menu that is found shows all it has
    sheet.search.setText("no such command")
    assert shown(sheet) == {}
    assert "No command" in sheet.view.accessibleDescription()


def test_enter_does_the_command(window, sheet):
    sheet.search.setText("dark")
    QTest.keyClick(sheet.search, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is sheet.view
    QTest.keyClick(sheet.view, Qt.Key.Key_Return)
    assert window.app.theme.is_dark


def test_what_cannot_be_done_now_is_not_done(window, sheet):
    sheet.search.setText("step out")
    QTest.keyClick(sheet.view, Qt.Key.Key_Return)
    assert not window.app.session.state.has_process


def test_the_window_can_be_used_beside_it(window, sheet):
    assert not sheet.isModal()
    assert QApplication.activeModalWidget() is None
    view = window.find(QTreeView, "breakpointsView")
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.currentIndex().isValid()


def test_escape_closes_it(sheet):
    QTest.keyClick(sheet.search, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_it_grows_with_the_zoom(window, sheet):
    height = sheet.view.sizeHintForRow(0)
    window.app.theme.set_zoom(200)
    assert sheet.view.sizeHintForRow(0) > 1.6 * height
