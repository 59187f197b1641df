"""The fields of one event breakpoint, as its sentence has them: *grep yields when value > 3*."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QWidget

from ..models.breakpoint_values import EventBreakpoint
from ..models.breakpoint_words import event_hint, event_words
from ..protocol.coroutines import CoroutineEvent
from ..protocol.values import CompletionItem
from .breakpoint_checks import ConditionCheck, qualname_problem
from .checked_field import CheckedField
from .completer import Completer
from .editor_bar import EditorBar
from .theme import Theme
from .wrapped_label import WrappedLabel

_VALUE = "value"
_NAME = re.compile(r"(?<![\w.])[^\W\d]\w*$")
_FIRST = CoroutineEvent.RAISED
"""What is offered first: it needs no condition to be rare."""


def _known_names(before: str) -> list[CompletionItem]:
    """Complete the one name that a condition has and the frame has not."""
    typed = _NAME.search(before)
    is_value = typed is not None and _VALUE.startswith(typed.group())
    return [CompletionItem(_VALUE, type="variable")] if is_value else []


class EventBreakpointEditor(EditorBar):
    """Opens below the list of breakpoints; Enter accepts, Escape closes.

    Signals:
        accepted(EventBreakpoint | None, EventBreakpoint): as it was (None: a new one) and as it
            is to be.
    """

    accepted = Signal(object, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("eventBreakpointEditor", theme, parent)
        self._old: EventBreakpoint | None = None
        self._instance: EventBreakpoint | None = None
        self._functions: tuple[str, ...] = ()
        self._check = ConditionCheck()
        self.subject = self._make_subject()
        self.event_choice = self._make_events()
        self.condition = QLineEdit()
        self.condition.setObjectName("eventBreakpointCondition")
        self.condition.setAccessibleName(self.tr("Stop when"))
        self.condition.setPlaceholderText(self.tr("always, or: value > 3"))
        self.condition.returnPressed.connect(self.save)
        self.completer_ = Completer(self.condition)
        self.completer_.known = _known_names
        self._hint = WrappedLabel()
        self._hint.setProperty("role", "small")
        self._subject, self._condition = CheckedField(self.subject), CheckedField(self.condition)
        form = QFormLayout()
        form.addRow(self.tr("&Stop when"), self._subject)
        form.addRow("", self.event_choice)
        form.addRow("", self._hint)
        form.addRow(self.tr("&and only if"), self._condition)
        self.put(form)

    def _make_subject(self) -> QComboBox:
        subject = QComboBox()
        subject.setObjectName("eventBreakpointSubject")
        subject.setAccessibleName(self.tr("Any coroutine, or the name of a function"))
        subject.setEditable(True)
        subject.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        subject.setMinimumContentsLength(10)
        edit = subject.lineEdit()
        assert edit is not None
        edit.setAccessibleName(subject.accessibleName())
        subject.view().setAccessibleName(subject.accessibleName())
        edit.returnPressed.connect(self.save)
        return subject

    def _make_events(self) -> QComboBox:
        choice = QComboBox()
        choice.setObjectName("eventBreakpointEvent")
        choice.setAccessibleName(self.tr("Event"))
        choice.view().setAccessibleName(choice.accessibleName())
        for event in CoroutineEvent:
            choice.addItem(event_words(event), event.value)
        choice.currentIndexChanged.connect(self._on_event_chosen)
        return choice

    def set_functions(self, functions: Sequence[str]) -> None:
        """Offer these functions by their qualified names."""
        self._functions = tuple(functions)

    @property
    def event_chosen(self) -> CoroutineEvent:
        """The event that is chosen."""
        return CoroutineEvent(self.event_choice.currentData())

    def open(self, breakpoint: EventBreakpoint | None, qualname: str = "") -> None:
        """Show the fields of a breakpoint, or of a new one on ``qualname`` or any coroutine."""
        self._old = breakpoint
        shown = breakpoint or EventBreakpoint(_FIRST, qualname)
        self._instance = shown if shown.is_instance else None
        self.set_title(
            self.tr("Event breakpoint") if breakpoint else self.tr("New event breakpoint")
        )
        self._fill_subject(shown)
        self.event_choice.setCurrentIndex(self.event_choice.findData(shown.event.value))
        self._on_event_chosen()
        self.condition.setText(shown.condition)
        self._subject.set_problem("")
        self._condition.set_problem("")
        self.show()
        self.event_choice.setFocus()

    def _fill_subject(self, shown: EventBreakpoint) -> None:
        self.subject.clear()
        self.subject.addItem(self.tr("any coroutine"))
        self.subject.addItems([name for name in self._functions if name != shown.qualname])
        if shown.qualname and not shown.is_instance:
            self.subject.insertItem(1, shown.qualname)
        text = shown.name if shown.is_instance else shown.qualname
        self.subject.setCurrentText(text or self.subject.itemText(0))
        # One coroutine stays that one: its name alone would not find it again.
        self.subject.setEnabled(not shown.is_instance)

    def _on_event_chosen(self) -> None:
        hint = event_hint(self.event_chosen)
        self._hint.say(hint)
        self.event_choice.setAccessibleDescription(hint)

    def _qualname(self) -> str:
        text = self.subject.currentText().strip()
        return "" if text in ("", self.subject.itemText(0)) else text

    def save(self) -> None:
        """Take what was entered, or show what is wrong with it."""
        qualname = self._qualname()
        wrong = qualname and not self._instance and qualname_problem(qualname)
        self._subject.set_problem(wrong or "")
        self._condition.set_problem(self._check.problem(self.condition.text()))
        if self._subject.problem or self._condition.problem:
            return
        self.hide()
        self.accepted.emit(self._old, self._entered(qualname))

    def _entered(self, qualname: str) -> EventBreakpoint:
        condition = self.condition.text().strip()
        enabled = self._old.enabled if self._old else True
        one = self._instance
        if one is None:
            return EventBreakpoint(self.event_chosen, qualname, condition, enabled)
        return EventBreakpoint(
            self.event_chosen, one.qualname, condition, enabled, one.coroutine_id, one.name, one.run
        )
