"""Puts the agent together, talks to the client until the script may run, and runs it."""

from __future__ import annotations

import sys
from _thread import get_ident
from gc import collect as collect_garbage
from itertools import count
from os import _exit as exit_now
from os import environ, getpgrp, getpid, killpg
from signal import SIGKILL

from ..protocol.commands import (
    BreakpointsBody,
    ConfigurationDoneArguments,
    DisconnectArguments,
    InitializeArguments,
    LaunchArguments,
    Nothing,
    SetBreakpointsArguments,
    SetCoroutineBreakpointsArguments,
    SetExceptionBreakpointsArguments,
    TerminateArguments,
)
from ..protocol.events import BreakpointChanged, Initialized, Output, Process
from ..protocol.values import Breakpoint, Capabilities
from .breakpoint_conditions import BreakpointConditions
from .breakpoints import Breakpoints
from .connection import Connection, ConnectionEnded
from .control import Control, StopState
from .coroutine_objects import state_of
from .coroutine_queries import CoroutineQueries
from .decisions import Decisions
from .discovery import Discovery
from .driving import Driving
from .exception_words import ExceptionWords
from .fork_watch import ForkWatch
from .frame_table import FrameTable
from .history import History
from .listening import Listening, ListeningEnds
from .looking import Looking
from .names import user_namespaces
from .program import Program
from .raised_errors import RaisedErrors
from .registry import Registry
from .running import Running
from .server import Server, prepare_messages
from .threads import Threads
from .traceback_text import traceback_text
from .tracing.choice import choose_tracer
from .type_facts import traceback_of
from .user_work import UserWork
from .value_renderer import ValueRenderer
from .variable_store import VariableStore
from .watcher import Watcher

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_CONNECT_VARIABLE = "CORO_DEBUGGER_CONNECT"


