"""One run of a script: from the start of its process to the end of it."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QTcpSocket

from coro_debugger.protocol.bundle import default_python
from coro_debugger.protocol.commands import Arguments, LaunchArguments
from coro_debugger.protocol.events import EventBody, Initialized, Output
from coro_debugger.protocol.launch import UNSUPPORTED_PYTHON_STATUS, debuggee_command
from coro_debugger.protocol.launch_check import LaunchProblem, find_problem

from .agent_listener import AgentListener
from .conversation import ENDED, Conversation
from .debuggee_process import DebuggeeProcess
from .values import FailureKind, ProcessEnd, Remark, SessionFailure

B = TypeVar("B")

_CONNECT_MILLISECONDS = 10_000
_HANG_UP_MILLISECONDS = 500
_MAX_ERROR_TEXT = 20_000

_FAILURES = {
    LaunchProblem.FOLDER_MISSING: FailureKind.FOLDER_MISSING,
    LaunchProblem.PROGRAM_MISSING: FailureKind.SCRIPT_MISSING,
    LaunchProblem.PROGRAM_IS_FOLDER: FailureKind.SCRIPT_IS_FOLDER,
    LaunchProblem.PYTHON_MISSING: FailureKind.INTERPRETER_MISSING,
}

_ABOUT_THE_INTERPRETER = (
    FailureKind.INTERPRETER_MISSING,
    FailureKind.INTERPRETER_TOO_OLD,
    FailureKind.CANNOT_START,
    FailureKind.DIED_AT_START,
    FailureKind.NEVER_CONNECTED,
)


class DebuggeeRun(QObject):
    """A process, its agent's call back, and the conversation with it.

    Signals:
        initialized(): breakpoints can be set; configurationDone then runs the script.
        output_received(Output): what the program wrote, before any event that came after it.
        event_received(EventBody): every other event of the agent.
        detached(): the agent has hung up, the program runs on.
        remarked(Remark): something that the person should know.
        failed(SessionFailure): the script could not be begun, or the agent talked nonsense.
        ended(ProcessEnd | None): the last signal; None if no process ever was.
    """

    initialized = Signal()
    output_received = Signal(object)
    event_received = Signal(object)
    detached = Signal()
    remarked = Signal(object)
    failed = Signal(object)
    ended = Signal(object)

    def __init__(self, arguments: LaunchArguments, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._arguments = arguments
        self._conversation: Conversation | None = None
        self._error_text = ""
        self._has_begun = False
        self._has_failed = False
        self._is_stopping = False
        self._listener = AgentListener(self)
        self._listener.greeted.connect(self._on_greeted)
        self._listener.turned_away.connect(self._on_turned_away)
        self._process = DebuggeeProcess(self)
        self._process.output_received.connect(self._on_output_received)
        self._process.not_started.connect(self._on_not_started)
        self._process.ended.connect(self._on_process_ended)
        self._connect_timer = QTimer(self, singleShot=True)
        self._connect_timer.timeout.connect(self._on_too_late)

    # --- what the session asks for -----------------------------------------------------------

    def start(self) -> None:
        """Start the process; how that went is told by the signals, never before this returns."""
        QTimer.singleShot(0, self, self._start)

    def request(
        self,
        arguments: Arguments[B],
        on_body: Callable[[B], None],
        on_error: Callable[[str], None] | None = None,
    ) -> int | None:
        """Ask the agent; `on_error` gets "ended" when there is none (any more)."""
        if self._conversation:
            return self._conversation.request(arguments, on_body, on_error)
        if on_error:
            QTimer.singleShot(0, self, lambda: on_error(ENDED))
        return None

    def write_stdin(self, text: str) -> None:
        """Give the program ``text`` to read."""
        self._process.write(text.encode("utf-8", "replace"))

    def close_stdin(self) -> None:
        """Let the program read the end of its input."""
        self._process.close_input()

    def stop(self) -> None:
        """End the process within half a second; `ended` follows."""
        self._is_stopping = True
        self._process.terminate()
        self._leave_conversation()

    def finish(self, arguments: Arguments[B], milliseconds: int) -> None:
        """Ask the agent to let the process end by itself; kill it if that takes longer."""
        self._is_stopping = True
        self.request(arguments, lambda _: None)
        self._process.kill_after(milliseconds)
        self._leave_conversation()

    def kill_and_wait(self, milliseconds: int) -> None:
        """End the process now, before this returns."""
        self._is_stopping = True
        self._process.kill_and_wait(milliseconds)

    # --- the start ---------------------------------------------------------------------------

    def _start(self) -> None:
        if self._is_stopping:
            self.ended.emit(None)
            return
        environment = _inherited()
        if problem := find_problem(self._arguments, environment):
            self._fail_unstarted(_FAILURES[problem], "")
            return
        try:
            command = debuggee_command(self._arguments, self._listener.listen(), environment)
        except OSError as error:
            self._fail_unstarted(FailureKind.CANNOT_START, str(error))
            return
        self._listener.expect(command.is_greeted)
        self._connect_timer.start(_CONNECT_MILLISECONDS)
        self._process.start(command)

    def _on_not_started(self, why: str) -> None:
        self._fail_unstarted(FailureKind.CANNOT_START, why)

    def _fail_unstarted(self, kind: FailureKind, details: str) -> None:
        self._fail(kind, details)
        self.ended.emit(None)

    def _on_greeted(self, socket: QTcpSocket) -> None:
        self._conversation = Conversation(socket, self)
        self._conversation.about_to_deliver.connect(self._process.drain_output)
        self._conversation.event_received.connect(self._on_event_received)
        self._conversation.violated.connect(self._on_violated)
        self._conversation.closed.connect(self._on_closed)
        self._conversation.fell_silent.connect(self._on_fell_silent)
        self._conversation.spoke_again.connect(self._on_spoke_again)
        self.request(self._arguments, lambda _: None, self._on_launch_refused)
        self._conversation.begin()

    def _on_turned_away(self) -> None:
        self.remarked.emit(Remark.TURNED_AWAY)

    def _on_launch_refused(self, why: str) -> None:
        if why != ENDED:
            self._fail(FailureKind.LAUNCH_REFUSED, why)
            self._process.kill()

    def _on_too_late(self) -> None:
        self._fail(FailureKind.NEVER_CONNECTED, self._error_text)
        self._process.kill()

    # --- while it runs -----------------------------------------------------------------------

    def _on_output_received(self, output: Output) -> None:
        if not self._has_begun and output.category == "stderr":
            self._error_text = (self._error_text + output.output)[-_MAX_ERROR_TEXT:]
        self.output_received.emit(output)

    def _on_event_received(self, body: EventBody) -> None:
        match body:
            case Initialized():
                self._has_begun = True
                self._connect_timer.stop()
                self.initialized.emit()
            case Output():
                self.output_received.emit(body)
            case _:
                self.event_received.emit(body)

    def _on_violated(self, why: str) -> None:
        self._process.kill()
        self._end_conversation()
        self._fail(FailureKind.PROTOCOL_VIOLATION, why)

    def _on_fell_silent(self) -> None:
        self.remarked.emit(Remark.SILENT)

    def _on_spoke_again(self) -> None:
        self.remarked.emit(Remark.ANSWERS)

    def _on_closed(self) -> None:
        self._end_conversation()
        self.detached.emit()
        # A program that ends hangs up first.
        QTimer.singleShot(_HANG_UP_MILLISECONDS, self, self._on_line_gone)

    def _on_line_gone(self) -> None:
        if self._process.process_id and not self._is_stopping:
            self._fail(FailureKind.LINE_CUT, "")

    # --- the end -----------------------------------------------------------------------------

    def _on_process_ended(self, end: ProcessEnd) -> None:
        self._connect_timer.stop()
        self._listener.close()
        if self._conversation and not self._is_stopping:
            self._conversation.read_rest()
        self._end_conversation()
        if not (self._has_begun or self._has_failed or self._is_stopping):
            too_old = end.exit_status == UNSUPPORTED_PYTHON_STATUS
            kind = FailureKind.INTERPRETER_TOO_OLD if too_old else FailureKind.DIED_AT_START
            self._fail(kind, self._error_text, end.exit_status)
        self.ended.emit(end)

    def _leave_conversation(self) -> None:
        """What is still on its way would only be taken in to be thrown away."""
        if self._conversation:
            self._conversation.leave()

    def _end_conversation(self) -> None:
        if self._conversation:
            conversation, self._conversation = self._conversation, None
            conversation.end()

    def _fail(self, kind: FailureKind, details: str, exit_status: int | None = None) -> None:
        self._has_failed = True
        self._connect_timer.stop()
        self._listener.close()
        subject = self._arguments.program
        if kind is FailureKind.FOLDER_MISSING:
            subject = self._arguments.cwd or ""
        elif kind in _ABOUT_THE_INTERPRETER:
            subject = self._arguments.python or default_python()
        self.failed.emit(SessionFailure(kind, subject, details, exit_status))


def _inherited() -> dict[str, str]:
    """Return this process's environment without what PySide put there when it was loaded."""
    name = "PYSIDE6_OPTION_PYTHON_ENUM"
    environment = dict(os.environ)
    if environment.get(name) == "True":
        del environment[name]
    return environment
