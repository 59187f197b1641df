"""The engine for CPython 3.11: ``sys.settrace``."""

from __future__ import annotations

from _thread import get_ident
from sys import _current_frames as current_frames
from sys import _getframe as current_frame
from sys import call_tracing, gettrace, settrace
from time import process_time

from ..frame_locals import renew_left_snapshot
from ..interruptions import is_interruption
from ..running_errors import reference_to, running_message
from .contract import (
    LIFE_BUDGET,
    LOST_EVENTS,
    QUIET_CODE,
    CodeFacts,
    DeadlineExceeded,
    Interest,
    Tracer,
    opcode,
)
from .guard import guarded_by_trace, is_guarded, is_method_of
from .thread_hook import hook_threading

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import CodeType, FrameType
    from typing import Any

    from .contract import Guard, Listener, T

    TraceFunction = Callable[[FrameType, str, Any], Any]

_YIELD_VALUE = opcode("YIELD_VALUE")
_RETURN_VALUE = opcode("RETURN_VALUE")
_RESUME = opcode("RESUME")
_IDLE_CALLS = 20_000
_NEVER = float("inf")
_UNSETTLED: Any = object()
_STILL_SECONDS = 0.1  # of the processor's time
_TRACE_TAKEN = (
    "The program has a trace function of its own (sys.settrace): while it has, what its coroutines "
    "do is not recorded, and breakpoints may not stop it.\n"
)


