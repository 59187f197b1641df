from __future__ import annotations

import gc

from PySide6.QtWidgets import QToolButton

from coro_debugger.session.state import SessionState


def test_run_and_restart_share_one_button(window):
    menus = window.window.menus
    (button,) = [b for b in menus.tool_bar.findChildren(QToolButton) if b.text() == "Run"]
    menus.set_state(SessionState.RUNNING)
    assert (button.text(), button.accessibleName()) == ("Restart", "Restart")
    menus.set_state(SessionState.STOPPING)
    assert (button.text(), button.accessibleName()) == ("Run", "Run")
    # PySide keeps its half of every button that Qt makes and deletes.
    menus.set_state(SessionState.RUNNING)
    before = sum(isinstance(each, QToolButton) for each in gc.get_objects())
    for _ in range(10):
        menus.set_state(SessionState.READY)
        menus.set_state(SessionState.RUNNING)
    assert sum(isinstance(each, QToolButton) for each in gc.get_objects()) == before
