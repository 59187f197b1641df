"""The one input line of the console."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from .completer import Completer
from .console_mode import ConsoleMode
from .input_history import InputHistory


class ConsoleInput(QLineEdit):
    """A line with a history for each mode, and completion of expressions.

    Signals:
        submitted(str): Enter was pressed; the line is empty again.
        eof_requested(): Ctrl+D was pressed on an empty line of standard input.
        cancel_wanted(): Ctrl+C was pressed while something is evaluated, and nothing selected.
        evaluated(tuple[str, ...]): a line was added to what was evaluated so far.
    """

    submitted = Signal(str)
    eof_requested = Signal()
    cancel_wanted = Signal()
    evaluated = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("consoleInput")
        self.setProperty("role", "prompt")
        self._mode = ConsoleMode.OFF
        self.is_busy = False
        self._histories = {mode: InputHistory() for mode in ConsoleMode}
        self.completer_ = Completer(self)
        self.completer_.completes_on_tab = True
        self.completer_.is_enabled = False
        self._drafts: dict[ConsoleMode, str] = {}
        self.returnPressed.connect(self._on_return_pressed)

    def set_mode(self, mode: ConsoleMode) -> None:
        """Say what is typed now; a half-typed line waits until its mode comes back."""
        if mode is not self._mode:
            self._drafts[self._mode] = self.text()
            self._mode = mode
            self.completer_.close()
            self.completer_.is_enabled = mode is ConsoleMode.EVALUATE
            self.setText(self._drafts.pop(mode, ""))
        self.setEnabled(mode is not ConsoleMode.OFF)

    def set_evaluated(self, lines: Sequence[str]) -> None:
        """Take what was evaluated in earlier sessions, the oldest first."""
        self._histories[ConsoleMode.EVALUATE] = InputHistory(lines)

    def forget_draft(self, mode: ConsoleMode) -> None:
        """Drop a half-typed line: who was to get it is gone."""
        self._drafts.pop(mode, None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        history = self._histories[self._mode]
        has_control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        is_end = event.key() == Qt.Key.Key_D and has_control
        is_copy = event.key() == Qt.Key.Key_C and has_control and self.hasSelectedText()
        if event.key() == Qt.Key.Key_Up:
            self.setText(history.older(self.text()))
        elif event.key() == Qt.Key.Key_Down:
            self.setText(history.newer(self.text()))
        elif is_end and self._mode is ConsoleMode.STDIN and not self.text():
            self.eof_requested.emit()
        elif event.key() == Qt.Key.Key_C and has_control and self.is_busy and not is_copy:
            self.cancel_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _on_return_pressed(self) -> None:
        text = self.text()
        if text.strip() or self._mode is ConsoleMode.STDIN:
            history = self._histories[self._mode]
            history.add(text)
            self.clear()
            self.submitted.emit(text)
            if self._mode is ConsoleMode.EVALUATE:
                self.evaluated.emit(history.entries)
