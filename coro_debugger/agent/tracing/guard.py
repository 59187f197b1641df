"""Cuts a call short by a trace function, where the events of the engine cannot."""

from __future__ import annotations

from sys import call_tracing, gettrace, settrace
from time import monotonic
from types import MethodType

from .contract import DeadlineExceeded

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType
    from typing import Any

    from .contract import T


def guarded_by_trace(
    function: Callable[[], T], seconds: float, is_cancelled: Callable[[], bool]
) -> T:
    """Call ``function``, raising DeadlineExceeded at its first line after time is up.

    The trace function of this thread, the program's own perhaps, is off meanwhile.
    """
    deadline = monotonic() + seconds
    before = gettrace()

    def check(frame: FrameType, event: str, argument: Any) -> Any:
        if monotonic() > deadline or is_cancelled():
            raise DeadlineExceeded
        return check

    def call() -> T:
        settrace(check)
        return function()

    try:
        result: T = call_tracing(call, ())
        return result
    finally:
        settrace(before)


def is_method_of(function: object, owner: object) -> bool:
    """Tell whether ``function``, which may be any object of the program, is a method of ours."""
    return type(function) is MethodType and function.__self__ is owner
