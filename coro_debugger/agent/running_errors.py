"""The message of an exception while the program runs: without code of the program."""

from __future__ import annotations

from .type_facts import MISSING, mro_of, name_of_type, namespace_of_type
from .value_text import running_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_SCALARS = frozenset(map(id, (str, int, float, bool, bytes, complex, type(None))))
_MAX_MESSAGE = 500


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
