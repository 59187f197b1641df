"""The commands that have no key: each is chosen, and what it does is looked at."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QDockWidget, QMessageBox

from coro_debugger.app import Wish
from coro_debugger.session.state import SessionState
from coro_debugger.views.actions import BREAK_EVENTS
from tests.markers import line_of

COUNTING = """\
def counting():
    n = 0
    while True:
        got = yield n
        if got == "end":
            return "done"
        if got == "fail":
            raise ValueError("no")
        n += 1


closed, raised, resumed, returned, thrown, yielded, collected = [counting() for _ in range(7)]
for each in (closed, raised, resumed, returned, thrown, yielded, collected):
    next(each)
each = None
print("ready")  # @ready
del collected
print("over")
"""
S = SessionState
STOPS = {
    "closed": ("close", "", "closed was closed"),
    "raised": ("send", "'fail'", "raised raised ValueError: no"),
    "resumed": ("send", "7", "resumed was resumed with 7"),
    "returned": ("send", "'end'", "returned returned 'done'"),
    "thrown": ("throw", "KeyError", "KeyError was thrown into thrown"),
    "yielded": ("next", "", "yielded yielded 1"),
}
"""By event, which the coroutine is named after: what makes it happen, and what is said then."""


@pytest.fixture
def stopped(window, script):
    """A window whose program stands behind the line that says that it is ready."""
    path = script(COUNTING)
    window.app.open(Wish(str(path)))
    window.window.tabs.current_view.reveal(line_of(path, "ready"))
    window.act("actionToggleBreakpoint")
    window.act("actionRun")
    window.reach(S.PAUSED)
    return window


def paused_with(window, text: str) -> None:
    try:
        window.wait(lambda: text in window.status())
    except Exception as error:
        raise AssertionError(f"{text!r} is not said: {window.status()!r}") from error


def break_at(window, event: str) -> None:
    window.select(event)
    window.act(f"actionBreak{event.capitalize()}")


def test_every_event_of_the_selected_coroutine_can_be_stopped_at(stopped):
    window = stopped
    assert {event.value for event in BREAK_EVENTS.values()} == {*STOPS, "collected"}
    window.act("actionRemoveAllBreakpoints")
    break_at(window, "collected")
    window.act("actionContinue")
    paused_with(window, "was collected, event breakpoint")
    window.act("actionContinue")
    window.reach(S.ENDED)
    for event, (operation, expression, said) in STOPS.items():
        break_at(window, event)
        window.begin_drive(event, operation, expression)
        window.reach(S.PAUSED)
        paused_with(window, f"{said}, event breakpoint")
        window.act("actionRemoveAllBreakpoints")
        window.act("actionContinue")
        window.reach(S.ENDED)


def test_the_console_is_cleared(stopped):
    stopped.wait_for_console("[running")
    stopped.act("actionClearConsole")
    assert stopped.console() == ""


def test_all_breakpoints_are_turned_off_and_on(stopped):
    (line,) = stopped.app.breakpoints.own()
    for name, is_on in (
        ("actionDisableAllBreakpoints", False),
        ("actionEnableAllBreakpoints", True),
    ):
        stopped.act(name)
        (line,) = stopped.app.breakpoints.own()
        assert line.enabled is is_on


def test_finished_coroutines_and_those_of_libraries_are_shown_when_wanted(stopped):
    stopped.act("actionContinue")
    stopped.reach(S.ENDED)
    stopped.drive("closed", "close")
    stopped.wait_for_row("closed", State="closed")
    stopped.act("actionShowFinished")
    stopped.wait(lambda: "closed" not in [row["Name"] for row in stopped.rows()])
    stopped.act("actionShowFinished")
    stopped.wait_for_row("closed", State="closed")
    library = stopped.find(QAction, "actionShowLibrary")
    assert not stopped.window.coroutines.query.include_library
    library.trigger()
    assert stopped.window.coroutines.query.include_library


def test_every_panel_is_hidden_and_shown_and_all_are_put_back(window):
    docks = window.window.findChildren(QDockWidget)
    assert len(docks) == 8
    for dock in docks:
        name = dock.objectName().removesuffix("Dock").capitalize()
        window.act(f"actionShow{name}")
        assert dock.isHidden()
        window.act(f"actionShow{name}")
        assert not dock.isHidden()
    docks[0].hide()
    docks[1].setFloating(True)
    window.act("actionResetLayout")
    assert not any(dock.isHidden() or dock.isFloating() for dock in docks)


def test_colours_are_chosen(window):
    theme = window.app.theme
    for name in ("Dark", "Light", "System"):
        window.act(f"actionTheme{name}")
        assert theme.scheme == name.lower()
        assert window.find(QAction, f"actionTheme{name}").isChecked()


def test_another_interpreter_and_the_words_about_the_program_have_their_dialogs(window):
    window.act("actionOtherInterpreter")
    dialog = window.find(QDialog, "interpreterDialog")
    window.wait(dialog.isVisible)
    dialog.reject()
    window.act("actionAbout")
    about = window.window.findChild(QMessageBox)
    window.wait(about.isVisible)
    assert "Coro Debugger" in about.text()
    about.reject()


def test_no_command_without_a_key_is_left_out(window):
    panels = ("Breakpoints", "Console", "Coroutines", "Drive", "Frame", "Pipeline", "Stack")
    chosen = {
        *(f"actionBreak{event.capitalize()}" for event in (*STOPS, "collected")),
        *(f"actionShow{name}" for name in (*panels, "Timeline", "Finished", "Library")),
        *(f"actionTheme{name}" for name in ("Dark", "Light", "System")),
        *("actionClearConsole", "actionDisableAllBreakpoints", "actionEnableAllBreakpoints"),
        *("actionResetLayout", "actionOtherInterpreter", "actionAbout"),
    }
    found = window.window.findChildren(QAction)
    without = {a.objectName() for a in found if a.objectName() and not a.shortcuts()}
    assert {name for name in without if name.startswith("action")} == chosen
