"""The button inside a field that empties it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QToolButton


def add_clear_button(field: QLineEdit) -> None:
    """Give a field Qt's button that empties it, with the name that Qt does not give it."""
    field.setClearButtonEnabled(True)
    for button in field.findChildren(QToolButton):
        words = QCoreApplication.translate("ClearButton", "Clear")
        button.setAccessibleName(words)
        button.setToolTip(words)
