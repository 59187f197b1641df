"""The requests that let the program go on, and pause."""

from __future__ import annotations

import signal
import sys
from _thread import interrupt_main
from functools import partial
from time import monotonic

from ..protocol.commands import (
    ContinueArguments,
    ContinueBody,
    ContinueToArguments,
    ContinueToEvent,
    NextArguments,
    Nothing,
    PauseArguments,
    StepInArguments,
    StepOutArguments,
)
from ..protocol.events import StopReason
from .control import StopState
from .decisions import loops_under, place_of
from .server import RequestError
from .stepping import Step, StepKind, step_into, step_out, step_over
from .user_code import is_agent_frame

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from .breakpoints import Breakpoints
    from .control import Control
    from .decisions import Decisions
    from .registry import Registry
    from .server import Server

_PATIENCE = 0.15
"""Seconds that a pause waits for the next user line before it interrupts the main thread."""


class Running:
    """Answers continue, next, stepIn, stepOut, continueTo and pause."""

    def __init__(
        self, control: Control, decisions: Decisions, breakpoints: Breakpoints, registry: Registry
    ) -> None:
        self._control = control
        self._decisions = decisions
        self._breakpoints = breakpoints
        self._registry = registry
        self._interrupt_at: float | None = None
        self._calls: list[Callable[[], None]] = []
        self._signal: int | None = None
        self._main_ident = 0
        # Cuts the expression that is evaluated, if there is one; connected by `user_work`.
        self.cut_evaluation: Callable[[], bool] = bool

    def answer(self, server: Server) -> None:
        """Register the handlers."""
        self._server = server
        server.add(ContinueArguments, self._continue)
        server.add(NextArguments, self._next)
        server.add(StepInArguments, self._step_in)
        server.add(StepOutArguments, self._step_out)
        server.add(ContinueToArguments, self._continue_to)
        server.add(PauseArguments, self._pause, while_running=True)

    # --- going on -----------------------------------------------------------------------------

    def _continue(self, arguments: ContinueArguments) -> ContinueBody:
        self._go(None)
        return ContinueBody()

    def _next(self, arguments: NextArguments) -> Nothing:
        frame = self._frame()
        loop = place_of(frame).loop
        self._go(step_over(self._state().thread, id(frame), loop), frame)
        return Nothing()

    def _step_in(self, arguments: StepInArguments) -> Nothing:
        state = self._state()
        self._go(step_into(state.thread, loops_under(state.frame)))
        return Nothing()

    def _step_out(self, arguments: StepOutArguments) -> Nothing:
        frame = self._frame()
        self._go(step_out(self._state().thread, id(frame)), frame)
        return Nothing()

    def _continue_to(self, arguments: ContinueToArguments) -> Nothing:
        if arguments.event is ContinueToEvent.YIELD:
            self._go(Step(StepKind.NEXT_YIELD))
        elif arguments.event is ContinueToEvent.RESUME:
            if arguments.coroutine_id is None or not self._registry.get(arguments.coroutine_id):
                raise RequestError("no such coroutine")
            self._go(Step(StepKind.UNTIL_RESUMED, coroutine_id=arguments.coroutine_id))
        else:
            source = arguments.source
            if source is None or source.path is None or arguments.line is None:
                raise RequestError("a source with a path and a line are needed")
            line = self._breakpoints.set_temporary(source.path, arguments.line)
            if line is None:
                raise RequestError("no code on this line or below it")
            self._go(None)
        return Nothing()

    def _go(self, step: Step | None, frame: FrameType | None = None) -> None:
        state = self._state()
        if state.reason is StopReason.END and not self._control.is_nested:
            step, frame = None, None

        def go() -> None:
            self._decisions.begin(step, frame)
            state.go_on = True

        self._server.after_reply(go)

    def _state(self) -> StopState:
        state = self._control.stop_state
        if state is None:
            raise RequestError("notStopped")
        return state

    def _frame(self) -> FrameType:
        frame = self._state().frame
        if frame is None:
            raise RequestError("there is no frame to step in")
        return frame

    # --- pausing ------------------------------------------------------------------------------

    def _pause(self, arguments: PauseArguments) -> Nothing:
        if self.cut_evaluation():
            return Nothing()
        self._decisions.pause()
        self._interrupt_at = monotonic() + _PATIENCE
        return Nothing()

    def take_signal(self, main_ident: int) -> None:
        """Keep a spare signal for interrupting the main thread. Called on the main thread.

        A main thread that sleeps, waits for a lock or reads comes to no line of its own; a signal
        reaches it there, and the wait goes on afterwards (PEP 475). Where threads cannot be
        signalled (Windows) a pause waits for the next line.
        """
        self._main_ident = main_ident
        if not hasattr(signal, "pthread_kill"):
            return
        for number in _spare_signals():
            if signal.getsignal(number) is signal.SIG_DFL:
                signal.signal(number, self._on_signal)
                self._signal = number
                return

    def on_idle(self) -> float | None:
        """Interrupt the main thread when a pause has waited long enough; return when to look."""
        due = self._interrupt_at
        if due is None or not self._decisions.is_pausing:
            self._interrupt_at = None
            return None
        left = due - monotonic()
        if left > 0:
            return left
        self._interrupt_at = None
        self._send_signal()
        return None

    def interrupt_main(self, function: Callable[[], None]) -> None:
        """Have the main thread call ``function`` at the next chance, where it can be signalled."""
        self._calls.append(function)
        self._send_signal()

    def interrupter(self) -> Callable[[], object] | None:
        """Return what interrupts the main thread once it runs Python code again; None if nothing.

        It is no Python code itself, which the interruption would reach at once.
        """
        if self._signal is None or not self.can_interrupt:
            return None
        return partial(interrupt_main, self._signal)  # type: ignore[arg-type]

    def call_at_interrupt(self, function: Callable[[], None]) -> None:
        """Have the main thread call ``function`` at the next interruption."""
        self._calls.append(function)

    @property
    def can_interrupt(self) -> bool:
        """Whether the main thread can be made to call something at once."""
        # The program may have taken the signal for itself meanwhile.
        return self._signal is not None and signal.getsignal(self._signal) == self._on_signal

    def release_signal(self) -> None:
        """Let the signal do what it does by default; in a forked child."""
        if self._signal is not None and self.can_interrupt:
            signal.signal(self._signal, signal.SIG_DFL)
        self._signal = None
        self._calls.clear()

    def _send_signal(self) -> None:
        if self._signal is not None and self.can_interrupt:
            signal.pthread_kill(self._main_ident, self._signal)

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        while self._calls:
            self._calls.pop()()
        if not self._decisions.is_pausing or frame is None:
            return
        if is_agent_frame(frame):
            # In the middle of a report of ours: the user's next line stops, or the next signal.
            self._interrupt_at = monotonic() + _PATIENCE
            return
        self._decisions.pause_in(frame)


def _spare_signals() -> list[int]:
    first, last = getattr(signal, "SIGRTMIN", None), getattr(signal, "SIGRTMAX", None)
    if first is None or last is None:
        # macOS has no real-time signals; SIGURG is ignored unless somebody asks for it.
        return [signal.SIGURG] if hasattr(signal, "SIGURG") and sys.platform != "win32" else []
    return list(range(int(last) - 1, int(first), -1))
