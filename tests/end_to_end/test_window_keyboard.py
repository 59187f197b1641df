"""The window without a mouse: every control by Tab, every pane and every command by its keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QDialog, QDockWidget, QTabBar, QWidget

from coro_debugger.app import Wish
from coro_debugger.session.state import SessionState
from coro_debugger.views.panes import focus_into
from tests.markers import line_of

ENDLESS = """\
import time


def counting():
    n = 0
    while True:
        got = yield n  # @yield
        n += 1  # @after


def step(numbers):
    next(numbers)  # @step
    time.sleep(0.001)


numbers = counting()
next(numbers)
while True:
    step(numbers)  # @loop
"""
S = SessionState


def by_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def stops(window) -> set[QWidget]:
    """Return what is there to be reached."""
    return {
        w
        for w in window.window.findChildren(QWidget)
        if by_tab(w) and w.isVisible() and w.isEnabled() and w.focusProxy() is None
        and w.window() is window.window and not isinstance(w.parentWidget(), QTabBar)
    }  # fmt: skip


def walk(window, key: str) -> list[QWidget]:
    """Press Tab until it has come round, from the focus on."""
    went = [window.focused()]
    while True:
        window.type_keys(key)
        if window.focused() in went:
            return went
        went.append(window.focused())


def opened(window, script):
    path = script(ENDLESS)
    window.app.open(Wish(str(path)))
    return path


def paused(window, script):
    """Run until a breakpoint on the loop stops, with everything in sight."""
    path = opened(window, script)
    view = window.window.tabs.current_view
    view.reveal(line_of(path, "loop"))
    window.act("actionToggleBreakpoint")
    window.act("actionRun")
    window.reach(S.PAUSED)
    window.wait(lambda: window.row("numbers") and window.window.stack.model.rowCount())
    window.select("numbers")
    return path


# --- Tab -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", ["start page", "paused"])
def test_tab_reaches_every_control_and_goes_back(window, script, state):
    if state == "paused":
        paused(window, script)
        window.window.message_bar.show_notice("words", "bad", [("Do it", lambda: None)])
        window.window.tabs.open_find()
    there = walk(window, "Tab")
    assert set(there) == stops(window), stops(window) ^ set(there)
    assert len(there) > 15
    back = walk(window, "Shift+Tab")
    assert back == [back[0], *reversed(there[there.index(back[0]) + 1 :] + there)][: len(there)]


def test_tab_stays_in_a_pane_until_it_is_through(window, script):
    paused(window, script)
    panes = window.window.panes._panes
    went = walk(window, "Tab")
    numbers = [
        next((n for n, p in enumerate(panes) if (p.dock or p.widget).isAncestorOf(widget)), -1)
        for widget in went
    ]
    turns = [n for n, before in zip(numbers, [numbers[-1], *numbers], strict=False) if n != before]
    assert len(turns) == len(set(turns)), turns


# --- where one is --------------------------------------------------------------------------------


def ring_of(widget: QWidget, colours: set[str]) -> int:
    """Return how many points of a widget have one of these colours."""
    box = widget.parentWidget()
    image = (box if isinstance(box, QComboBox) else widget).grab().toImage()
    points = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return sum(point.name() in colours for point in points)


@pytest.mark.parametrize("scheme", ["actionThemeLight", "actionThemeDark"])
@pytest.mark.parametrize("state", ["start page", "ready"])
def test_one_sees_where_the_keyboard_is(window, script, scheme, state):
    if state == "ready":
        opened(window, script)
        window.window.tabs.open_find()
    window.act(scheme)
    tokens = window.app.theme.tokens
    colours = {tokens.focus.name(), tokens.text.name()}  # the latter on a ground of its own
    elsewhere = window.window.menus.tool_bar
    for widget in stops(window):
        if widget.height() > 300:  # its edge is enough, and counting takes long
            widget.resize(widget.width(), 120)
        elsewhere.setFocus()
        before = ring_of(widget, colours)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        more = ring_of(widget, colours) - before
        assert more > 40, (widget.metaObject().className(), widget.accessibleName(), more)


# --- panes ---------------------------------------------------------------------------------------


def test_every_pane_has_a_key_that_works_even_when_it_is_hidden(window, script):
    paused(window, script)
    panes = window.window.panes._panes
    actions = [a for a in window.window.menus.panes.actions() if not a.isSeparator()]
    assert len(actions) == len(panes) >= 7
    for pane, action in zip(panes, actions, strict=True):
        if pane.dock is not None:
            pane.dock.hide()
        window.type_keys(action.shortcut().toString())
        assert (pane.dock or pane.widget).isAncestorOf(window.focused()), action.text()
        assert window.focused().isVisible()


def test_one_goes_to_what_a_pane_is_there_for(window, script):
    paused(window, script)
    went = {}
    for action in window.window.menus.panes.actions():
        window.type_keys(action.shortcut().toString())
        went[action.text()] = window.focused().objectName()
    assert (
        went.items()
        >= {
            "Source": "sourceView",
            "Coroutines": "coroutineView",
            "Breakpoints": "breakpointsView",
            "Drive": "sendExpression",
            "Frame state": "localsView",
            "Stack": "stackView",
            "Console": "consoleInput",
        }.items()
    )


def test_panes_one_after_the_other(window, script):
    paused(window, script)
    panes = [p for p in window.window.panes._panes if p.dock is None or p.dock.isVisible()]
    panes[0].focus()
    for pane in [*panes[1:], panes[0]]:
        window.type_keys("Ctrl+F6")
        assert (pane.dock or pane.widget).isAncestorOf(window.focused())
    window.find(QDockWidget, "stackDock").hide()
    shown = [pane for pane in panes if pane.is_shown]
    for pane in reversed(shown):
        window.type_keys("Ctrl+Shift+F6")
        assert (pane.dock or pane.widget).isAncestorOf(window.focused())


def test_a_pane_without_anything_to_focus_is_no_trouble(window):
    before = window.focused()
    focus_into(QWidget())
    assert window.focused() is before


# --- commands ------------------------------------------------------------------------------------


class Keyboard:
    """Presses the keys of actions and keeps in mind which it has pressed."""

    def __init__(self, window) -> None:
        self.window = window
        self.pressed: set[str] = set()

    def actions(self) -> dict[str, QAction]:
        """Return every action of the window that has a key."""
        found = self.window.window.findChildren(QAction)
        return {a.objectName() or a.text(): a for a in found if a.shortcuts()}

    def press(self, name: str) -> None:
        """Press each key of an action, which must be possible now; it must be triggered."""
        action = self.actions()[name]
        for keys in action.shortcuts():
            assert action.isEnabled(), f"{name} is disabled"
            heard = []
            action.triggered.connect(lambda *_, heard=heard: heard.append(1))
            self.window.type_keys(keys.toString())
            assert heard == [1], f"{keys.toString()} does not trigger {name}"
        self.pressed.add(name)


@pytest.fixture
def keyboard(window):
    return Keyboard(window)


def check_running(keyboard, path) -> None:
    """Every command that moves the program, each from the state it is for."""
    window, press = keyboard.window, keyboard.press
    session = window.app.session

    def stops_after(name: str) -> None:
        press(name)
        assert session.state is not S.PAUSED
        window.reach(S.PAUSED)

    window.window.tabs.current_view.setFocus()
    press("actionRun")
    window.reach(S.RUNNING)
    stops_after("actionPause")
    for name in ("actionStepOver", "actionStepInto", "actionNextYield", "actionStepOut"):
        stops_after(name)
    window.window.tabs.current_view.reveal(line_of(path, "step"))
    stops_after("actionRunToLine")
    window.select("numbers")
    press("actionPin")
    stops_after("actionRunUntilResumed")
    press("actionContinue")
    window.reach(S.RUNNING)
    stops_after("actionPause")
    for name in ("actionDriveNext", "actionDriveSend", "actionDriveThrow"):
        window.select("numbers")
        press(name)
        window.wait(lambda: session.state is S.PAUSED and outcome(window))
        window.window.drive._clear_outcome()
    press("actionRestart")
    window.wait(lambda: session.state in (S.STARTING, S.RUNNING))
    window.reach(S.RUNNING)
    stops_after("actionPause")
    window.wait(lambda: window.row("numbers"))
    window.select("numbers")
    press("actionDriveClose")
    window.wait(lambda: outcome(window).startswith("closed"))
    press("actionStop")
    window.wait(lambda: not session.state.has_process)


def outcome(window) -> str:
    text = window.window.drive.outcome_label.text()
    return "" if text.endswith("…") else text


def check_breakpoints(keyboard, path) -> None:
    window, press = keyboard.window, keyboard.press
    lines = lambda: [b.line for b in window.app.breakpoints.of_file(str(path))]  # noqa: E731
    window.window.tabs.current_view.reveal(line_of(path, "after"))
    press("actionToggleBreakpoint")
    assert lines() == [line_of(path, "after")]
    press("actionUndo")
    assert lines() == []
    press("actionRedo")
    press("actionRemoveAllBreakpoints")
    assert lines() == []
    press("actionAddEventBreakpoint")
    assert window.window.breakpoints.event_editor.isVisible()
    window.type_keys("Esc")


def check_view(keyboard) -> None:
    window, press = keyboard.window, keyboard.press
    theme = window.app.theme
    press("actionZoomIn")
    press("actionZoomReset")
    assert theme.zoom == 100
    press("actionZoomOut")
    assert theme.zoom < 100
    press("actionZoomReset")
    press("actionPresentation")
    assert theme.zoom > 100
    window.type_keys("Esc")
    assert theme.zoom == 100
    for action in window.window.menus.panes.actions():
        press(action.objectName())
    for name in ("actionNextPane", "actionPreviousPane", "actionFilterCoroutines"):
        press(name)
    assert window.focused() is window.window.coroutines.filter_field
    press("actionShortcuts")
    sheet = window.find(QDialog, "shortcutSheet")
    window.wait(lambda: window.focused() is sheet.search)
    window.type_keys("Esc")
    assert not sheet.isVisible()
    window.activate()


def check_file(keyboard) -> None:
    window, press = keyboard.window, keyboard.press
    page = window.window.tabs.currentWidget()
    press("actionFind")
    assert window.focused().objectName() == "findField"
    page.find_bar.set_wanted("numbers")
    for name in ("actionFindNext", "actionFindPrevious"):
        before = page.view.textCursor().position()
        press(name)
        assert page.view.textCursor().position() != before
    press("actionGoToLine")
    assert window.focused().objectName() == "lineField"
    window.type_keys("Esc")
    for name, dialog in (("actionConfigure", "configureDialog"), ("actionOpen", "openDialog")):
        press(name)
        window.wait(lambda dialog=dialog: window.find(QDialog, dialog).isVisible())
        window.find(QDialog, dialog).reject()
        window.activate()
    press("actionClose")
    assert window.window.tabs.count() == 0


def test_every_command_is_done_by_its_keys(keyboard, script):
    window = keyboard.window
    # What belongs to one view is pressed where that view is tested.
    of_window = {
        name
        for name, action in keyboard.actions().items()
        if action.shortcutContext() is Qt.ShortcutContext.WindowShortcut
    }
    path = opened(window, script)
    check_breakpoints(keyboard, path)
    check_running(keyboard, path)
    check_view(keyboard)
    check_file(keyboard)
    keyboard.press("actionQuit")
    assert not window.window.isVisible()
    assert keyboard.pressed == of_window
