from PySide6.QtCore import SIGNAL
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QToolButton

from coro_debugger.views.action_connections import ActionConnections


def test_a_button_follows_its_action_and_nothing_piles_up(qtbot):
    button = QToolButton()
    qtbot.addWidget(button)
    action = QAction("Go", button)
    button.setDefaultAction(action)
    ActionConnections(button, action)
    counts = set()
    for enabled in (False, True, False, True):
        action.setEnabled(enabled)
        assert button.isEnabled() == enabled
        counts.add(action.receivers(SIGNAL("changed()")))
    assert len(counts) == 1
    with qtbot.waitSignals([action.triggered, button.triggered]):
        button.click()
