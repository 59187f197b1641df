"""Text of values while the program runs: exact built-in values only, nothing is kept alive.

No code of the program is called: what is not an exact built-in scalar or a small container of
them becomes its type and address.
"""

from __future__ import annotations

from itertools import islice

from ..protocol.coroutines import ValueText
from ..protocol.wire import cut
from .type_facts import name_of_type

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

MAX_TEXT = 120
MAX_ITEMS = 6
MAX_DEPTH = 2
MAX_INT_BITS = 512
ELLIPSIS = "…"

_SMALL = range(-100, 1_000)
_INTS = tuple(ValueText(str(number), "int") for number in _SMALL)
_CONSTANTS = {
    id(None): ValueText("None", "NoneType"),
    id(True): ValueText("True", "bool"),
    id(False): ValueText("False", "bool"),
    id(...): ValueText("Ellipsis", "ellipsis"),
    id(NotImplemented): ValueText("NotImplemented", "NotImplementedType"),
}


def running_text(value: object) -> ValueText:
    """Return a short text of ``value`` without running code of the program or keeping it."""
    cls = type(value)
    if cls is int:
        if -100 <= value < 1_000:  # type: ignore[operator]
            return _INTS[value + 100]  # type: ignore[operator]
        return ValueText(int_text(value), "int")  # type: ignore[arg-type]
    if cls is str:
        return ValueText(str_text(value, MAX_TEXT), "str")  # type: ignore[arg-type]
    constant = _CONSTANTS.get(id(value))
    if constant is not None:
        return constant
    return ValueText(_text(value, MAX_DEPTH), name_of_type(cls))


def int_text(value: int) -> str:
    """Return an ``int`` in decimal, a huge one by its size: its digits would take too long."""
    if int.bit_length(value) <= MAX_INT_BITS:
        return int.__repr__(value)
    return f"<int of {int.bit_length(value)} bits>"


def str_text(value: str, limit: int) -> str:
    """Return the ``repr`` of a string, cut in its middle if it is long."""
    if str.__len__(value) <= limit:
        return cut(str.__repr__(value), limit * 4)
    head, tail = limit * 2 // 3, limit // 4
    return (
        str.__repr__(str.__getitem__(value, slice(head)))
        + ELLIPSIS
        + str.__repr__(str.__getitem__(value, slice(-tail, None)))
    )


def bytes_text(value: bytes | bytearray, limit: int) -> str:
    """Return the ``repr`` of bytes, cut if they are long."""
    if len(value) <= limit:
        return cut(repr(value), limit * 4)
    return repr(value[:limit]) + ELLIPSIS


def address_text(value: object) -> str:
    """Return ``<Type at 0x…>``, which says which object it is and nothing of what is in it."""
    return f"<{name_of_type(type(value))} at {id(value):#x}>"


def scalar_text(value: Any, limit: int) -> str | None:
    """Return the text of an exact built-in scalar, None for anything else."""
    kind = _SCALARS.get(id(type(value)))
    return None if kind is None else kind(value, limit)


def _text(value: Any, depth: int) -> str:
    scalar = scalar_text(value, MAX_TEXT)
    if scalar is not None:
        return scalar
    brackets = _BRACKETS.get(id(type(value)))
    if brackets is None:
        return address_text(value)
    try:
        return cut(_container_text(value, brackets, depth), MAX_TEXT)
    except RuntimeError:
        # Another thread changed it meanwhile.
        return address_text(value)


def _container_text(value: Any, brackets: tuple[str, str], depth: int) -> str:
    opening, closing = brackets
    size = len(value)
    if not size:
        return _EMPTY.get(id(type(value)), opening + closing)
    if depth == 0:
        return opening + ELLIPSIS + closing
    if type(value) is dict:
        items = [
            f"{_text(key, depth - 1)}: {_text(item, depth - 1)}"
            for key, item in islice(value.items(), MAX_ITEMS)
        ]
    else:
        items = [_text(item, depth - 1) for item in islice(value, MAX_ITEMS)]
    if size > MAX_ITEMS:
        items.append(ELLIPSIS)
    elif size == 1 and type(value) is tuple:
        closing = ",)"
    return opening + ", ".join(items) + closing


def exception_repr(error: BaseException, text_of: Callable[[Any], str]) -> str:
    """Return ``Name(arguments)``, as Python's own ``__repr__`` of exceptions does."""
    arguments = ", ".join(map(text_of, islice(_arguments(error), MAX_ITEMS)))
    return f"{name_of_type(type(error))}({arguments})"


def _plain(value: object, limit: int) -> str:
    return repr(value)


def _range_text(value: range, limit: int) -> str:
    step = "" if value.step == 1 else f", {int_text(value.step)}"
    return f"range({int_text(value.start)}, {int_text(value.stop)}{step})"


_arguments: Any = BaseException.__dict__["args"].__get__


_SCALARS: dict[int, Callable[[Any, int], str]] = {
    id(int): lambda value, limit: int_text(value),
    id(str): str_text,
    id(bytes): bytes_text,
    id(bytearray): bytes_text,
    id(range): _range_text,
    **{
        id(kind): _plain
        for kind in (float, complex, bool, type(None), type(...), type(NotImplemented))
    },
}
_BRACKETS = {
    id(list): ("[", "]"),
    id(tuple): ("(", ")"),
    id(dict): ("{", "}"),
    id(set): ("{", "}"),
    id(frozenset): ("frozenset({", "})"),
}
_EMPTY = {id(set): "set()", id(frozenset): "frozenset()"}
