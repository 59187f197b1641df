"""The field for the exception to throw: a list to choose from, any expression to be typed."""

from __future__ import annotations

import builtins
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from ..protocol.values import CompletionItem
from .completer import Completer
from .input_history import InputHistory
from .source_text import units
from .style_property import set_style_property

_FIRST_OFFERED = ("ValueError", "TypeError", "RuntimeError", "KeyError", "GeneratorExit")


def offered_exceptions(of_script: Sequence[str] = ()) -> list[str]:
    """Return names for the throw field: the script's own, the usual ones, all other builtins."""
    classes = (c for c in vars(builtins).values() if isinstance(c, type))
    names = {c.__name__ for c in classes if issubclass(c, BaseException)}
    names = {n for n in names if not n.endswith("Warning")}
    others = sorted(names - set(_FIRST_OFFERED) - set(of_script))
    return [*of_script, *_FIRST_OFFERED, *others]


class ThrowField(QComboBox):
    """Up and Down recall what was thrown before; Alt+Down opens the list, typing narrows it.

    Signals:
        submitted(): the user wants the exception to be thrown (Enter, Ctrl+Enter).
    """

    submitted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._history = InputHistory()
        self._names: list[str] = []
        self.setEditable(True)
        self.setCompleter(None)  # type: ignore[arg-type]  # Qt's own would complete unasked
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setMaxVisibleItems(16)
        line = self.lineEdit()
        assert line is not None
        self._line: QLineEdit = line
        line.installEventFilter(self)
        self.completer_ = Completer(line)  # its filter comes first: it was installed last
        self.completer_.known = self._fitting
        self.set_names([])

    def set_names(self, of_script: Sequence[str]) -> None:
        """Offer the script's own exceptions before the builtin ones."""
        text = self.currentText() or _FIRST_OFFERED[0]
        self._names = offered_exceptions(of_script)
        self.clear()
        self.addItems(self._names)
        self.setEditText(text)

    def remember(self, expression: str) -> None:
        """Put an expression at the end of the history."""
        self._history.add(expression)

    def set_problem(self, text: str) -> None:
        """Mark the field as the place of an error, or as fine with an empty text."""
        self._line.setAccessibleDescription(text)
        set_style_property(self, "invalid", bool(text))

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: the line itself gets the focus, hence its keys go through its filters.

        Qt has it the other way round, and hands keys on past them. Before the field has its place
        in a window, the line would get lost from the order of Tab.
        """
        super().showEvent(event)
        if self.focusProxy() is None:
            self._line.setFocusProxy(None)  # type: ignore[arg-type]
            self.setFocusProxy(self._line)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: history and submission."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()  # its frame shows the focus
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        is_plain = not event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_Up and is_plain:
            self.setEditText(self._history.older(self.currentText()))
        elif event.key() == Qt.Key.Key_Down and is_plain:
            self.setEditText(self._history.newer(self.currentText()))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submitted.emit()
        else:
            return super().eventFilter(watched, event)
        return True

    def _fitting(self, before: str) -> list[CompletionItem]:
        """Return the exceptions whose names begin with all that has been typed."""
        typed = before.lstrip()
        start, length = units(before) - units(typed) + 1, units(typed)
        return [
            CompletionItem(name, type="class", start=start, length=length)
            for name in self._names
            if typed and name.casefold().startswith(typed.casefold())
        ]
