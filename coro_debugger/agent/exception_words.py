"""The message of an exception while the program is held, when its own code may run for it."""

from __future__ import annotations

from .evaluation import any_message, exception_name
from .running_errors import running_error_text, running_message, with_message
from .traceback_text import frames_text, traceback_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    Guard = Callable[[Callable[[], str], float], str]

_SECONDS = 0.2
_TRACEBACK_SECONDS = 1.0


class ExceptionWords:
    """What Python says of an exception, whose own ``__str__`` runs under a guard for that.

    A ``__str__`` that takes too long is left out: the arguments stand in for the text.
    """

    def __init__(self, guard: Guard, worded: Callable[[BaseException, str], None]) -> None:
        """``worded`` is told the message of each that was asked for."""
        self._guard = guard
        self._worded = worded

    def message(self, error: BaseException) -> str:
        """Return the message as Python prints it."""
        message = self._guarded(lambda: any_message(error), lambda: running_message(error))
        self._worded(error, message)
        return message

    def text(self, error: BaseException) -> str:
        """Return type and message: the last line of a traceback."""
        return with_message(exception_name(error), self.message(error))

    def traceback(self, error: BaseException, trace: TracebackType | None) -> str:
        """Return the whole traceback, with the exceptions that led to this one."""
        return self._guarded(
            lambda: traceback_text(error, trace),
            lambda: f"{frames_text(trace)}{running_error_text(error)}\n",
            _TRACEBACK_SECONDS,
        )

    def _guarded(
        self, words: Callable[[], str], without: Callable[[], str], seconds: float = _SECONDS
    ) -> str:
        try:
            return self._guard(words, seconds)
        except BaseException:  # too long, or whatever the program raises there
            return without()
