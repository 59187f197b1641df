"""The message of an exception while the program runs: without code of the program."""

from __future__ import annotations

from _weakref import ref as weak_reference
from functools import partial

from .type_facts import MISSING, mro_of, name_of_type, namespace_of_type
from .value_text import running_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_SCALARS = frozenset(map(id, (str, int, float, bool, bytes, complex, type(None))))
MAX_MESSAGE = 500


def running_message(error: BaseException) -> str:
    """Return the message without running code of the program.

    An exception whose ``__str__`` is the program's own is told by its arguments.
    """
    arguments: Any = BaseException.args.__get__(error)  # type: ignore[attr-defined]
    if not arguments:
        return ""
    simple = all(id(type(each)) in _SCALARS for each in arguments)
    if simple and has_builtin_text(type(error)):
        return str(error)[:MAX_MESSAGE]
    if len(arguments) != 1:
        return running_text(tuple(arguments)).value
    (only,) = arguments
    return str(only[:MAX_MESSAGE]) if type(only) is str else running_text(only).value


def running_error_text(error: BaseException) -> str:
    """Return type and message, without running code of the program."""
    message = running_message(error)
    return with_message(name_of_type(type(error)), message)


def with_message(name: str, message: str) -> str:
    """Return ``name: message``, the name alone where there is no message."""
    return f"{name}: {message}" if message else name


def reference_to(error: BaseException, *, hold: bool = False) -> Callable[[], BaseException | None]:
    """Return what gives the exception back: None once it is freed, or if nothing refers weakly.

    Only an exception with a ``__str__`` of the program's own is asked for later, unless ``hold``.
    """
    if hold:
        return partial(_itself, error)
    if has_builtin_text(type(error)):
        return _gone
    try:
        return weak_reference(error)
    except TypeError:  # its class has slots only
        return _gone


def _itself(error: BaseException) -> BaseException:
    return error


def _gone() -> None:
    return None


def has_builtin_text(cls: type) -> bool:
    """Tell whether the message of exceptions of this class is made by code of Python's own."""
    for each in mro_of(cls):
        if namespace_of_type(each).get("__str__", MISSING) is not MISSING:
            return bool(namespace_of_type(each).get("__module__", "builtins") == "builtins")
    return True
