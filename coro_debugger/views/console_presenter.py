"""Connects the console with the program: output, input, evaluation, completion."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ..protocol.commands import (
    CompletionsArguments,
    CompletionsBody,
    EvaluateArguments,
    EvaluateBody,
)
from ..protocol.events import Output
from ..session.debug_session import DebugSession
from ..session.state import SessionState
from .console import ConsolePanel
from .console_mode import ConsoleMode
from .inspection_presenter import InspectionPresenter
from .source_presenter import SourcePresenter

_STDIN = frozenset({SessionState.STARTING, SessionState.RUNNING, SessionState.DRIVING})


class ConsolePresenter(QObject):
    """The input line is standard input while the program runs, a prompt while it stands still."""

    def __init__(
        self,
        console: ConsolePanel,
        session: DebugSession,
        source: SourcePresenter,
        inspection: InspectionPresenter,
    ) -> None:
        super().__init__(console)
        self._console = console
        self._session = session
        self._source = source
        self._inspection = inspection
        session.output_received.connect(self._on_output_received)
        session.state_changed.connect(self._on_state_changed)
        console.stdin_submitted.connect(session.write_stdin)
        console.eof_requested.connect(session.close_stdin)
        console.evaluation_submitted.connect(self._on_evaluation_submitted)
        console.completions_wanted.connect(self._on_completions_wanted)
        self._on_state_changed(session.state)

    def _frame_id(self) -> int | None:
        frame = self._source.frame
        return frame.id if frame else None

    def _on_output_received(self, output: Output) -> None:
        self._console.append(output.category, output.output)

    def _on_state_changed(self, state: SessionState) -> None:
        if state.is_stopped:
            self._console.set_mode(ConsoleMode.EVALUATE)
        elif state in _STDIN:
            self._console.set_mode(ConsoleMode.STDIN)
        else:
            self._console.set_mode(ConsoleMode.OFF)

    def _on_evaluation_submitted(self, expression: str) -> None:
        def on_body(body: EvaluateBody) -> None:
            self._console.show_evaluation(expression, body.result)
            self._inspection.refresh_frame()

        def on_error(message: str) -> None:
            self._console.show_evaluation(expression, message, is_error=True)

        self._session.request(
            EvaluateArguments(expression, self._frame_id(), "repl"), on_body, on_error
        )

    def _on_completions_wanted(self, text: str, column: int) -> None:
        def on_body(body: CompletionsBody) -> None:
            self._console.show_completions(body.targets)

        self._session.request(CompletionsArguments(text, column, self._frame_id()), on_body)
