"""The bar below a source view that takes a line number."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit

from .source_view import SourceView


class GoToLineBar(QFrame):
    """Goes to a line on Enter; Escape closes.

    Signals:
        closed(): the bar was closed; the focus belongs to the source again.
    """

    closed = Signal()

    def __init__(self, view: SourceView) -> None:
        super().__init__()
        self._view = view
        self.setProperty("role", "bar")
        self._field = QLineEdit()
        self._field.setObjectName("lineField")
        self._field.setValidator(QIntValidator(1, 10_000_000, self._field))
        self._field.setAccessibleName(self.tr("Line number"))
        self._hint = QLabel()
        self._hint.setProperty("role", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 5, 8, 5)
        row.addWidget(QLabel(self.tr("Go to line")))
        row.addWidget(self._field)
        row.addWidget(self._hint)
        row.addStretch(1)
        self.hide()

    def open(self) -> None:
        """Show the bar with the line of the cursor."""
        self._hint.setText(self.tr("of {0}").format(self._view.blockCount()))
        self._field.setText(str(self._view.cursor_line()))
        self.show()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go()
        else:
            super().keyPressEvent(event)

    def _go(self) -> None:
        if self._field.text():
            self._view.reveal(min(int(self._field.text()), self._view.blockCount()))
            self._close()

    def _close(self) -> None:
        self.hide()
        self.closed.emit()
