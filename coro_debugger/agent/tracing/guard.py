"""Cuts a call short by a trace function, where the events of the engine cannot."""

from __future__ import annotations

from sys import call_tracing, getprofile, gettrace, setprofile, settrace
from time import monotonic
from types import MethodType

from .contract import DeadlineExceeded

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType
    from typing import Any

    from .contract import T


class TraceGuard:
    """Raises DeadlineExceeded at the first line after time is up.

    A method, where a function inside another would be a cycle: the program's next collection would
    find it.
    """

    def __init__(self, seconds: float, is_cancelled: Callable[[], bool]) -> None:
        self._deadline = monotonic() + seconds
        self._is_cancelled = is_cancelled

    def check(self, frame: FrameType, event: str, argument: Any) -> Any:
        """Be the trace function of the thread that is guarded."""
        if monotonic() > self._deadline or self._is_cancelled():
            raise DeadlineExceeded
        return self.check


def guarded_by_trace(
    function: Callable[[], T], seconds: float, is_cancelled: Callable[[], bool]
) -> T:
    """Call ``function``, raising DeadlineExceeded at its first line after time is up.

    The trace function of this thread, the program's own perhaps, is off meanwhile.
    """
    guard = TraceGuard(seconds, is_cancelled)

    def call() -> T:
        settrace(guard.check)
        return function()

    return call_unheard(lambda: call_tracing(call, ()))


def call_unheard(function: Callable[[], T]) -> T:
    """Call ``function`` with the trace and the profile function of this thread off.

    Where events are made possible again inside a report, the program's own would hear what the
    debugger does.
    """
    trace, profile = gettrace(), getprofile()
    if not callable(profile):  # written in C (`cProfile` on 3.11): it could not be put back
        profile = None
    try:
        if trace is not None:
            settrace(None)
        if profile is not None:
            setprofile(None)
        return function()
    finally:
        if profile is not None:
            setprofile(profile)
        if gettrace() is not trace:
            settrace(trace)


def is_guarded(trace_function: object) -> bool:
    """Tell whether the thread with this trace function is in a call that is guarded by it."""
    return type(trace_function) is MethodType and type(trace_function.__self__) is TraceGuard


def is_method_of(function: object, owner: object) -> bool:
    """Tell whether ``function``, which may be any object of the program, is a method of ours."""
    return type(function) is MethodType and function.__self__ is owner
