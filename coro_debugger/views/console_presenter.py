"""Connects the console with the program: output, input, evaluation."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from ..protocol.commands import EvaluateArguments, EvaluateBody
from ..protocol.events import Output
from ..session.conversation import ENDED
from ..session.debug_session import DebugSession
from ..session.inspector import Inspector
from ..session.settings import Settings
from ..session.state import SessionState
from .console import ConsolePanel
from .console_mode import ConsoleMode
from .inspection_presenter import InspectionPresenter
from .session_words import answer_words
from .source_presenter import SourcePresenter

_STDIN = frozenset({SessionState.STARTING, SessionState.RUNNING, SessionState.DRIVING})
_LONG_MILLISECONDS = 200


class ConsolePresenter(QObject):
    """The input line is standard input while the program runs, a prompt while it stands still."""

    def __init__(
        self,
        console: ConsolePanel,
        session: DebugSession,
        inspector: Inspector,
        source: SourcePresenter,
        inspection: InspectionPresenter,
        settings: Settings,
    ) -> None:
        super().__init__(console)
        self._console = console
        self._session = session
        self._source = source
        self._inspection = inspection
        self._settings = settings
        self._held: list[str] = []
        self._under_way: list[int | None] = []
        self._busy = QTimer(self, singleShot=True, interval=_LONG_MILLISECONDS)
        self._busy.timeout.connect(lambda: console.set_busy(True))
        self._is_input_closed = False
        session.output_received.connect(self._on_output_received)
        session.state_changed.connect(self._on_state_changed)
        session.ended.connect(self._on_ended)
        inspector.scopes_received.connect(self._on_frame_shown)
        console.stdin_submitted.connect(session.write_stdin)
        console.eof_requested.connect(self._on_eof_requested)
        console.evaluation_submitted.connect(self._on_evaluation_submitted)
        console.cancel_wanted.connect(self._on_cancel_wanted)
        console.input.set_evaluated(settings.console_history)
        console.input.evaluated.connect(self._on_evaluated)
        self._on_state_changed(session.state)

    def _frame_id(self) -> int | None:
        frame = self._source.frame
        return frame.id if frame else None

    def _on_output_received(self, output: Output) -> None:
        self._console.append(output.category, output.output)

    def _on_state_changed(self, state: SessionState) -> None:
        if state.is_stopped:
            self._console.set_mode(ConsoleMode.EVALUATE)
            return
        self._on_cancel_wanted()  # whoever lets the program go on does not wait for it
        if state not in _STDIN:
            self._console.set_mode(ConsoleMode.OFF)
        elif self._is_input_closed:
            reason = self.tr("The input of the program has ended")
            self._console.set_mode(ConsoleMode.OFF, reason)
        else:
            self._console.set_mode(ConsoleMode.STDIN)

    def _on_eof_requested(self) -> None:
        self._session.close_stdin()
        self._is_input_closed = True
        self._on_state_changed(self._session.state)

    def _on_ended(self) -> None:
        self._held.clear()
        self._is_input_closed = False
        self._console.input.forget_draft(ConsoleMode.STDIN)

    def _on_evaluation_submitted(self, expression: str) -> None:
        if self._session.state is SessionState.DRIVING or self._inspection.awaits_frame:
            self._held.append(expression)  # the prompt is there during short drives as well
        else:
            self._evaluate(expression)

    def _on_frame_shown(self) -> None:
        held, self._held = self._held, []
        for expression in held:
            self._evaluate(expression)

    def _evaluate(self, expression: str) -> None:
        request: list[int | None] = []

        def on_body(body: EvaluateBody) -> None:
            finish()
            self._console.show_evaluation(expression, body.result)
            self._inspection.refresh_frame()

        def on_error(message: str) -> None:
            finish()
            self._console.show_evaluation(expression, answer_words(message), is_error=True)
            if message != ENDED:
                self._inspection.refresh_frame()

        def finish() -> None:
            self._under_way = [r for r in self._under_way if r not in request]
            if not self._under_way:
                self._busy.stop()
                self._console.set_busy(False)

        arguments = EvaluateArguments(expression, self._frame_id(), "repl")
        request.append(self._session.request(arguments, on_body, on_error))
        self._under_way += request
        self._busy.start()

    def _on_cancel_wanted(self) -> None:
        for request in self._under_way:
            self._session.cancel(request)

    def _on_evaluated(self, lines: tuple[str, ...]) -> None:
        self._settings.console_history = list(lines)
