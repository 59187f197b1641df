"""Runs and steps: connects the actions with the session and says what happens."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from ..models.drive_words import announcement, short_outcome
from ..models.visible_text import file_name
from ..models.words import coroutine_name, function_word, kind_word, place_words
from ..protocol.commands import CoroutinesBody, ThreadsBody
from ..protocol.coroutines import Coroutine, CoroutineState, OutcomeKind
from ..protocol.events import Process, Stopped, StopReason
from ..protocol.values import StackFrame
from ..session.debug_session import DebugSession, FirstStop
from ..session.inspector import Inspector, those
from ..session.state import SessionState
from ..session.values import DriveResult, FailureKind, SessionEnd, SessionFailure, StackView
from .actions import Need
from .announcer import announce
from .main_window import MainWindow
from .session_words import (
    answer_words,
    console_end_words,
    failure_words,
    unexpected_end_words,
)
from .source_presenter import SourcePresenter
from .status_sentence import (
    drive_sentence,
    ended_sentence,
    exception_text,
    state_sentence,
    stop_sentence,
)

_MAIN_THREAD = 1
_CONFIGURABLE = (
    FailureKind.FOLDER_MISSING,
    FailureKind.INTERPRETER_MISSING,
    FailureKind.INTERPRETER_TOO_OLD,
    FailureKind.CANNOT_START,
    FailureKind.DIED_AT_START,
)
"""Failures that another configuration of the run may mend."""
_SYNTAX_ERRORS = ("SyntaxError", "IndentationError", "TabError")


class RunPresenter(QObject):
    """Knows what the session does and shows it.

    Signals:
        start_wanted(StartWish): the script is to be run.
    """

    start_wanted = Signal(object, bool)

    def __init__(
        self,
        window: MainWindow,
        session: DebugSession,
        inspector: Inspector,
        source: SourcePresenter,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._source = source
        self._top: StackFrame | None = None
        self._stop: Stopped | None = None
        self._drive: DriveResult | None = None
        self._runs = ""
        self._has_coroutines = True
        self._threads = 0
        self._said_collected = False
        self._before_restart: tuple[list[str], str] | None = None
        self._inspector = inspector
        self._connect_session()
        self._connect_actions()
        inspector.stack_received.connect(self._on_stack_received)
        inspector.coroutine_selected.connect(self._on_coroutine_selected)
        inspector.coroutines_received.connect(self._on_coroutines_received)
        inspector.threads_received.connect(self._on_threads_received)
        self._on_state_changed(session.state)

    def _connect_session(self) -> None:
        session = self._session
        session.state_changed.connect(self._on_state_changed)
        session.script_changed.connect(self._on_script_changed)
        session.launched.connect(self._on_launched)
        session.stopped.connect(self._on_stopped)
        session.resumed.connect(self._on_resumed)
        session.drive_finished.connect(self._on_drive_finished)
        session.failed.connect(self._on_failed)
        session.ended.connect(self._on_ended)

    def _connect_actions(self) -> None:
        window, session = self._window, self._session
        for name, act in (
            ("actionRun", lambda: self.start(None)),
            ("actionRestart", lambda: self.start(None)),
            ("actionContinue", self._on_continue),
            ("actionPause", session.pause),
            ("actionStop", session.stop),
            ("actionStepOver", lambda: self._step("entry", session.step_over)),
            ("actionStepInto", lambda: self._step("entry", session.step_into)),
            ("actionStepOut", session.step_out),
            ("actionNextYield", lambda: self._step("yield", session.next_yield)),
            ("actionRunToLine", self._on_run_to_line),
            ("actionRunUntilResumed", self._on_run_until_resumed),
        ):
            window.actions_[name].triggered.connect(_without_arguments(act))
        window.tabs.run_to_line_wanted.connect(session.run_to_line)

    # --- what the user wants

    def start(self, first_stop: FirstStop, hold_coroutines: bool = False) -> None:
        """Ask for the script to be run, from its start if it runs already."""
        coroutine = self._selected()
        self._before_restart = (coroutine.names, coroutine.qualname) if coroutine else None
        self._window.message_bar.clear()
        self._window.collected_bar.clear()
        self.start_wanted.emit(first_stop, hold_coroutines)

    def _step(self, first_stop: FirstStop, step: Callable[[], None]) -> None:
        if self._session.state is SessionState.PAUSED:
            step()
        else:
            self.start(first_stop)

    def _on_continue(self) -> None:
        if self._session.state is SessionState.ENDED:
            self._session.run_threads_on()
        else:
            self._session.resume()

    def _on_run_to_line(self) -> None:
        view = self._window.tabs.current_view
        if view is not None:
            self._session.run_to_line(self._window.tabs.current_path, view.cursor_line())

    def _on_run_until_resumed(self) -> None:
        if (coroutine := self._selected()) is not None:
            self._session.run_until_resumed(coroutine.id)

    def _selected(self) -> Coroutine | None:
        return self._window.drive.coroutine

    # --- what the session does

    def _on_state_changed(self, state: SessionState) -> None:
        window = self._window
        window.actions_.set_state(state)
        window.menus.set_state(state)
        window.tabs.set_run_to_line_enabled(state is SessionState.PAUSED)
        if state is SessionState.STARTING:  # what it writes comes after this line
            self._runs = self._session.script
            name = file_name(self._runs)
            window.console.append("console", self.tr("[running {0}]").format(name) + "\n")
        if not state.is_stopped:
            window.status.say(state_sentence(state, self._session.script))

    def _on_script_changed(self, script: str) -> None:
        if not self._session.state.has_process:
            self._window.status.say(state_sentence(self._session.state, script))

    def _on_launched(self, process: Process) -> None:
        self._said_collected = False
        self._window.actions_.set_there(Need.THREADS, False)
        words = self.tr("Python {0}, {1}").format(process.python or "", process.engine or "")
        self._window.set_side("console", words.strip(", "))

    def _on_stopped(self, stop: Stopped) -> None:
        self._stop, self._top = stop, None
        self._drive = None
        self._has_coroutines = True  # until the list says otherwise
        self._threads = 0
        if not (stop.text or "").startswith(_SYNTAX_ERRORS):
            # It compiled: what this window's own Python had to say against it does not hold.
            self._window.tabs.clear_problems()
        self._window.status.say(self._stop_sentence(stop, None))

    def _on_threads_received(self, body: ThreadsBody) -> None:
        """Say so where others outlive the script's own thread: it has not quite ended."""
        others = [t for t in body.threads if t.id != _MAIN_THREAD and not t.daemon]
        self._threads = len(others)
        self._window.actions_.set_there(Need.THREADS, bool(others))
        stop = self._session.last_stop
        if others and stop is not None and stop.reason is StopReason.END:
            self._window.status.say(self._stop_sentence(stop, None))

    def _on_resumed(self) -> None:
        self._stop = self._top = None
        self._clear_exception()

    def _on_stack_received(self, stack: StackView) -> None:
        self._top = next(iter(stack.frames), None)
        if self._stop is not None:
            self._say_stop(None)
            if text := exception_text(self._stop):
                self._show_exception(text)

    def _on_coroutine_selected(self, coroutine: Coroutine | None) -> None:
        if self._drive is not None and coroutine is not None:
            self._say_drive(self._drive, coroutine)
        elif (stop := self._stop) is not None:
            self._say_stop(coroutine)
            self._stop = None
            other = stop.coroutine_id
            if coroutine is not None and other is not None and other != coroutine.id:
                self._say_stop_of_other(stop, other)
            else:
                announce(self._window, self._window.status.text())

    def _say_stop_of_other(self, stop: Stopped, coroutine_id: int) -> None:
        """Say what stopped, where another coroutine is pinned."""

        def on_body(body: CoroutinesBody) -> None:
            if self._session.last_stop is stop and body.coroutines:
                self._window.status.say(self._stop_sentence(stop, body.coroutines[0]))
                announce(self._window, self._window.status.text())

        self._session.request(those(coroutine_id), on_body)

    def _say_stop(self, coroutine: Coroutine | None) -> None:
        if self._stop is None:
            return
        if coroutine is not None and coroutine.id != self._stop.coroutine_id:
            coroutine = None
        self._window.status.say(self._stop_sentence(self._stop, coroutine))

    def _stop_sentence(self, stop: Stopped, coroutine: Coroutine | None) -> str:
        return stop_sentence(
            stop,
            self._top,
            coroutine,
            self._session.script,
            has_coroutines=self._has_coroutines,
            threads=self._threads,
        )

    def _on_drive_finished(self, result: DriveResult) -> None:
        self._drive = result if result.body is not None else None
        self._stop = None
        if result.error:
            words = answer_words(result.error)
            self._window.status.say(words)
            announce(self._window, words)

    def _say_drive(self, result: DriveResult, coroutine: Coroutine) -> None:
        if result.body is None or coroutine.id != result.arguments.coroutine_id:
            return
        outcome = short_outcome(result.arguments, result.body)
        name, place = coroutine_name(coroutine), place_words(coroutine)
        self._drive = None
        ended = self._session.state is SessionState.ENDED
        function = function_word(coroutine) if coroutine.line is not None else ""
        sentence = drive_sentence(name, outcome, place, function, ended=ended)
        self._window.status.say(sentence)
        said = announcement(kind_word(coroutine.kind), name, outcome, place)
        announce(self._window, said)

    # --- what deserves more than the sentence

    def _show_exception(self, text: str) -> None:
        frame = self._top
        path = frame.source.path if frame and frame.source else None
        view = self._window.tabs.view(path) if path else None
        words = text
        if frame is not None:
            words = self.tr("{0}, raised at line {1} in {2}").format(text, frame.line, frame.name)
            if view is not None:
                view.show_problem(frame.line, frame.column, text)
        self._window.message_bar.show_notice(words, "bad")

    def _clear_exception(self) -> None:
        self._window.message_bar.clear()
        self._window.tabs.clear_problems()

    def _on_coroutines_received(self, body: CoroutinesBody) -> None:
        if self._session.state is not SessionState.ENDED:
            return
        self._select_as_before(body)
        if not any((*_numbers(body), body.total)):
            self._has_coroutines = False
            stop = self._session.last_stop
            if stop is not None:
                self._window.status.say(self._stop_sentence(stop, None))
        if not self._said_collected:
            # Only the first list after the end tells what the script itself left over.
            self._said_collected = True
            if _all_collected(body):
                self._offer_other_runs()

    def _select_as_before(self, body: CoroutinesBody) -> None:
        """Restart keeps the selection: the same function held by the same name."""
        wanted, self._before_restart = self._before_restart, None
        for coroutine in body.coroutines if wanted else ():
            if (coroutine.names, coroutine.qualname) == wanted:
                self._inspector.select_coroutine(coroutine.id)
                return

    def _offer_other_runs(self) -> None:
        text = self.tr(
            "Every coroutine was collected when the function that held it returned, so there is "
            "none left to drive."
        )
        self._window.collected_bar.show_notice(
            text,
            "neutral",
            [
                (
                    self.tr("Run again, stopping at the first yield"),
                    lambda: self.start("yield"),
                ),
                (
                    self.tr("Run again, keeping coroutines alive"),
                    lambda: self.start(None, hold_coroutines=True),
                ),
            ],
        )

    def _on_failed(self, failure: SessionFailure) -> None:
        words = failure_words(failure)
        actions = None
        if failure.kind in _CONFIGURABLE:
            configure = self._window.actions_["actionConfigure"]
            actions = [(self.tr("Configure…"), configure.trigger)]
            self._window.console.append("console", f"[{words}]\n")  # there it says "running"
        self._window.message_bar.show_notice(words, "bad", actions)
        self._window.status.say(words)

    def _on_ended(self, end: SessionEnd) -> None:
        self._top = self._stop = self._drive = None
        self._window.collected_bar.clear()
        self._window.console.append("console", console_end_words(end) + "\n")
        if self._runs == self._session.script:
            self._window.status.say(ended_sentence(end, self._runs))
        else:  # another was opened meanwhile: the sentence is about that one
            self._on_script_changed(self._session.script)
        words = unexpected_end_words(end)
        if words and not self._window.message_bar.text:
            self._window.message_bar.show_notice(words, "warning")
        announce(self._window, self._window.status.text())


def _numbers(body: CoroutinesBody) -> tuple[int, ...]:
    counts = body.counts
    return counts.running, counts.suspended, counts.created, counts.finished


def _all_collected(body: CoroutinesBody) -> bool:
    """Tell whether there were coroutines, none is alive, and some were never let finish."""
    if any(c.state is not CoroutineState.FINISHED for c in body.coroutines):
        return False
    outcomes = [c.outcome.kind for c in body.coroutines if c.outcome is not None]
    return OutcomeKind.COLLECTED in outcomes


def _without_arguments(act: Callable[[], None]) -> Callable[[], None]:
    """Drop the "checked" that a triggered action passes on."""
    return lambda: act()
