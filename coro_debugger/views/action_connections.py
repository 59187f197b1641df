"""Keeps a tool button from piling up connections to its action."""

from __future__ import annotations

from PySide6.QtCore import QMetaMethod, QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QToolButton


class ActionConnections(QObject):
    """Lets go of what a tool button connects to an action with each of the action's changes.

    WORKAROUND https://doc.qt.io/qt-6/qtoolbutton.html#setDefaultAction, seen in Qt 6.11.3: whenever
    its default action changes, a button takes it anew and connects to `QAction.changed` once more,
    so that every change takes a little longer than the one before. No report of it was found. The
    connection serves menus of actions; those that are buttons here have none.
    """

    def __init__(self, button: QToolButton, action: QAction) -> None:
        super().__init__(button)
        self._button = button
        self._action = action
        self._signal = QMetaMethod.fromSignal(action.changed)
        action.changed.connect(self._on_changed)

    def _on_changed(self) -> None:
        any_slot = QMetaMethod()
        QObject.disconnect(self._action, self._signal, self._button, any_slot)
