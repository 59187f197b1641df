"""The message of an exception, while the program runs and while it is held."""

from __future__ import annotations

from .evaluation import exception_message, exception_text
from .traceback_text import frames_text, traceback_text
from .type_facts import MISSING, mro_of, name_of_type, namespace_of_type
from .value_text import running_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType
    from typing import Any

    Guard = Callable[[Callable[[], str], float], str]

_SCALARS = frozenset(map(id, (str, int, float, bool, bytes, complex, type(None))))
_MAX_MESSAGE = 500
_SECONDS = 0.2
_TRACEBACK_SECONDS = 1.0


class ExceptionWords:
    """What Python says of an exception, whose own ``__str__`` runs under a guard for that.

    A ``__str__`` that takes too long is left out: the arguments stand in for the text.
    """

    def __init__(self, guard: Guard) -> None:
        self._guard = guard

    def message(self, error: BaseException) -> str:
        """Return the message as Python prints it."""
        return self._guarded(lambda: _message_of(error), lambda: running_message(error))

    def text(self, error: BaseException) -> str:
        """Return type and message: the last line of a traceback."""
        return self._guarded(lambda: exception_text(error), lambda: running_error_text(error))

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


def _message_of(error: BaseException) -> str:
    try:
        return exception_message(error)
    except Exception:
        return f"<exception {name_of_type(type(error))} str() failed>"


def running_message(error: BaseException) -> str:
    """Return the message without running code of the program.

    An exception whose ``__str__`` is the program's own is told by its arguments.
    """
    arguments: Any = BaseException.args.__get__(error)  # type: ignore[attr-defined]
    if not arguments:
        return ""
    simple = all(id(type(each)) in _SCALARS for each in arguments)
    if simple and _has_builtin_text(type(error)):
        return str(error)[:_MAX_MESSAGE]
    if len(arguments) == 1 and type(arguments[0]) is str:
        return str(arguments[0][:_MAX_MESSAGE])
    return running_text(tuple(arguments)).value


def running_error_text(error: BaseException) -> str:
    """Return type and message, without running code of the program."""
    message = running_message(error)
    name = name_of_type(type(error))
    return f"{name}: {message}" if message else name


def _has_builtin_text(cls: type) -> bool:
    for each in mro_of(cls):
        if namespace_of_type(each).get("__str__", MISSING) is not MISSING:
            return bool(namespace_of_type(each).get("__module__", "builtins") == "builtins")
    return True
