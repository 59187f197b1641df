"""The one session of the window: what the script does, and every way to make it do something."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from coro_debugger.protocol.commands import (
    Arguments,
    CancelArguments,
    ConfigurationDoneArguments,
    ContinueArguments,
    ContinueToArguments,
    ContinueToEvent,
    CoroutineBreakpoint,
    LaunchArguments,
    NextArguments,
    PauseArguments,
    ResumeCoroutineArguments,
    ResumeCoroutineBody,
    StepInArguments,
    StepOutArguments,
)
from coro_debugger.protocol.events import (
    BreakpointChanged,
    Continued,
    CoroutinesChanged,
    EventBody,
    Output,
    Process,
    Stopped,
    StopReason,
)
from coro_debugger.protocol.values import Source, SourceBreakpoint

from .breakpoints import Breakpoints
from .conversation import ENDED
from .debuggee_run import DebuggeeRun
from .drive_stack import DriveStack
from .state import SessionState
from .told_state import ToldState
from .values import DriveResult, ProcessEnd, SessionEnd, SessionFailure

B = TypeVar("B")

FirstStop = Literal["entry", "yield"] | None

_FINISH_MILLISECONDS = 500
_SHUTDOWN_MILLISECONDS = 1000


@dataclass(frozen=True)
class _Launch:
    arguments: LaunchArguments
    first_stop: FirstStop


class DebugSession(QObject):
    """Runs one script at a time and drives it.

    A command that the state does not allow does nothing. The process is ended with the application.

    Signals:
        state_changed(SessionState): told of a drive, and of stopping, only if that lasts.
        script_changed(str): another script is open.
        launched(Process): the script is about to run.
        stopped(Stopped): it stands still; all it wrote before was told before.
        resumed(): it runs again.
        output_received(Output)
        coroutines_changed(CoroutinesChanged): a hint to ask again.
        breakpoint_changed(BreakpointChanged)
        breakpoints_set(BreakpointsSet): the answer about the breakpoints of one file.
        coroutine_breakpoints_set(CoroutineBreakpointsSet): the answer about those on events.
        drive_finished(DriveResult): a coroutine was driven, or its expression failed.
        asked(): something is about to be asked of the program.
        remarked(Remark): something happened beside the program.
        failed(SessionFailure): it could not be begun, or the conversation broke off.
        ended(SessionEnd): the process is gone (it is not told of one that never was).
    """

    state_changed = Signal(object)
    script_changed = Signal(object)
    launched = Signal(object)
    stopped = Signal(object)
    resumed = Signal()
    output_received = Signal(object)
    coroutines_changed = Signal(object)
    breakpoint_changed = Signal(object)
    breakpoints_set = Signal(object)
    coroutine_breakpoints_set = Signal(object)
    drive_finished = Signal(object)
    asked = Signal()
    remarked = Signal(object)
    failed = Signal(object)
    ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._told = ToldState(SessionState.NO_SCRIPT, self)
        self._told.changed.connect(self.state_changed)
        self._script = ""
        self._breakpoints = Breakpoints(self.request, self)
        self._breakpoints.lines_set.connect(self.breakpoints_set)
        self._breakpoints.events_set.connect(self.coroutine_breakpoints_set)
        self._run: DebuggeeRun | None = None
        self._launch: _Launch | None = None
        self._next_launch: _Launch | None = None
        self._last_stop: Stopped | None = None
        self._script_status: int | None = None
        self._drives = DriveStack()
        application = QCoreApplication.instance()
        if application:
            application.aboutToQuit.connect(self.shut_down)

    @property
    def state(self) -> SessionState:
        """What the session is doing."""
        return self._told.now

    @property
    def script(self) -> str:
        """The path of the open script, "" if there is none."""
        return self._script

    @property
    def last_stop(self) -> Stopped | None:
        """The stop that the program stands at; None while it does not run or runs."""
        return self._last_stop

    # --- the script and its process ------------------------------------------------------------

    def open_script(self, path: str) -> None:
        """Open a script without running it; one that runs is ended."""
        self._next_launch = None
        self._launch = None
        self.stop()
        self._script = path
        if not self.state.has_process:
            self._told.set(SessionState.READY)
        self.script_changed.emit(path)

    def start(self, arguments: LaunchArguments, first_stop: FirstStop = None) -> None:
        """Run the script, from the start if it runs already.

        ``first_stop``: stop at its first line ("entry") or at the first yield of all ("yield").
        """
        launch = _Launch(arguments, first_stop)
        if self._run:
            self._next_launch = launch
            self.stop()
        else:
            self._begin(launch)

    def restart(self) -> None:
        """Run the script once more, with the same arguments and no first stop."""
        if self._launch:
            self.start(self._launch.arguments)

    def stop(self) -> None:
        """End the process and all that it started; done within a second."""
        if not self._run or self.state is SessionState.STOPPING:
            return
        at_end = self._last_stop if self.state is SessionState.ENDED else None
        self._told.set_for_a_moment(SessionState.STOPPING)
        if at_end:
            # The script is over: its exit handlers may still have their turn, and its own status.
            self._run.finish(ContinueArguments(at_end.thread_id), _FINISH_MILLISECONDS)
        else:
            self._run.stop()

    def shut_down(self) -> None:
        """End the process at once, before this returns; for when the application ends."""
        self._next_launch = None
        if self._run:
            self._run.kill_and_wait(_SHUTDOWN_MILLISECONDS)

    def write_stdin(self, text: str) -> None:
        """Give the program ``text`` to read."""
        if self._run:
            self._run.write_stdin(text)

    def close_stdin(self) -> None:
        """Let the program read the end of its input."""
        if self._run:
            self._run.close_stdin()

    # --- running -------------------------------------------------------------------------------

    def pause(self) -> None:
        """Stop the program where it is."""
        if self.state.is_running:
            self.request(PauseArguments(1), _ignore)

    def resume(self) -> None:
        """Run on."""
        self._go(ContinueArguments)

    def run_threads_on(self) -> None:
        """Where the script has ended, let its other threads run; the process ends with them."""
        self._go(ContinueArguments, SessionState.ENDED)

    def step_over(self) -> None:
        """Go to the next line of this frame, or of the resumer."""
        self._go(NextArguments)

    def step_into(self) -> None:
        """Go to the next line of user code wherever control goes."""
        self._go(StepInArguments)

    def step_out(self) -> None:
        """Go to the next line of the resumer or caller."""
        self._go(StepOutArguments)

    def next_yield(self) -> None:
        """Go to the next suspension of any coroutine."""
        self._go(lambda thread: ContinueToArguments(ContinueToEvent.YIELD, thread))

    def run_to_line(self, path: str, line: int) -> None:
        """Go to a line."""
        source = Source(path=path)
        self._go(
            lambda thread: ContinueToArguments(
                ContinueToEvent.LINE, thread, source=source, line=line
            )
        )

    def run_until_resumed(self, coroutine_id: int) -> None:
        """Go to the next resumption of a coroutine."""
        self._go(lambda thread: ContinueToArguments(ContinueToEvent.RESUME, thread, coroutine_id))

    def drive(self, arguments: ResumeCoroutineArguments) -> None:
        """Resume a coroutine by hand; `drive_finished` tells what came of it."""
        if not self.state.is_stopped:
            return
        drive = self._drives.begin(self.state, self._last_stop)
        self._told.set_for_a_moment(SessionState.DRIVING)

        def finish(body: ResumeCoroutineBody | None, error: str | None) -> None:
            if error != ENDED:
                self._drives.end(drive)
                self._last_stop = drive.outer_stop
                self._told.set(drive.outer_state)
            self.drive_finished.emit(DriveResult(arguments, body, error))

        self.request(arguments, lambda body: finish(body, None), lambda why: finish(None, why))

    # --- talking to the program ----------------------------------------------------------------

    def set_breakpoints(self, path: str, breakpoints: list[SourceBreakpoint]) -> None:
        """Replace the line breakpoints of a file, for this run and every later one."""
        self._breakpoints.set_lines(path, breakpoints)

    def set_exception_filters(self, filters: list[str]) -> None:
        """Replace the exception filters (raised, uncaught; at first: uncaught)."""
        self._breakpoints.set_filters(filters)

    def set_coroutine_breakpoints(self, breakpoints: list[CoroutineBreakpoint]) -> None:
        """Replace the coroutine breakpoints."""
        self._breakpoints.set_events(breakpoints)

    def request(
        self,
        arguments: Arguments[B],
        on_body: Callable[[B], None],
        on_error: Callable[[str], None] | None = None,
    ) -> int | None:
        """Ask the program anything; one of the callbacks is called, never before this returns.

        ``on_error`` gets the program's words, or "ended" if it ends before it answers. Returns
        what `cancel` takes.
        """
        self.asked.emit()
        if self._run:
            return self._run.request(arguments, on_body, on_error)
        if on_error:
            QTimer.singleShot(0, self, lambda: on_error(ENDED))
        return None

    def cancel(self, request: int | None) -> None:
        """Cut short what a request evaluates or drives; it then fails with "cancelled"."""
        if request is not None and self._run:
            self._run.request(CancelArguments(request), _ignore)

    # --- inside --------------------------------------------------------------------------------

    def _begin(self, launch: _Launch) -> None:
        wants_stop = launch.first_stop is not None
        arguments = dataclasses.replace(launch.arguments, keep_alive=True, stop_on_entry=wants_stop)
        self._launch = launch
        self._script = launch.arguments.program
        self._drives.clear()
        run = self._run = DebuggeeRun(arguments, self)
        run.initialized.connect(self._on_initialized)
        run.output_received.connect(self.output_received)
        run.event_received.connect(self._on_event_received)
        run.detached.connect(self._on_detached)
        run.remarked.connect(self.remarked)
        run.failed.connect(self._on_failed)
        run.ended.connect(self._on_run_ended)
        self._told.set(SessionState.STARTING)
        run.start()

    def _on_initialized(self) -> None:
        self._breakpoints.send_all()
        self.request(ConfigurationDoneArguments(), lambda _: self._on_configured())

    def _on_configured(self) -> None:
        if self.state is SessionState.STARTING:
            self._told.set(SessionState.RUNNING)

    def _go(
        self,
        make: Callable[[int], Arguments[Any]],
        wanted: SessionState = SessionState.PAUSED,
    ) -> None:
        stop = self._last_stop
        if self.state is not wanted or stop is None:
            return
        self._last_stop = None
        self._drives.go_on()
        self._told.set(SessionState.DRIVING if self._drives else SessionState.RUNNING)
        self.resumed.emit()
        self.request(make(stop.thread_id), _ignore, lambda why: self._on_stayed(stop, why))

    def _on_stayed(self, stop: Stopped, why: str) -> None:
        if why != ENDED:
            self.output_received.emit(Output(why + "\n", "important"))
            self._on_stopped(stop)

    def _on_event_received(self, body: EventBody) -> None:
        match body:
            case Stopped():
                self._on_stopped(body)
            case Process():
                self._on_configured()
                self.launched.emit(body)
            case CoroutinesChanged():
                self.coroutines_changed.emit(body)
            case BreakpointChanged():
                self.breakpoint_changed.emit(body)
            case Continued() if self.state is SessionState.PAUSED:
                self._last_stop = None
                self._told.set(SessionState.RUNNING)
                self.resumed.emit()

    def _on_stopped(self, stop: Stopped) -> None:
        if self.state is SessionState.STOPPING:
            return
        launch = self._launch
        if stop.reason is StopReason.ENTRY and launch and launch.first_stop == "yield":
            # Nobody asked for this stop: the way to the first yield begins here.
            go_on = ContinueToArguments(ContinueToEvent.YIELD, stop.thread_id)
            self.request(go_on, _ignore)
            return
        self._last_stop = stop
        if self._drives.is_repeat():
            return
        at_end = stop.reason is StopReason.END
        if at_end:
            self._script_status = stop.exit_status
        self._told.set(SessionState.ENDED if at_end else SessionState.PAUSED)
        self.stopped.emit(stop)

    def _on_detached(self) -> None:
        if self.state.is_stopped or self.state is SessionState.DRIVING:
            self._last_stop = None
            self._told.set(SessionState.RUNNING)

    def _on_failed(self, failure: SessionFailure) -> None:
        self.failed.emit(failure)

    def _on_run_ended(self, end: ProcessEnd | None) -> None:
        was_asked = self.state is SessionState.STOPPING
        self._last_stop = None
        status, self._script_status = self._script_status, None
        if self._run:
            self._run.deleteLater()
            self._run = None
        self._told.set(SessionState.READY)
        if end:
            self.ended.emit(SessionEnd(end.exit_status, end.signal, was_asked, status))
        launch, self._next_launch = self._next_launch, None
        if launch:
            self._begin(launch)


def _ignore(_: object) -> None:
    pass
