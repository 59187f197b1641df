"""What must be true of the window at any time, whatever was done to it."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from coro_debugger.session.debug_session import DebugSession
from coro_debugger.views.actions import COMMANDS, is_enabled
from coro_debugger.views.console_mode import ConsoleMode
from coro_debugger.views.main_window import MainWindow


def inconsistencies(window: MainWindow, session: DebugSession) -> list[str]:
    """Return what does not fit together, in words."""
    found = []
    if QApplication.activeModalWidget() is None and not window.isVisible():
        found.append("the window is gone")
    there = window.actions_._there
    for command in COMMANDS:
        expected = is_enabled(command, session.state, there)
        if window.actions_[command.name].isEnabled() != expected:
            found.append(f"{command.name} is enabled: {not expected}, in {session.state}")
    mode = window.console.mode
    if (mode is ConsoleMode.EVALUATE) != session.state.is_stopped:
        found.append(f"the console is for {mode}, in {session.state}")
    if session.state.is_stopped != (session.last_stop is not None):
        found.append(f"the last stop is {session.last_stop}, in {session.state}")
    return found