class Agent:
    """All parts of the agent and what connects them."""

    def __init__(self, connection: Connection, program: Program) -> None:
        ids = count(1)
        self._connection = connection
        self._program = program
        self._new_id: Callable[[], int] = ids.__next__
        self._configured = False
        self._is_alone = False
        self._launched: LaunchArguments | None = None
        self.server = Server(connection)
        self.threads = Threads(self._new_id, self.server.send_event)
        self.control = Control(self.server.send_event, self.threads)
        self.history = History()
        self.registry = Registry(self._new_id, self._collected, self._closed_unheard)
        self.discovery = Discovery(self.registry, self._namespaces)
        self.conditions = BreakpointConditions(self.server.send_event, self._breakpoint_changed)
        self.breakpoints = Breakpoints(self.conditions, self._breakpoint_changed)
        self.decisions = Decisions(self.control, self.breakpoints, self.registry)
        self.errors = RaisedErrors(self.history)
        self.watcher = Watcher(
            self.registry, self.discovery, self.history, self.decisions, self.control, self.errors
        )
        self.tracer = choose_tracer(self.watcher)
        self.decisions.tracer = self.conditions.tracer = self.tracer
        self.breakpoints.tells_creation = self.tracer.TELLS_CREATION
        self._connect_parts()

    def _connect_parts(self) -> None:
        renderer = ValueRenderer(self._guard, self._coroutine_text)
        store = VariableStore(renderer, self._coroutine_id)
        words = ExceptionWords(renderer.call_silenced, self.errors.worded)
        self.frames = FrameTable(self.control, self.registry, count(1).__next__)
        self.running = Running(self.control, self.decisions, self.breakpoints, self.registry)
        self.work = UserWork(self.control, self.tracer, self.running, self.server, self._connection)
        self.looking = Looking(
            self.control,
            self.registry,
            self.frames,
            store,
            renderer,
            self._program,
            self.work,
            words,
        )
        self.queries = CoroutineQueries(self.registry, self.history, self.control, self._program)
        self.driving = Driving(
            self.control, self.decisions, self.registry, self.looking, self.work, words
        )
        for part in (self.looking, self.running, self.queries, self.driving, self.work):
            part.answer(self.server)
        self.listening = Listening(
            self._connection,
            self.work.hear,
            self._on_idle,
            ListeningEnds(_end_process, self._line_cut, self.control.report_failure),
        )
        self.listening.call_hidden = self.tracer.hidden_call
        self.threads.is_ours = self.listening.is_on
        control = self.control
        control.serve_one = self.server.serve_one
        control.start_listening = self.listening.start
        control.listen_beside = self.listening.start_beside
        control.stop_listening = self.listening.stop
        control.before_stop = self._before_stop
        control.after_stop = self._after_stop
        control.on_failure = self._report_failure
        control.describe_error = words.text  # type: ignore[method-assign]
        control.describe_value = renderer.render_alone  # type: ignore[method-assign]
        self._answer_session()

    def _answer_session(self) -> None:
        server, breakpoints = self.server, self.breakpoints
        server.add(InitializeArguments, lambda _: Capabilities())
        server.add(LaunchArguments, self._launch)
        server.add(ConfigurationDoneArguments, self._configuration_done)
        server.add(TerminateArguments, self._terminate, while_running=True)
        server.add(DisconnectArguments, self._terminate, while_running=True)
        for arguments, setter in (
            (SetBreakpointsArguments, breakpoints.set_lines),
            (SetCoroutineBreakpointsArguments, breakpoints.set_events),
            (SetExceptionBreakpointsArguments, breakpoints.set_exceptions),
        ):
            server.add(arguments, self._setter(setter), while_running=True)

    def _setter(self, set_breakpoints: Callable[[Any], BreakpointsBody]) -> Callable[[Any], Any]:
        def handle(arguments: Any) -> BreakpointsBody:
            body = set_breakpoints(arguments)
            self.registry.hear_at_once(self.breakpoints.wants_collected)
            self.decisions.apply()
            return body

        return handle

    # --- the life of the session ---------------------------------------------------------------

    def run(self) -> None:
        """Serve until the script may run, then run it. Raises what ends the script."""
        while not self._configured:
            self.server.serve_one()
        launched = self._launched or LaunchArguments(self._program.path)
        self.frames.just_my_code = launched.just_my_code
        if launched.hold_coroutines:
            self.registry.held = []
        self._program.prepare()
        self.running.take_signal(get_ident())
        _line_buffer_output()
        self.server.send_event(
            Process(
                name=self._program.path,
                system_process_id=getpid(),
                python=sys.version.split()[0],
                engine=self.tracer.NAME,
            )
        )
        # What loading has left behind is not for the program's collections to find.
        collect_garbage()
        self.tracer.interrupt_main = self.running.interrupt_main
        if launched.stop_on_entry:
            self.decisions.enter()
        else:
            self.decisions.apply()
        self.tracer.start()
        self.listening.start()  # hidden by the tracer, so after it
        ForkWatch(self.listening, self.running, self._disarm)
        self._program.at_uncaught = self._at_uncaught
        self._program.run(self._at_end if launched.keep_alive else None)

    def _launch(self, arguments: LaunchArguments) -> Nothing:
        self._launched = arguments
        self.server.after_reply(lambda: self.server.send_event(Initialized()))
        return Nothing()

    def _configuration_done(self, arguments: ConfigurationDoneArguments) -> Nothing:
        self._configured = True
        return Nothing()

    def _terminate(self, arguments: object) -> Nothing:
        self.server.after_reply(_end_process)
        return Nothing()

    def _at_uncaught(self, state: StopState) -> None:
        if self.breakpoints.stops_at_uncaught:
            self._at_end(state)

    def _at_end(self, state: StopState) -> None:
        if self._is_alone:
            return

        # Not inside a report of the tracer: what the debugger itself does here must be quiet.
        def stop() -> None:
            self.decisions.begin(None)
            self.control.stop(state)

        self.tracer.quiet_call(stop)

    def _before_stop(self, state: StopState) -> None:
        for name in ("stdout", "stderr"):
            try:
                getattr(sys, name).flush()
            except Exception:  # the program's own object, closed, or gone
                continue
        self.threads.look()
        self.registry.notice_freed()
        self.discovery.scan()
        self.decisions.hold_threads(True)
        self.queries.flush_changes()

    def _after_stop(self, state: StopState) -> None:
        self.looking.clear()
        if not self.control.stop_state:
            self.decisions.hold_threads(False)

    # --- odds ------------------------------------------------------------------------------------

    def _guard(self, function: Callable[[], Any], seconds: float) -> Any:
        return self.tracer.guarded_call(function, seconds, bool)

    def _namespaces(self) -> list[dict[str, Any]]:
        return list(user_namespaces(self._program.namespace))

    def _coroutine_id(self, value: object) -> int | None:
        record = self.registry.of_object(value) or self.registry.register(value)
        return None if record is None else record.id

    def _coroutine_text(self, value: object) -> str:
        record = self.registry.register(value)
        if record is None:
            return "<coroutine>"
        return f"<{record.kind.value} {record.qualname} #{record.id} · {state_of(value).value}>"

    def _breakpoint_changed(self, breakpoint_: Breakpoint) -> None:
        self.server.send_event(BreakpointChanged("changed", breakpoint_))

    def _collected(self, record: Any) -> None:
        self.watcher.collected(record)

    def _closed_unheard(self, record: Any, by: Any) -> None:
        self.watcher.closed_unheard(record, by)

    def _on_idle(self) -> float | None:
        self.tracer.tick()
        self.threads.tell_new()
        self.registry.notice_freed()
        changes = self.queries.send_changes()
        waits = [changes, self.running.on_idle(), self.work.on_idle()]
        return min((wait for wait in waits if wait is not None), default=None)

    def _report_failure(self, error: BaseException) -> None:
        text = traceback_text(error, traceback_of(error))
        message = "The debugger failed and has stopped tracing; the program runs on.\n"
        self.server.send_event(Output(message + text, "important"))

    def _line_cut(self) -> None:
        """The program has closed the line to the client: it runs on alone. Not the main thread."""
        self._is_alone = True
        self.tracer.stop()
        self.control.disarm()
        # Tracing and the signal are the main thread's.
        self.running.interrupt_main(self._leave_main_thread)

    def _leave_main_thread(self) -> None:
        self.tracer.stop()
        self.running.release_signal()

    def _disarm(self) -> None:
        """In a forked child, which is not debugged: leave nothing behind."""
        if self._is_alone:  # a child of a child
            return
        self._is_alone = True
        self.running.release_signal()
        self.tracer.stop()
        self.control.disarm()
        self.listening.close()
        self._connection.close()


