"""Conditions, hit counts and log messages of line breakpoints."""

from __future__ import annotations

import re

from ..protocol.events import Output
from ..protocol.values import Breakpoint
from .evaluation import evaluate, exception_text
from .frame_locals import read_locals
from .interruptions import is_interruption
from .quick_conditions import QuickConditions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType
    from typing import Any

    from .line_breakpoint import LineBreakpoint
    from .tracing.contract import Guard, T, Tracer

_SECONDS = 5.0
_HIT_CONDITION = re.compile(r"\s*(==|>=|<=|>|<|%)?\s*(\d+)\s*")
_LOGGED_EXPRESSION = re.compile(r"\{([^{}]+)\}")


class Hit:
    """Breakpoints that stop the program here; `problem` says what is wrong with a condition."""

    __slots__ = ("ids", "problem")

    def __init__(self, ids: list[int], problem: str | None = None) -> None:
        self.ids = ids
        self.problem = problem


class ConditionFailed(Exception):
    """A condition or a logged expression cannot be evaluated; the text says why."""


class BreakpointConditions:
    """Decides whether a breakpoint that was reached stops the program."""

    def __init__(
        self, send_event: Callable[[Any], None], changed: Callable[[Breakpoint], None]
    ) -> None:
        """``changed`` tells the client of a breakpoint that is not what it was."""
        self._send_event = send_event
        self._changed = changed
        self._quick = QuickConditions()
        self._event_problems: dict[int, str] = {}
        self.tracer: Tracer | None = None

    def check(self, frame: FrameType, breakpoint_: LineBreakpoint) -> Hit | None:
        """Return the hit, or None where condition, count or log message say go on.

        A condition that fails stops and says why: not stopping would hide the mistake.
        """
        asked = breakpoint_.asked
        try:
            if asked.condition and not self._holds(asked.condition, frame):
                return None
        except ConditionFailed as error:
            problem = f"The condition failed: {error}"
            self._note(breakpoint_, problem)
            return Hit([breakpoint_.id], problem)
        self._note(breakpoint_, None)
        breakpoint_.hits += 1
        if asked.hit_condition and not _counts(asked.hit_condition, breakpoint_.hits):
            return None
        if asked.log_message:
            self._send_event(Output(self._message(asked.log_message, frame) + "\n", "console"))
            return None
        return Hit([breakpoint_.id])

    def guard(self, breakpoint_: LineBreakpoint) -> Guard | None:
        """Return what says False, for less than `check`, where the condition does not hold.

        It has no effects, and says None where it cannot tell. None: there is no such thing.
        """
        condition = breakpoint_.asked.condition
        return self._quick.guard(condition) if condition else None

    def _note(self, breakpoint_: LineBreakpoint, problem: str | None) -> None:
        """Tell the client that a condition has failed, or fails no more."""
        if problem != breakpoint_.problem:
            breakpoint_.problem = problem
            self._changed(breakpoint_.as_set())

    def _holds(self, condition: str, frame: FrameType) -> bool:
        quick = self._quick.decide(condition, frame)
        return self._evaluate(condition, frame, bool) if quick is None else quick

    def check_event(
        self, number: int, condition: str | None, frame: FrameType, value: object
    ) -> Hit | None:
        """Return the hit of a breakpoint on an event; its condition sees ``value``."""
        try:
            if condition and not self._evaluate(condition, frame, bool, {"value": value}):
                return None
        except ConditionFailed as error:
            problem = f"The condition failed: {error}"
            if self._event_problems.get(number) != problem:
                self._event_problems[number] = problem
                self._changed(Breakpoint(True, number, message=problem))
            return Hit([number], problem)
        if self._event_problems.pop(number, None):
            self._changed(Breakpoint(True, number))
        return Hit([number])

    def _message(self, message: str, frame: FrameType) -> str:
        def replace(match: re.Match[str]) -> str:
            try:
                return self._evaluate(match.group(1), frame, str)
            except ConditionFailed as error:
                return f"<{error}>"

        return _LOGGED_EXPRESSION.sub(replace, message)

    def _evaluate(
        self,
        expression: str,
        frame: FrameType,
        convert: Callable[[object], T],
        more_names: dict[str, Any] | None = None,
    ) -> T:
        assert self.tracer is not None
        names = {**read_locals(frame), **(more_names or {})}
        try:
            return self.tracer.guarded_call(
                lambda: convert(evaluate(expression, frame.f_globals, names)), _SECONDS, bool
            )
        except BaseException as error:  # whatever the condition raises is told
            if is_interruption(error):
                raise
            raise ConditionFailed(exception_text(error)) from None


def _counts(condition: str, hits: int) -> bool:
    match = _HIT_CONDITION.fullmatch(condition)
    if match is None:
        return True
    operator, number = match.group(1) or ">=", int(match.group(2))
    if operator == "%":
        return number != 0 and hits % number == 0
    return {
        "==": hits == number,
        ">=": hits >= number,
        "<=": hits <= number,
        ">": hits > number,
        "<": hits < number,
    }[operator]