class SettraceEngine(Tracer):
    """Reports through trace functions, one local function for all frames that matter."""

    NAME = "settrace"
    TELLS_CREATION = False

    def __init__(self, listener: Listener) -> None:
        super().__init__(listener)
        self._entering: dict[int, FrameType] = {}
        self._unwinding: dict[int, tuple[BaseException | None, int]] = {}
        # An exception kept alive would keep its frames and their variables, and with them
        # coroutines that the program has let go: it is kept only where a breakpoint may ask for it.
        self._handling: dict[int, tuple[type, str, Callable[[], BaseException | None]]] = {}
        self._active = False
        self._hooked_threading: Any = None
        self._idle_calls = 0
        self._calls_seen = self._calls_at_tick = 0
        self._still_since = 0.0
        self._asleep = False
        self._is_blind = False
        # Something was left out at the recursion limit; there Python may end tracing altogether.
        self._was_lost = 0
        # What `_trace_call` answers for code, by id(), of which nothing but lines may be reported;
        # a new dict whenever that changes.
        self._settled: dict[int, TraceFunction | None] = {}
        self._main = get_ident()

    def start(self) -> None:
        self._active = True
        settrace(self._trace_call)

    def stop(self) -> None:
        self._active = False
        settrace(None)
        if self._hooked_threading is not None:
            self._hooked_threading._trace_hook = None

    def set_interest(self, interest: Interest) -> None:
        self._interest = interest
        self._settled = {}
        if not self._active:
            return
        if self._is_needed():
            self._wake()
        # Held in a variable here, this very frame would refer to itself, and with it keep alive
        # all that is below: the program's frames and what is in them.
        frames = list(current_frames().values())
        while frames:
            self._arm_frames(frames.pop())

    def renew(self) -> None:
        for facts in self._facts.values():
            facts.life_left = LIFE_BUDGET
            facts.is_spent = False
        self._settled = {}
        self._wake()
        self._heal()

    def traced_call(self, function: Callable[[], T]) -> T:
        def call() -> T:
            settrace(self._trace_call)
            return function()

        # The trace function of this thread is off during a report; call_tracing restores it.
        before = gettrace()
        try:
            result: T = call_tracing(call, ())
            return result
        finally:
            self._trace_as(before)

    def guarded_call(
        self, function: Callable[[], T], seconds: float, is_cancelled: Callable[[], bool]
    ) -> T:
        before = gettrace()
        try:
            return guarded_by_trace(function, seconds, is_cancelled)
        finally:
            self._trace_as(before)

    def _trace_as(self, before: object) -> None:
        """Trace on after a call that may have been cut short, which ends tracing."""
        if before is not None and not is_method_of(before, self):
            settrace(before)  # type: ignore[arg-type]  # the program's own, or a guard
        elif self._active and not self._asleep:
            settrace(self._trace_call)

    # --- sleeping: tracing costs even where nothing is reported -------------------------------

    def sleep_if_idle(self) -> None:
        """Switch tracing off on this thread if it serves nothing; see `tick`."""
        if not self._is_needed() and get_ident() == self._main:
            self._asleep = True
            settrace(None)
            self._listener.recording_stopped(None)
            frame: FrameType | None = current_frame(1)
            while frame is not None:
                frame.f_trace = None
                frame = frame.f_back

    def tick(self) -> None:
        # A loop without calls makes no events at all, and yet runs at a third of its speed. A
        # program that waits makes none either, but takes no time of the processor.
        if self._asleep or not self._active or self._calls_seen != self._calls_at_tick:
            self._calls_at_tick = self._calls_seen
            self._still_since = process_time()
        elif process_time() - self._still_since > _STILL_SECONDS:
            self._still_since = _NEVER
            self.interrupt_main(self._look_after_silence)
        if self._was_lost:
            self._was_lost -= 1
            self.interrupt_main(self._heal)

    def _look_after_silence(self) -> None:
        if not is_guarded(gettrace()):
            self._heal()
            self.sleep_if_idle()

    def _heal(self) -> None:
        """Trace the main thread again if the recursion limit or the program has ended that."""
        found = gettrace()
        is_main = get_ident() == self._main
        if not is_main or not self._active or self._asleep:
            return
        if is_method_of(found, self) or is_guarded(found):
            return
        if found is None:
            settrace(self._trace_call)
            self._arm_frames(current_frame(1))
            self._listener.recording_stopped(None)
        elif not self._is_blind:
            self._is_blind = True
            self._listener.blinded(_TRACE_TAKEN)

    def quiet_call(self, function: Callable[[], None]) -> None:
        self._wake()
        super().quiet_call(function)

    def hidden_call(self, function: Callable[[], None]) -> None:
        function()  # trace functions belong to one thread each

    def _wake(self) -> None:
        """Trace again; on the main thread at once, from another one by the main thread's signal."""
        if not self._asleep:
            return
        if get_ident() == self._main:
            self._asleep = False
            self._idle_calls = 0
            settrace(self._trace_call)
            self._arm_frames(current_frame(1))
        else:
            self.interrupt_main(self._wake)

    def _is_needed(self) -> bool:
        interest = self._interest
        return (
            interest.every_line
            or interest.life
            or interest.raises
            or interest.may_hit_lines
            or bool(interest.line_codes or interest.exit_codes)
        )

    # --- what is switched on -----------------------------------------------------------------

    def _wants_lines(self, code: CodeType) -> bool:
        return self._interest.every_line or code in self._interest.line_codes

    def _arm_frames(self, frame: FrameType | None) -> None:
        """Give frames that are already running the trace function they need now."""
        while frame is not None:
            code = frame.f_code
            facts = self._facts_of(code, frame)
            if facts.is_user and self._wants_events(facts):
                frame.f_trace = self._trace_local
                frame.f_trace_lines = self._wants_lines(code)
            elif facts.is_user and frame.f_trace is not None:
                frame.f_trace_lines = False
            frame = frame.f_back

    def _wants_events(self, facts: CodeFacts) -> bool:
        code = facts.code
        return (
            (facts.is_coroutine and (self._interest.life or not facts.is_spent))
            or self._interest.raises
            or self._wants_lines(code)
            or code in self._interest.exit_codes
        )

    # --- trace functions ---------------------------------------------------------------------

    def _trace_call(self, frame: FrameType, event: str, argument: Any) -> Any:
        if frame.f_code is QUIET_CODE and self._run_waiting():
            return None
        try:
            self._calls_seen += 1
            # Not by catching KeyError: an exception that is handled here is a referent of the
            # generator that is being resumed, where the value sent is looked for.
            trace = self._settled.get(id(frame.f_code), _UNSETTLED)
            if trace is _UNSETTLED:
                return self._enter(frame)
            if trace is not None:
                frame.f_trace_lines = True
                return trace
            if frame.f_trace is not None:
                # A suspended frame keeps what it had; None alone changes nothing.
                frame.f_trace = None
            self._idle_calls += 1
            if self._idle_calls > _IDLE_CALLS:
                self.sleep_if_idle()
        except LOST_EVENTS:
            self._was_lost = 1
        except BaseException as error:
            self._fail(error)
        return None

    def _enter(self, frame: FrameType) -> Any:
        code = frame.f_code
        facts = self._facts_of(code, frame)
        if not facts.is_user:
            if self._hooked_threading is None:
                self._hooked_threading = hook_threading(frame, self._trace_call)
            return None
        if facts.is_coroutine and not self._spend(facts, 2):  # what enters also leaves
            self._report_entry(frame, facts)
        self._settle(facts)
        if not self._wants_events(facts):
            frame.f_trace = None
            return None
        frame.f_trace_lines = self._wants_lines(code)
        return self._trace_local

    def _settle(self, facts: CodeFacts) -> None:
        """Note how code is traced of which nothing is to be reported but perhaps its lines."""
        interest = self._interest
        is_live = facts.is_coroutine and (interest.life or not facts.is_spent)
        if is_live or interest.raises or interest.every_line or facts.code in interest.exit_codes:
            return
        wants_lines = facts.code in interest.line_codes
        self._settled[id(facts.code)] = self._guarded(facts.code) if wants_lines else None

    def _guarded(self, code: CodeType) -> TraceFunction:
        """Return a trace function for code in which only lines matter, and these perhaps not.

        Anything else than a line at which nothing would happen it leaves to `_trace_local`.
        """
        guards: dict[int, Guard | None] = {}
        settled = self._settled
        line_guard = self._listener.line_guard
        unwinding, handling = self._unwinding, self._handling

        def trace(frame: FrameType, event: str, argument: Any) -> Any:
            try:
                if settled is not self._settled or unwinding:
                    return self._trace_local(frame, event, argument)
                if event == "line":
                    line = frame.f_lineno
                    if line not in guards:
                        guards[line] = line_guard(code, line)
                    guard = guards[line]
                    if guard is not None and guard(frame) is False:
                        return trace
                elif event == "return" and not handling:
                    renew_left_snapshot(frame)
                    return trace
            except LOST_EVENTS:
                self._was_lost = 1
                return trace
            except BaseException as error:
                self._fail(error)
                return trace
            return self._trace_local(frame, event, argument)

        return trace

    def _trace_local(self, frame: FrameType, event: str, argument: Any) -> Any:
        code = frame.f_code
        try:
            facts = self._facts_of(code, frame)
            if event == "line":
                self._report_line(frame, facts)
            elif event == "return":
                renew_left_snapshot(frame)
                self._report_exit(frame, facts, argument)
            elif event == "exception":
                self._report_exception(frame, facts, argument[1])
            if not self._unwinding and id(code) not in self._settled:
                self._settle(facts)
        except LOST_EVENTS:
            self._was_lost = 1
        except BaseException as error:
            self._fail(error)
        return self._settled.get(id(code)) or self._trace_local

    def _report_line(self, frame: FrameType, facts: CodeFacts) -> None:
        error, _ = self._unwinding.pop(id(frame), (None, -1))
        if error is not None:
            reference = reference_to(error, hold=self._interest.life)
            self._handling[id(frame)] = type(error), running_message(error), reference
            frame.f_trace_lines = self._wants_lines(frame.f_code)
        if frame.f_trace_lines and facts.is_line_start(frame.f_lasti):
            self._listener.line(frame, frame.f_lineno)

    def _report_entry(self, frame: FrameType, facts: CodeFacts) -> None:
        offset = frame.f_lasti
        if facts.ops[offset] != _RESUME:
            # throw or close: the exception is known with the next event only.
            self._entering[id(frame)] = frame
        elif facts.ops[offset + 1] & 3 == 0:
            self._listener.started(frame)
        else:
            self._listener.resumed(frame)

    def _report_exit(self, frame: FrameType, facts: CodeFacts, value: object) -> None:
        """Tell a return, a yield and an exception apart: the event is "return" for all three.

        An exception that nobody catches leaves from the instruction that it was reported at; a
        handler that does not match, or a `finally`, raises again without an event of its own.
        """
        offset = frame.f_lasti
        operation = facts.ops[offset] if offset >= 0 else -1
        error, raised_at = self._unwinding.pop(id(frame), (None, -1))
        if operation == _YIELD_VALUE and facts.is_coroutine and raised_at != offset:
            self._listener.yielded(frame, value)
            return
        handled = self._handling.pop(id(frame), None)
        if operation != _RETURN_VALUE and error is not None:
            self._listener.unwound(frame, error)
        elif operation != _RETURN_VALUE and handled is not None:
            kind, message, reference = handled
            self._listener.unwound_by(frame, kind, message, reference())
        elif facts.is_coroutine or frame.f_code in self._interest.exit_codes:
            self._listener.returned(frame, value)

    def _report_exception(self, frame: FrameType, facts: CodeFacts, error: BaseException) -> None:
        # The frame handles it if a line follows, else it ends with it: ask for that line.
        self._unwinding[id(frame)] = error, frame.f_lasti
        frame.f_trace_lines = True
        if self._entering.pop(id(frame), None) is not None:
            self._listener.thrown(frame, error)
        elif self._interest.raises and not facts.is_exhaustion(frame.f_lasti, error):
            self._listener.raised(frame, error)

    def _fail(self, error: BaseException) -> None:
        if issubclass(type(error), DeadlineExceeded):  # what the user runs is cut short
            raise error
        if is_interruption(error):
            self._was_lost = 2  # CPython ends tracing now; the first look may come before that
            raise error  # into the program, which the signal has interrupted
        self.stop()
        self._listener.failed(error)
