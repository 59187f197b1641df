"""The fields of one line breakpoint: condition, hit count, log message."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from ..models.breakpoint_values import LineBreakpoint
from .breakpoint_checks import ConditionCheck, hits_problem
from .checked_field import CheckedField
from .completer import Completer
from .editor_bar import EditorBar
from .theme import Theme


class BreakpointEditor(EditorBar):
    """Opens below the list of breakpoints; Enter accepts, Escape closes.

    Signals:
        accepted(LineBreakpoint, LineBreakpoint): the breakpoint as it was and as it is to be.
    """

    accepted = Signal(object, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("breakpointEditor", theme, parent)
        self._breakpoint: LineBreakpoint | None = None
        self._check = ConditionCheck()
        self.condition = self._field("breakpointCondition", self.tr("len(line) > 5"))
        self.hits = self._field("breakpointHits", self.tr("3, or >= 3, or % 2"))
        self.message = self._field("breakpointMessage", self.tr("text with {expressions}"))
        self.completer_ = Completer(self.condition)
        self._condition, self._hits = CheckedField(self.condition), CheckedField(self.hits)
        form = QFormLayout()
        for words, field in (
            (self.tr("Stop &when"), self._condition),
            (self.tr("&Hit count"), self._hits),
            (self.tr("&Log instead"), self.message),
        ):
            form.addRow(words, field)
        self.condition.setAccessibleName(self.tr("Stop when"))
        self.hits.setAccessibleName(self.tr("Hit count"))
        self.message.setAccessibleName(self.tr("Log instead of stopping"))
        self.put(form)

    def open(self, breakpoint: LineBreakpoint) -> None:
        """Show the fields of a breakpoint."""
        self._breakpoint = breakpoint
        self.set_title(self.tr("Breakpoint on line {0}").format(breakpoint.line))
        self.condition.setText(breakpoint.condition)
        self.hits.setText(breakpoint.hit_condition)
        self.message.setText(breakpoint.log_message)
        self._condition.set_problem("")
        self._hits.set_problem("")
        self.show()
        self.condition.setFocus()

    def _field(self, name: str, hint: str) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName(name)
        field.setPlaceholderText(hint)
        field.returnPressed.connect(self.save)
        return field

    def save(self) -> None:
        """Take what was entered, or show what is wrong with it."""
        if self._breakpoint is None:
            return
        self._condition.set_problem(self._check.problem(self.condition.text()))
        self._hits.set_problem(hits_problem(self.hits.text()))
        if self._condition.problem or self._hits.problem:
            return
        new = replace(
            self._breakpoint,
            condition=self.condition.text().strip(),
            hit_condition=self.hits.text().strip(),
            log_message=self.message.text().strip(),
        )
        self.hide()
        self.accepted.emit(self._breakpoint, new)
