"""The console: output, standard input and a prompt in one panel."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from .console_input import ConsoleInput
from .console_mode import ConsoleMode
from .console_output import ConsoleOutput
from .push_button import PushButton
from .theme import Theme


class ConsolePanel(QWidget):
    """Shows output and takes lines: input of the program while it runs, else expressions.

    Signals:
        stdin_submitted(str): a line for the program, its line end included.
        eof_requested(): the program's standard input is to end.
        evaluation_submitted(str): an expression or statement to be evaluated.
        cancel_wanted(): what is being evaluated is to be cut short.
    """

    stdin_submitted = Signal(str)
    eof_requested = Signal()
    evaluation_submitted = Signal(str)
    cancel_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._mode = ConsoleMode.OFF
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.output = ConsoleOutput(theme)
        self.input = ConsoleInput()
        self._dropped = QLabel()
        self._dropped.setObjectName("consoleDropped")
        self._dropped.setProperty("role", "small")
        self._dropped.setContentsMargins(8, 3, 8, 3)
        self._dropped.hide()
        self._prompt = QLabel()
        self._prompt.setProperty("role", "muted")
        self._end = PushButton(self.tr("End of input"))
        self._end.setProperty("role", "link")
        self._end.setToolTip(self.tr("Tell the program that its input ends here (Ctrl+D)"))
        self._cancel = PushButton(self.tr("Cancel"))
        self._cancel.setObjectName("consoleCancel")
        self._cancel.setProperty("role", "link")
        self._cancel.setToolTip(self.tr("Cut short what is being evaluated (Ctrl+C)"))
        self._cancel.hide()
        self._lay_out()
        self._connect()
        self._take_theme()
        self.set_mode(ConsoleMode.OFF)

    @property
    def mode(self) -> ConsoleMode:
        """What the input line is for at the moment."""
        return self._mode

    def append(self, category: str, text: str) -> None:
        """Show output; `category` is one of the protocol's: stdout, stderr, console, important."""
        self.output.append_text(category, text)

    def set_mode(self, mode: ConsoleMode, reason: str = "") -> None:
        """Say what the input line is for; `reason` tells why it can not be used."""
        self._mode = mode
        self.input.set_mode(mode)
        prompt, hint = {
            ConsoleMode.STDIN: (
                self.tr("input"),
                self.tr("A line for the program; Enter sends it, Ctrl+D ends the input"),
            ),
            ConsoleMode.EVALUATE: (
                ">>>",
                self.tr("An expression to evaluate in the selected frame"),
            ),
            ConsoleMode.OFF: ("", reason or self.tr("Nothing runs that could take input")),
        }[mode]
        self._prompt.setText(prompt)
        self._prompt.setVisible(bool(prompt))
        self._end.setVisible(mode is ConsoleMode.STDIN)
        self.input.setPlaceholderText(hint)
        self.input.setToolTip(hint)
        self.input.setAccessibleName(self._input_name())
        self.input.setAccessibleDescription(hint)

    def set_busy(self, is_busy: bool) -> None:
        """Say that what was entered is still being evaluated, and offer to cut it short."""
        self._cancel.setVisible(is_busy)
        self.input.is_busy = is_busy
        if self._mode is ConsoleMode.EVALUATE:
            self._prompt.setText(self.tr("being evaluated…") if is_busy else ">>>")

    def show_evaluation(self, expression: str, result: str, is_error: bool = False) -> None:
        """Show what was evaluated, and what came of it; an empty result is left out."""
        self.output.append_text("prompt", f">>> {expression}\n")
        if result:
            category = "error" if is_error else "result"
            self.output.append_text(category, result.rstrip("\n") + "\n")
        self.output.flush()

    def clear(self) -> None:
        """Forget all output."""
        self.output.clear_all()

    def _lay_out(self) -> None:
        line = QFrame()
        line.setFixedHeight(1)
        line.setProperty("role", "rule")
        row = QHBoxLayout()
        row.setContentsMargins(8, 2, 8, 3)
        row.setSpacing(6)
        row.addWidget(self._prompt)
        row.addWidget(self.input, 1)
        row.addWidget(self._end)
        row.addWidget(self._cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._dropped)
        column.addWidget(self.output, 1)
        column.addWidget(line)
        column.addLayout(row)

    def _connect(self) -> None:
        self.output.dropped.connect(self._on_lines_dropped)
        self.input.submitted.connect(self._on_line_submitted)
        self.input.eof_requested.connect(self._on_eof_requested)
        self.input.cancel_wanted.connect(self.cancel_wanted)
        self._end.clicked.connect(self._on_eof_requested)
        self._cancel.clicked.connect(self.cancel_wanted)
        self._theme.changed.connect(self._take_theme)

    def _input_name(self) -> str:
        if self._mode is ConsoleMode.STDIN:
            return self.tr("Standard input of the program")
        return self.tr("Expression to evaluate")

    def _on_line_submitted(self, text: str) -> None:
        if self._mode is ConsoleMode.STDIN:
            self.output.append_text("input", f"{text}\n")
            self.stdin_submitted.emit(f"{text}\n")
        elif self._mode is ConsoleMode.EVALUATE:
            self.evaluation_submitted.emit(text)

    def _on_eof_requested(self) -> None:
        self.output.append_text("console", self.tr("(end of input)") + "\n")
        self.eof_requested.emit()

    def _on_lines_dropped(self, count: int) -> None:
        self._dropped.setVisible(count > 0)
        if count > 0:
            self._dropped.setText(self.tr("The oldest {0} lines were dropped.").format(count))

    def _take_theme(self) -> None:
        self.input.setFont(self._theme.mono_font())
        self._prompt.setFont(self._theme.mono_font())
