"""The one input line of the console."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView

from ..protocol.values import CompletionItem
from .console_mode import ConsoleMode
from .input_history import InputHistory
from .source_text import units


class ConsoleInput(QLineEdit):
    """A line with a history for each mode, and completion of expressions.

    Signals:
        submitted(str): Enter was pressed; the line is empty again.
        eof_requested(): Ctrl+D was pressed on an empty line of standard input.
        completions_wanted(str, int): the text, and the column (UTF-16 units from 1) to complete at.
    """

    submitted = Signal(str)
    eof_requested = Signal()
    completions_wanted = Signal(str, int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("consoleInput")
        self.setProperty("role", "prompt")
        self._mode = ConsoleMode.OFF
        self._histories = {mode: InputHistory() for mode in ConsoleMode}
        self._items: list[CompletionItem] = []
        self._names = QStringListModel(self)
        self._completer = QCompleter(self._names, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setWidget(self)
        self._popup = QListView()
        self._completer.setPopup(self._popup)
        self._completer.activated.connect(self._on_completion_chosen)
        self.returnPressed.connect(self._on_return_pressed)

    def set_mode(self, mode: ConsoleMode) -> None:
        """Say what is typed now; the text of another mode is not carried over."""
        if mode is not self._mode:
            self._mode = mode
            self._popup.hide()
            self.clear()
        self.setEnabled(mode is not ConsoleMode.OFF)

    def show_completions(self, items: list[CompletionItem]) -> None:
        """Offer completions; a single one is taken at once."""
        self._items = items
        self._names.setStringList([item.label for item in items])
        if len(items) == 1:
            self._insert(items[0])
        elif items and self.hasFocus():
            self._completer.complete()

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and self._asks_for_completion(event)
        ):
            self._ask_for_completions()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        history = self._histories[self._mode]
        is_end = event.key() == Qt.Key.Key_D and (
            event.modifiers() == Qt.KeyboardModifier.ControlModifier
        )
        if event.key() == Qt.Key.Key_Up:
            self.setText(history.older(self.text()))
        elif event.key() == Qt.Key.Key_Down:
            self.setText(history.newer(self.text()))
        elif is_end and self._mode is ConsoleMode.STDIN and not self.text():
            self.eof_requested.emit()
        else:
            super().keyPressEvent(event)

    def _asks_for_completion(self, event: QKeyEvent) -> bool:
        if self._mode is not ConsoleMode.EVALUATE or self._popup.isVisible():
            return False
        if event.key() == Qt.Key.Key_Space:
            return event.modifiers() == Qt.KeyboardModifier.ControlModifier
        before = self.text()[: self.cursorPosition()][-1:]
        is_name = before == "." or before.isidentifier() or before.isdigit()
        return event.key() == Qt.Key.Key_Tab and not event.modifiers() and is_name

    def _ask_for_completions(self) -> None:
        self.completions_wanted.emit(self.text(), self.cursorPosition() + 1)

    def _on_return_pressed(self) -> None:
        text = self.text()
        if text.strip() or self._mode is ConsoleMode.STDIN:
            self._histories[self._mode].add(text)
            self.clear()
            self.submitted.emit(text)

    def _on_completion_chosen(self, label: str) -> None:
        chosen = next((item for item in self._items if item.label == label), None)
        if chosen is not None:
            self._insert(chosen)

    def _insert(self, item: CompletionItem) -> None:
        text, place = self.text(), self.cursorPosition()
        inserted = item.text if item.text is not None else item.label
        if item.start is None:
            start = place - _shared(text[:place], inserted)
            end = place
        else:
            start = item.start - 1
            end = start + (item.length if item.length is not None else place - start)
        self.setSelection(start, end - start)
        self.insert(inserted)


def _shared(before: str, inserted: str) -> int:
    """Give how much of `inserted` is typed already at the end of `before`, in UTF-16 units."""
    for length in range(min(len(before), len(inserted)), 0, -1):
        if before.endswith(inserted[:length]):
            return units(inserted[:length])
    return 0
