"""The fields of one breakpoint: condition, hit count, log message."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ..models.breakpoints_model import LineBreakpoint
from .theme import Theme


class BreakpointEditor(QFrame):
    """Opens below the list of breakpoints; Enter accepts, Escape closes.

    Signals:
        accepted(LineBreakpoint, LineBreakpoint): the breakpoint as it was and as it is to be.
    """

    accepted = Signal(object, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("breakpointEditor")
        self.setProperty("role", "bar")
        self._breakpoint: LineBreakpoint | None = None
        self._title = QLabel()
        self._title.setProperty("role", "heading")
        self.condition = self._field("breakpointCondition", self.tr("len(line) > 5"))
        self.hits = self._field("breakpointHits", self.tr("3, or >= 3, or % 2"))
        self.message = self._field("breakpointMessage", self.tr("text with {expressions}"))
        form = QFormLayout()
        form.addRow(self.tr("Stop &when"), self.condition)
        form.addRow(self.tr("&Hit count"), self.hits)
        form.addRow(self.tr("&Log instead"), self.message)
        save = QPushButton(self.tr("Save"))
        save.setProperty("role", "primary")
        save.clicked.connect(self._on_accepted)
        cancel = QPushButton(self.tr("Cancel"))
        cancel.clicked.connect(self.hide)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(10), theme.px(8), theme.px(10), theme.px(8))
        layout.addWidget(self._title)
        layout.addLayout(form)
        layout.addLayout(buttons)
        self.hide()

    def open(self, breakpoint: LineBreakpoint) -> None:
        """Show the fields of a breakpoint."""
        self._breakpoint = breakpoint
        self._title.setText(self.tr("Breakpoint on line {0}").format(breakpoint.line))
        self.condition.setText(breakpoint.condition)
        self.hits.setText(breakpoint.hit_condition)
        self.message.setText(breakpoint.log_message)
        self.show()
        self.condition.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def _field(self, name: str, hint: str) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName(name)
        field.setPlaceholderText(hint)
        field.setAccessibleName(hint)
        field.returnPressed.connect(self._on_accepted)
        return field

    def _on_accepted(self) -> None:
        if self._breakpoint is None:
            return
        new = replace(
            self._breakpoint,
            condition=self.condition.text().strip(),
            hit_condition=self.hits.text().strip(),
            log_message=self.message.text().strip(),
        )
        self.hide()
        self.accepted.emit(self._breakpoint, new)