def run(namespace: dict[str, Any]) -> None:
    """Be the debuggee: connect, serve, run the script in ``namespace``."""
    port, _, secret = _take_secret().partition(":")
    if not port.isdigit() or len(sys.argv) < 2:
        raise SystemExit("this is started by Coro Debugger, with a script to run")
    program = Program(sys.argv[1:], namespace)
    del namespace
    try:
        agent = Agent(Connection(int(port), secret.encode() + b"\n"), program)
        agent.run()
    except ConnectionEnded:
        _end_process()


def _take_secret() -> str:
    """Return where to connect and the secret, and take it out of all that children inherit."""
    secret = environ.pop(_CONNECT_VARIABLE, "")
    of_program = sys.modules.get("os")
    if of_program is not None:  # `os` here is a copy of our own
        of_program.environ.pop(_CONNECT_VARIABLE, None)
    for name in ("posix", "nt"):  # what a new import of `os` begins with
        native: Any = sys.modules.get(name)
        if native is not None:
            native.environ.pop(_CONNECT_VARIABLE, None)
            native.environ.pop(_CONNECT_VARIABLE.encode(), None)
    return secret


def _end_process() -> None:
    """The client is gone or wants the end: end at once, with the children of our own group."""
    if getpgrp() == getpid():
        killpg(0, SIGKILL)
    exit_now(1)


def _line_buffer_output() -> None:
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.reconfigure(line_buffering=True)  # type: ignore[union-attr]
        except Exception:  # None, or something that a site customisation put there
            continue


# While this is being imported the types of messages can still be found by their modules' names.
prepare_messages()
