"""The engine for CPython 3.12 and later: ``sys.monitoring`` (PEP 669).

Local events on the user's code objects cost nothing elsewhere; the global ones that stay on
disable themselves where they are not wanted.
"""

from __future__ import annotations

import sys
from _thread import get_ident
from sys import _getframe as current_frame
from sys import call_tracing
from time import monotonic

from ..interruptions import is_interruption
from ..user_code import is_user_code
from .called_code import code_that_is_called
from .contract import (
    LIFE_BUDGET,
    LOST_EVENTS,
    QUIET_CODE,
    UNWIND_BUDGET,
    CodeFacts,
    DeadlineExceeded,
    Interest,
    Tracer,
    makes_coroutine,
)
from .guard import call_unheard, guarded_by_trace
from .monitoring_tool import NO_TOOL, MonitoringTool

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import CodeType, FrameType
    from typing import Any

    from .contract import Guard, Listener, T


class MonitoringEngine(Tracer):
    """Reports through monitoring callbacks; one tool id, taken free, freed at the end."""

    NAME = "monitoring"

    def __init__(self, listener: Listener) -> None:
        super().__init__(listener)
        events = self._events = sys.monitoring.events  # type: ignore[attr-defined]
        self._disable = sys.monitoring.DISABLE  # type: ignore[attr-defined]
        self._tool = MonitoringTool()
        self._callbacks: dict[int, Callable[..., Any]] = {
            events.PY_START: self._on_start,
            events.PY_RESUME: self._on_resume,
            events.PY_YIELD: self._on_yield,
            events.PY_RETURN: self._on_return,
            events.PY_THROW: self._on_throw,
            events.PY_UNWIND: self._on_unwind,
            events.RAISE: self._on_raise,
            events.LINE: self._on_line,
            events.JUMP: self._on_jump,
            events.CALL: self._on_call,
            events.INSTRUCTION: self._on_instruction,
        }
        self._calls: dict[int, tuple[int, CodeType]] = {}
        self._making: dict[int, CodeType] = {}
        self._deadline: float | None = None
        self._is_cancelled: Callable[[], bool] = bool
        self._guarded = 0
        self._life = events.PY_RESUME | events.PY_YIELD | events.PY_RETURN
        self._always = events.PY_START | events.PY_THROW
        self._unwinds_left = UNWIND_BUDGET
        self._guards: dict[int, dict[int, Guard | None]] = {}
        self._active = False
        self._is_blind = False
        if not self._tool.take(self._callbacks):
            raise RuntimeError("all tool ids of sys.monitoring are taken")

    def start(self) -> None:
        self._active = True
        self._apply_global()

    def stop(self) -> None:
        if not self._active:
            return
        self._active = False
        for facts in self._facts.values():
            self._tool.set_local_events(facts.code, 0)
        self._tool.free()

    def tick(self) -> None:
        self._heal()

    def _heal(self) -> None:
        """Go on watching where the program has freed, taken over or silenced the tool id."""
        tool = self._tool
        if not self._active or (tool.is_held() and not tool.is_silenced()):
            return
        if tool.is_held():
            tool.speak(self._callbacks)
        elif not tool.take(self._callbacks):
            if not self._is_blind:
                self._is_blind = True
                self._listener.blinded(NO_TOOL)
            return
        self._is_blind = False
        self._listener.recording_stopped(None)
        self._rearm(list(self._facts.values()))

    def set_interest(self, interest: Interest) -> None:
        self._heal()
        before = self._interest
        self._interest = interest
        self._guards = {}
        if interest == before or not self._active:
            return
        changed = (before.line_codes ^ interest.line_codes) | (
            before.exit_codes ^ interest.exit_codes
        )
        self._rearm([facts for facts in self._facts.values() if self._is_missed(facts, before)])
        for code in changed:
            if id(code) in self._facts:
                self._apply_local(self._facts[id(code)])
        self._apply_global()

    def renew(self) -> None:
        self._heal()
        self._unwinds_left = UNWIND_BUDGET
        spent = []
        for facts in self._facts.values():
            facts.life_left = LIFE_BUDGET
            if facts.is_spent:
                spent.append(facts)
        self._rearm(spent)
        self._apply_global()

    def _is_missed(self, facts: CodeFacts, before: Interest) -> bool:
        """Tell whether something is switched off in this code that is wanted now."""
        interest = self._interest
        watched = facts.code in interest.exit_codes
        if facts.is_spent and (watched or interest.life):
            return True
        changed = interest.lines_version != before.lines_version
        return facts.lines_off and (watched or interest.every_line or changed)

    def _rearm(self, spent: list[CodeFacts]) -> None:
        """Switch on again what the budget had switched off.

        A location that was disabled stays so while its event is on for the code, be it globally or
        locally: everything goes off for these code objects, then on again. (`restart_events` would
        do that for every tool, the program's own coverage included.)
        """
        if not spent or not self._active:
            return
        self._tool.set_events(0)
        for facts in spent:
            self._tool.set_local_events(facts.code, 0)
            facts.lines_off = False
            if facts.is_spent:
                facts.is_spent = False
                facts.life_left = LIFE_BUDGET
        self._apply_global()
        for facts in spent:
            self._apply_local(facts)

    def traced_call(self, function: Callable[[], T]) -> T:
        result: T = call_tracing(function, ())
        return result

    def guarded_call(
        self, function: Callable[[], T], seconds: float, is_cancelled: Callable[[], bool]
    ) -> T:
        self._heal()
        if not self._tool.is_held():
            return guarded_by_trace(function, seconds, is_cancelled)
        outer = self._deadline, self._is_cancelled, self._guarded
        self._guarded = get_ident()
        self._deadline, self._is_cancelled = monotonic() + seconds, is_cancelled
        try:
            self._apply_global()
            return call_unheard(lambda: call_tracing(function, ()))
        finally:
            self._deadline, self._is_cancelled, self._guarded = outer
            self._apply_global()

    # --- what is switched on -----------------------------------------------------------------

    def _apply_global(self) -> None:
        if not self._active:
            return
        wanted = self._always
        if self._unwinds_left > 0 or self._interest.exit_codes or self._interest.life:
            wanted |= self._events.PY_UNWIND
        if self._interest.every_line:
            wanted |= self._events.LINE
        if self._interest.raises:
            wanted |= self._events.RAISE
        if self._deadline is not None:
            wanted |= self._events.JUMP
        self._tool.set_events(wanted)

    def _apply_local(self, facts: CodeFacts) -> None:
        wanted = self._events.CALL
        if facts.is_coroutine:
            wanted |= self._life
        if facts.code in self._making.values():
            wanted |= self._events.INSTRUCTION
        if facts.code in self._interest.line_codes:
            wanted |= self._events.LINE
        if facts.code in self._interest.exit_codes:
            wanted |= self._events.PY_RETURN
        self._tool.set_local_events(facts.code, wanted)

    def _keeps(self, facts: CodeFacts) -> bool:
        return facts.is_user  # other code is asked for once and then disabled

    # --- callbacks: run in the thread where it happened; they never raise but for a deadline --

    def _on_start(self, code: CodeType, offset: int) -> Any:
        if code is QUIET_CODE and self._run_waiting():
            return None
        if self._deadline is not None:
            return self._check_deadline()
        facts = self._facts.get(id(code))
        try:
            if facts is None:
                facts = self._facts_of(code, current_frame(1))
                if facts.is_user:
                    self._apply_local(facts)
            if not facts.is_user or not facts.is_coroutine or self._spend(facts):
                return self._disable
            self._listener.started(current_frame(1))
        except LOST_EVENTS:
            return None
        except BaseException as error:
            self._fail(error)
        return None

    def _on_resume(self, code: CodeType, offset: int) -> Any:
        if self._deadline is None:
            try:
                if self._spend(self._facts[id(code)]):
                    return self._disable
                self._listener.resumed(current_frame(1))
            except LOST_EVENTS:
                return None
            except BaseException as error:
                self._fail(error)
        return None

    def _on_yield(self, code: CodeType, offset: int, value: object) -> Any:
        if self._deadline is None:
            try:
                if self._spend(self._facts[id(code)]):
                    return self._disable
                self._listener.yielded(current_frame(1), value)
            except LOST_EVENTS:
                return None
            except BaseException as error:
                self._fail(error)
        return None

    def _on_return(self, code: CodeType, offset: int, value: object) -> Any:
        if self._deadline is None:
            try:
                if self._spend(self._facts[id(code)]):
                    return self._disable
                self._listener.returned(current_frame(1), value)
            except LOST_EVENTS:
                return None
            except BaseException as error:
                self._fail(error)
        return None

    def _on_throw(self, code: CodeType, offset: int, error: BaseException) -> Any:
        facts = self._facts.get(id(code))
        if self._deadline is None and facts is not None and facts.is_coroutine:
            try:
                self._listener.thrown(current_frame(1), error)
            except LOST_EVENTS:
                return None
            except BaseException as failure:
                self._fail(failure)

    def _on_unwind(self, code: CodeType, offset: int, error: BaseException) -> Any:
        try:
            facts = self._facts.get(id(code))
            is_of_interest = facts is not None and (
                facts.is_coroutine or code in self._interest.exit_codes
            )
            if is_of_interest and self._deadline is None:
                self._listener.unwound(current_frame(1), error)
            else:
                self._spend_unwind()
        except LOST_EVENTS:
            return None
        except BaseException as failure:
            self._fail(failure)

    def _spend_unwind(self) -> None:
        # How plain frames end by exceptions concerns nobody, and cannot be switched off for them
        # alone before 3.15.
        self._unwinds_left -= 1
        if self._unwinds_left == 0:
            self._listener.recording_stopped(None)
            self._apply_global()

    def _on_raise(self, code: CodeType, offset: int, error: BaseException) -> Any:
        if self._deadline is None and (facts := self._facts.get(id(code))) is not None:
            try:
                if not facts.is_exhaustion(offset, error):
                    self._listener.raised(current_frame(1), error)
            except LOST_EVENTS:
                return None
            except BaseException as failure:
                self._fail(failure)

    def _on_line(self, code: CodeType, line: int) -> Any:
        if self._deadline is not None:
            return None
        try:
            guards = self._guards.get(id(code))
            if guards is not None:
                guard = guards.get(line)
                if guard is not None and guard(current_frame(1)) is False:
                    return None
            return self._report_line(current_frame(1), line)
        except LOST_EVENTS:
            return None
        except BaseException as error:
            self._fail(error)
        return None

    def _report_line(self, frame: FrameType, line: int) -> Any:
        code = frame.f_code
        facts = self._facts.get(id(code)) or self._facts_of(code, frame)
        if not facts.is_user:
            return self._disable
        if not facts.is_line_start(frame.f_lasti):
            return None
        if not self._listener.line(frame, line):
            facts.lines_off = True
            return self._disable
        known = self._guards  # taken before asking: another thread may change what is wanted
        guards = known.get(id(code), {})
        if line not in guards:
            guards[line] = self._listener.line_guard(code, line)
            known[id(code)] = guards
        return None

    def _on_call(self, code: CodeType, offset: int, callee: object, _: object) -> Any:
        """Note a call that makes a coroutine: the object is there at the next instruction."""
        if self._deadline is not None:
            return None
        try:
            made = code_that_is_called(callee)
            facts = self._facts[id(code)]
            if made is None or not makes_coroutine(made):
                facts.calls_left -= 1
                return self._disable if facts.calls_left < 0 else None
            if not is_user_code(made) or self._spend(facts):
                return self._disable
            frame = current_frame(1)
            self._calls[id(frame)] = offset, made
            self._making[id(frame)] = code
            self._apply_local(facts)
        except LOST_EVENTS:
            return None
        except BaseException as error:
            self._fail(error)
        return None

    def _on_instruction(self, code: CodeType, offset: int) -> Any:
        try:
            frame = current_frame(1)
            call = self._calls.pop(id(frame), None)
            if call is not None:
                self._making.pop(id(frame), None)  # a signal may have come between the two
                self._apply_local(self._facts[id(code)])
                self._listener.created(frame, *call)
        except LOST_EVENTS:
            return None
        except BaseException as error:
            self._fail(error)

    def _on_jump(self, code: CodeType, offset: int, destination: int) -> Any:
        self._check_deadline()

    def _check_deadline(self) -> None:
        if self._deadline is None or get_ident() != self._guarded:
            return
        if monotonic() > self._deadline or self._is_cancelled():
            raise DeadlineExceeded

    def _fail(self, error: BaseException) -> None:
        # What the user runs is cut short; what a signal interrupted is the program's; anything else
        # is a fault of ours.
        if issubclass(type(error), DeadlineExceeded) or is_interruption(error):
            raise error
        self.stop()
        self._listener.failed(error)
