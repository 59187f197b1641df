"""A field for a Python expression, with completion, that remembers what was entered before."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from .completer import Completer
from .input_history import InputHistory
from .style_property import set_style_property


class ExpressionField(QLineEdit):
    """Up and Down go through the history; Enter and Ctrl+Enter submit.

    Signals:
        submitted(): the user wants the expression to be used.
    """

    submitted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._history = InputHistory()
        self.completer_ = Completer(self)

    def remember(self, expression: str) -> None:
        """Put an expression at the end of the history."""
        self._history.add(expression)

    def set_problem(self, text: str) -> None:
        """Mark the field as the place of an error, or as fine with an empty text."""
        self.setAccessibleDescription(text)
        set_style_property(self, "invalid", bool(text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: history and submission."""
        match event.key():
            case Qt.Key.Key_Up:
                self.setText(self._history.older(self.text()))
            case Qt.Key.Key_Down:
                self.setText(self._history.newer(self.text()))
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.submitted.emit()
            case _:
                super().keyPressEvent(event)
