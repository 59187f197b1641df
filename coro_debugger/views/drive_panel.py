"""The controls of the selected coroutine: next, send, throw, close, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ..models.drive_words import expression_hint, operation_hint, outcome_sentence, under_way_words
from ..models.explanations import explanation
from ..protocol.commands import ResumeCoroutineArguments, ResumeOperation
from ..protocol.coroutines import Coroutine, CoroutineState, Role
from ..session.values import DriveResult
from .coroutine_header import CoroutineHeader
from .drive_rules import why_not
from .elided_label import ElidedLabel
from .expression_field import ExpressionField
from .kept_focus import KeptFocus
from .outcome_label import OutcomeLabel
from .push_button import PushButton
from .session_words import answer_words
from .style_property import set_style_property
from .theme import Theme
from .throw_field import ThrowField

_KEYS = {
    ResumeOperation.NEXT: "Ctrl+Shift+N",
    ResumeOperation.SEND: "Ctrl+Shift+S",
    ResumeOperation.THROW: "Ctrl+Shift+T",
    ResumeOperation.CLOSE: "Ctrl+Shift+W",
}
_LEAST_SAID = 38
"""Design pixels: an outcome of one line is always in sight."""


class DrivePanel(QWidget):
    """Drives one coroutine; what cannot be done is disabled and says why.

    Signals:
        drive_wanted(ResumeCoroutineArguments): the user pressed a control.
    """

    drive_wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._coroutine: Coroutine | None = None
        self._reason = ""
        self.menu_actions: list[QAction] = []
        self._kept_focus = KeptFocus(self)
        self.header = CoroutineHeader(theme)
        self.next_button = self._button("nextButton", self.tr("Next"), ResumeOperation.NEXT)
        self.send_button = self._button("sendButton", self.tr("Send"), ResumeOperation.SEND)
        self.throw_button = self._button("throwButton", self.tr("Throw"), ResumeOperation.THROW)
        self.close_button = self._button("closeButton", self.tr("Close"), ResumeOperation.CLOSE)
        self.send_expression = ExpressionField()
        self.throw_expression = ThrowField()
        self.send_problem = self._problem_label("sendProblem")
        self.throw_problem = self._problem_label("throwProblem")
        self.step_into_body = QCheckBox(self.tr("Step into the body"))
        self.keys_hint = ElidedLabel()
        self.reason_label = QLabel()
        self.outcome_label = OutcomeLabel(theme)
        self.explanation_label = QLabel()
        self._make_fields()
        self._make_labels()
        self._lay_out()
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self.set_reason("")

    # --- building

    def _button(self, name: str, text: str, operation: ResumeOperation) -> QPushButton:
        button = PushButton(text)
        button.setObjectName(name)
        button.setAccessibleName(text)
        button.clicked.connect(lambda: self._drive(operation))
        action = QAction(text, self)
        action.setObjectName(f"actionDrive{operation.value.capitalize()}")
        action.setShortcut(QKeySequence(_KEYS[operation]))
        action.triggered.connect(button.click)
        self.menu_actions.append(action)
        return button

    def _problem_label(self, name: str) -> QLabel:
        label = QLabel()
        label.setObjectName(name)
        label.setProperty("role", "problem")
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.hide()
        return label

    def _make_fields(self) -> None:
        field = self.send_expression
        field.setObjectName("sendExpression")
        field.setAccessibleName(self.tr("Expression to send"))
        field.setPlaceholderText(self.tr("None, or like 'hello'"))
        field.setToolTip(
            self.tr("What is sent, in Python's words; a text needs quotes. Left empty: None.")
        )
        field.submitted.connect(self.send_button.click)
        field.textEdited.connect(lambda: self._show_problem(ResumeOperation.SEND, ""))
        throw = self.throw_expression
        throw.setObjectName("throwExpression")
        throw.setAccessibleName(self.tr("Exception to throw"))
        throw.view().setAccessibleName(throw.accessibleName())
        if (line := throw.lineEdit()) is not None:
            line.setAccessibleName(throw.accessibleName())
        throw.submitted.connect(self.throw_button.click)
        throw.editTextChanged.connect(lambda: self._show_problem(ResumeOperation.THROW, ""))

    def _make_labels(self) -> None:
        self.step_into_body.setObjectName("stepIntoBody")
        self.step_into_body.setToolTip(self.tr("Stop at the first line that runs inside"))
        self.keys_hint.setText(self.tr("Enter sends · ↑ recalls"))
        self.keys_hint.setProperty("role", "small")
        for label, name, role in (
            (self.reason_label, "driveReason", "advice"),
            (self.explanation_label, "explanationLabel", "muted"),
        ):
            label.setObjectName(name)
            label.setProperty("role", role)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.outcome_label.setObjectName("outcomeLabel")
        self.outcome_label.hide()
        self.explanation_label.hide()

    def _lay_out(self) -> None:
        px = self._theme.px
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(8))
        grid.setVerticalSpacing(px(7))
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.send_button, 0, 0)
        grid.addWidget(self.send_expression, 0, 1)
        grid.addWidget(self.next_button, 0, 2)
        grid.addWidget(self.send_problem, 1, 1, 1, 2)
        grid.addWidget(self.throw_button, 2, 0)
        grid.addWidget(self.throw_expression, 2, 1)
        grid.addWidget(self.close_button, 2, 2)
        grid.addWidget(self.throw_problem, 3, 1, 1, 2)
        options = QHBoxLayout()
        options.addWidget(self.step_into_body)
        options.addWidget(self.keys_hint, 1)
        controls = QVBoxLayout()
        controls.setContentsMargins(px(10), px(9), px(10), px(4))
        controls.setSpacing(px(7))
        controls.addLayout(grid)
        controls.addLayout(options)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(controls)
        layout.addWidget(self._said(), 1)

    def _said(self) -> QScrollArea:
        """Long outcomes and explanations scroll, so that the controls keep their place."""
        px = self._theme.px
        said = QWidget()
        said.setProperty("role", "panel")
        column = QVBoxLayout(said)
        column.setContentsMargins(px(10), px(3), px(10), px(8))
        column.setSpacing(px(7))
        for label in (self.reason_label, self.outcome_label, self.explanation_label):
            column.addWidget(label)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._said_area = area
        area.setWidget(said)
        said.setAutoFillBackground(False)  # the panel's own ground shows through
        area.viewport().setAutoFillBackground(False)
        return area

    # --- taking values

    @property
    def coroutine(self) -> Coroutine | None:
        """The coroutine that is driven."""
        return self._coroutine

    def set_coroutine(self, coroutine: Coroutine | None) -> None:
        """Choose the coroutine that is driven."""
        other = coroutine is None or self._coroutine is None or coroutine.id != self._coroutine.id
        self._coroutine = coroutine
        self.header.set_coroutine(coroutine)
        if other:
            self._clear_outcome()
        self._update_controls()

    def set_reason(self, reason: str) -> None:
        """Say why nothing can be driven now; empty when it can."""
        self._reason = reason
        self._update_controls()

    def set_script_exceptions(self, names: Sequence[str]) -> None:
        """Offer the script's own exceptions before the builtin ones."""
        self.throw_expression.set_names(names)

    def show_under_way(self, arguments: ResumeCoroutineArguments) -> None:
        """Say that an operation on the coroutine has begun."""
        if not self._is_about(arguments):
            return
        self._clear_outcome()
        self.outcome_label.set_plain(under_way_words(arguments))
        self.outcome_label.show()

    def show_stopped_inside(self, arguments: ResumeCoroutineArguments) -> None:
        """Say that an operation has not come to its end, and how to go on."""
        if not self._is_about(arguments):
            return
        self.show_under_way(arguments)
        self.explanation_label.setText(
            self.tr(
                "The program is paused inside. Step over (F10) goes on line by line, Continue (F5) "
                "until control is back."
            )
        )
        self.explanation_label.show()

    def show_result(self, result: DriveResult) -> None:
        """Show what came of an operation: its outcome, or the error at its field."""
        if not self._is_about(result.arguments):
            return
        if result.body is None:
            self._clear_outcome()
            words = answer_words(result.error or "")
            hint = expression_hint(result.arguments.expression or "", words)
            self._show_problem(result.arguments.operation, f"{words}\n{hint}".strip())
            return
        self._clear_problems()
        self.outcome_label.set_sentence(outcome_sentence(result.arguments, result.body))
        self.outcome_label.show()
        error = result.body.exception
        words = explanation(error.explanation if error else result.body.explanation)
        self.explanation_label.setText(words)
        self.explanation_label.setVisible(bool(words))

    def _is_about(self, arguments: ResumeCoroutineArguments) -> bool:
        return self._coroutine is not None and arguments.coroutine_id == self._coroutine.id

    def _clear_outcome(self) -> None:
        self.outcome_label.set_plain("")
        self.outcome_label.hide()
        self.explanation_label.setText("")
        self.explanation_label.hide()
        self._clear_problems()

    def _clear_problems(self) -> None:
        for operation in (ResumeOperation.SEND, ResumeOperation.THROW):
            self._show_problem(operation, "")

    def _show_problem(self, operation: ResumeOperation, text: str) -> None:
        if operation is ResumeOperation.SEND:
            label = self.send_problem
            self.send_expression.set_problem(text)
        elif operation is ResumeOperation.THROW:
            label = self.throw_problem
            self.throw_expression.set_problem(text)
        else:
            self.explanation_label.setText(text)
            self.explanation_label.setVisible(bool(text))
            return
        label.setText(text)
        label.setVisible(bool(text))

    def _update_controls(self) -> None:
        reason = self._reason or why_not(self._coroutine)
        with self._kept_focus.while_changing():
            self._enable_controls(reason)
        self.reason_label.setText(reason)
        self.reason_label.setVisible(bool(reason))
        self._mark_primary()

    def _enable_controls(self, reason: str) -> None:
        for button, operation in (
            (self.next_button, ResumeOperation.NEXT),
            (self.send_button, ResumeOperation.SEND),
            (self.throw_button, ResumeOperation.THROW),
            (self.close_button, ResumeOperation.CLOSE),
        ):
            button.setEnabled(not reason)
            button.setToolTip(reason or operation_hint(operation))
            button.setAccessibleDescription(reason or operation_hint(operation))
        for action in self.menu_actions:
            action.setEnabled(not reason)
        # The fields stay open for typing: an expression may be prepared while the program runs.
        self.step_into_body.setEnabled(not reason)

    def _mark_primary(self) -> None:
        """Let the control stand out that a person most likely wants next."""
        coroutine = self._coroutine
        takes_values = coroutine is not None and coroutine.role in (Role.CONSUMES, Role.BOTH)
        sends = (
            takes_values and coroutine is not None and coroutine.state is not CoroutineState.CREATED
        )
        state = None if coroutine is None else coroutine.state
        waits = state in (None, CoroutineState.CREATED, CoroutineState.SUSPENDED)
        for button, primary in (
            (self.send_button, waits and sends),
            (self.next_button, waits and not sends),
        ):
            set_style_property(button, "role", "primary" if primary else "")

    # --- what the user does

    def _drive(self, operation: ResumeOperation) -> None:
        if self._coroutine is None:
            return
        expression = None
        if operation is ResumeOperation.SEND:
            expression = self.send_expression.text().strip() or "None"
            self.send_expression.remember(self.send_expression.text().strip())
        elif operation is ResumeOperation.THROW:
            expression = self.throw_expression.currentText().strip()
            self.throw_expression.remember(expression)
        self.drive_wanted.emit(
            ResumeCoroutineArguments(
                self._coroutine.id,
                operation,
                expression=expression,
                step_in=self.step_into_body.isChecked(),
            )
        )

    def _on_theme_changed(self) -> None:
        for field in (self.send_expression, self.throw_expression):
            field.setFont(self._theme.mono_font())
        self._said_area.setMinimumHeight(self._theme.px(_LEAST_SAID))
