"""The window on a projector, and that all is as before afterwards."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QDockWidget

from coro_debugger.app import Wish
from coro_debugger.views.actions import COMMANDS

WORDS = Qt.ToolButtonStyle.ToolButtonTextUnderIcon
TEXT = "def f():\n    yield 1\n\n\ng = f()\n"


def places(window) -> dict[str, tuple]:
    """Return where everything is that can be seen, not behind another tab."""
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    docks = window.window.findChildren(QDockWidget)
    seen = [dock for dock in docks if not dock.visibleRegion().isEmpty()]
    shown = {dock.objectName(): dock.geometry().getRect() for dock in seen}
    return {**shown, "window": window.window.size().toTuple()}


def layout(window) -> bytes:
    return bytes(window.window.layout_state().data())


@pytest.fixture
def window(window, script):
    window.app.open(Wish(str(script(TEXT))))
    window.window.tabs.current_view.setFocus()
    return window


def test_what_an_audience_does_not_need_is_hidden_and_text_is_larger(window):
    main = window.window
    height = main.tabs.current_view.fontMetrics().height()
    window.type_keys("Ctrl+Shift+P")
    assert main.tabs.current_view.fontMetrics().height() > 1.3 * height
    hidden = (main.breakpoints, main.stack, main.statusBar())
    shown = (main.coroutines, main.drive, main.tabs, main.menuBar(), main.menus.tool_bar)
    assert [w.isVisible() for w in (*hidden, *shown)] == [False] * 3 + [True] * 5
    assert main.menus.tool_bar.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly
    assert window.app.window.actions_["actionPresentation"].isChecked()


def test_the_words_of_the_tools_are_all_there_or_none(window):
    main, bar = window.window, window.window.menus.tool_bar
    seen = []
    for width in (1600, 700, 1600, 900):
        main.resize(width, 800)
        QApplication.processEvents()
        seen.append(bar.toolButtonStyle())
        if seen[-1] is WORDS:
            buttons = [bar.widgetForAction(action) for action in bar.actions()]
            assert all(b.width() >= b.sizeHint().width() for b in buttons if b.isVisible())
    assert seen[:3] == [WORDS, Qt.ToolButtonStyle.ToolButtonIconOnly, WORDS]


@pytest.mark.parametrize("key", ["Ctrl+Shift+P", "Esc"])
def test_afterwards_all_is_where_it_was(window, key):
    window.act("actionShowConsole")  # a layout of one's own
    window.window.resizeDocks(
        [window.find(QDockWidget, "coroutinesDock")], [450], Qt.Orientation.Horizontal
    )
    before, state, size = places(window), layout(window), window.app.theme.zoom
    window.type_keys("Ctrl+Shift+P")
    assert places(window) != before
    window.type_keys(key)
    assert places(window) == before
    assert layout(window) == state
    assert window.app.theme.zoom == size
    assert window.window.statusBar().isVisible()
    assert not window.app.window.actions_["actionPresentation"].isChecked()


def test_escape_leaves_it_from_wherever_the_focus_is(window):
    for action in window.window.menus.panes.actions():
        window.type_keys("Ctrl+Shift+P")
        window.type_keys(action.shortcut().toString())
        window.type_keys("Esc")
        assert not window.app.window.actions_["actionPresentation"].isChecked(), action.text()


def test_escape_first_closes_the_find_bar(window):
    window.type_keys("Ctrl+Shift+P")
    window.type_keys("Ctrl+F")
    window.type_keys("Esc")
    assert window.app.window.actions_["actionPresentation"].isChecked()
    window.type_keys("Esc")
    assert not window.app.window.actions_["actionPresentation"].isChecked()


def test_its_zoom_is_its_own_and_remembered(window):
    window.type_keys("Ctrl+Shift+P")
    first = window.app.theme.zoom
    window.type_keys("Ctrl++")
    chosen = window.app.theme.zoom
    assert chosen > first
    window.type_keys("Esc")
    assert window.app.theme.zoom == 100
    window.type_keys("Ctrl+Shift+P")
    assert window.app.theme.zoom == chosen
    window.type_keys("Ctrl+0")
    assert window.app.theme.zoom == first


def test_a_size_that_was_chosen_meanwhile_stays(window):
    window.type_keys("Ctrl+Shift+P")
    window.window.resize(1700, 1000)
    window.type_keys("Esc")
    assert window.window.size().toTuple() == (1700, 1000)


def test_resetting_the_layout_leaves_it(window):
    first = places(window)
    window.find(QDockWidget, "driveDock").hide()
    window.type_keys("Ctrl+Shift+P")
    window.act("actionResetLayout")
    assert places(window) == first


def test_the_next_time_begins_as_usual(open_window, window):
    state = layout(window)
    window.type_keys("Ctrl+Shift+P")
    window.window.close()
    assert bytes(window.app.settings.layout.data()) == state
    other = open_window()
    assert other.app.theme.zoom == 100
    assert other.window.statusBar().isVisible()
    assert not other.app.window.actions_["actionPresentation"].isChecked()


def test_the_command_says_how_to_leave():
    (command,) = [command for command in COMMANDS if command.name == "actionPresentation"]
    assert "Esc" in command.tip
