"""What a variables reference stands for: a group of named values that can be listed and changed.

Values are read without running code of the program: no property is evaluated, no iterator of the
program is advanced, no ``__hash__`` or ``__eq__`` is called.
"""

from __future__ import annotations

from collections import deque
from itertools import islice
from types import CellType, FrameType, FunctionType

from .coroutine_objects import frame_of, is_coroutine
from .frame_locals import can_write_locals, is_function_frame, read_locals
from .stored_attributes import (
    attributes_of,
    container_base,
    is_attribute_name,
    user_names_first,
)
from .type_facts import name_of_type
from .value_text import scalar_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

NOT_ON_THIS_PYTHON = "Not possible on this Python"
MAX_EVALUATE_NAME = 200
_WRITTEN_AS_KEYS = frozenset(map(id, (str, int, bool, bytes, type(None))))


class NotPossible(Exception):
    """The variable cannot be changed; the text says why."""


class Entry:
    """One child: `name` as shown, `evaluate_name` an expression for it, `key` to change it."""

    __slots__ = ("evaluate_name", "is_writable", "key", "name", "value")

    def __init__(
        self,
        name: str,
        value: object,
        key: object = None,
        evaluate_name: str | None = None,
        is_writable: bool = False,
    ) -> None:
        self.name = name
        self.value = value
        self.key = key
        self.evaluate_name = evaluate_name
        self.is_writable = is_writable


class Node:
    """A group of values. `named` and `indexed` count them; `entries` yields a slice of them."""

    def named(self) -> list[Entry]:
        """Return the children with names."""
        return []

    def indexed_count(self) -> int:
        """Return how many children come in an order and may be very many."""
        return 0

    def indexed(self, start: int, count: int, text_of: Callable[[Any], str]) -> list[Entry]:
        """Return some of those; ``text_of`` makes the name of a key."""
        return []

    def assign(self, entry: Entry, value: object) -> None:
        """Change the value of a child that was handed out. Raises NotPossible."""
        raise NotPossible("This cannot be changed")


class FrameNode(Node):
    """The variables of a frame: its own, or those of the functions around it (``closure``).

    Empty once ``coroutine``, whose body it is, has ended: reading then crashes some Pythons
    (python_facts.FRAMES_OUTLIVE_THEIR_VARIABLES).
    """

    def __init__(self, frame: FrameType, coroutine: object = None, closure: bool = False) -> None:
        self._frame = frame
        self._coroutine = coroutine
        self._closure = closure

    def _is_over(self) -> bool:
        return self._coroutine is not None and frame_of(self._coroutine) is not self._frame

    def named(self) -> list[Entry]:
        if self._is_over():
            return []
        bound = read_locals(self._frame)
        free = self._frame.f_code.co_freevars
        if not is_function_frame(self._frame):
            names = user_names_first(bound)
        elif self._closure:
            names = [name for name in free if name in bound]
        else:
            names = [name for name in bound if name not in free]
        writable = can_write_locals(self._frame)
        return [
            Entry(name, bound[name], name, name if name.isidentifier() else None, writable)
            for name in names
        ]

    def assign(self, entry: Entry, value: object) -> None:
        if self._is_over():
            raise NotPossible("It has ended meanwhile")
        if not can_write_locals(self._frame):
            raise NotPossible(NOT_ON_THIS_PYTHON)
        self._frame.f_locals[entry.name] = value


class NamespaceNode(Node):
    """The globals of a module."""

    def __init__(self, namespace: dict[str, Any]) -> None:
        self._namespace = namespace

    def named(self) -> list[Entry]:
        namespace = self._namespace
        return [
            Entry(name, namespace[name], name, name if name.isidentifier() else None, True)
            for name in user_names_first(namespace)
        ]

    def assign(self, entry: Entry, value: object) -> None:
        dict.__setitem__(self._namespace, entry.name, value)


class StackNode(Node):
    """The evaluation stack, top first."""

    def __init__(self, values: list[Any]) -> None:
        self._values = values

    def named(self) -> list[Entry]:
        top = len(self._values) - 1
        return [Entry(str(top - i), value) for i, value in enumerate(reversed(self._values))]


class ObjectNode(Node):
    """What is in an object: items of a container, then its attributes."""

    def __init__(self, value: object, evaluate_name: str | None) -> None:
        self._value = value
        self._expression = evaluate_name
        self._container = container_base(type(value))

    def named(self) -> list[Entry]:
        expression = self._expression
        return [
            Entry(
                name,
                value,
                name,
                f"{expression}.{name}" if expression and is_attribute_name(name) else None,
                writable,
            )
            for name, value, writable in attributes_of(self._value)
        ]

    def indexed_count(self) -> int:
        return 0 if self._container is None else int(self._container.__len__(self._value))

    def indexed(self, start: int, count: int, text_of: Callable[[Any], str]) -> list[Entry]:
        if self._container is None:
            return []
        if self._container is dict:
            return self._pairs(start, count, text_of)
        items = islice(self._container.__iter__(self._value), start, start + count)
        ordered = self._container not in (set, frozenset)
        writable = _is_sequence(self._value)
        return [
            Entry(
                str(start + i),
                item,
                start + i,
                f"{self._expression}[{start + i}]" if ordered and self._expression else None,
                writable,
            )
            for i, item in enumerate(items)
        ]

    def _pairs(self, start: int, count: int, text_of: Callable[[Any], str]) -> list[Entry]:
        pairs: Any = islice(dict.items(self._value), start, start + count)  # type: ignore[arg-type]
        writable = type(self._value) is dict
        return [
            Entry(text_of(key), item, key, self._key_expression(key), writable)
            for key, item in pairs
        ]

    def _key_expression(self, key: object) -> str | None:
        text = scalar_text(key, MAX_EVALUATE_NAME) if self._expression else None
        if text is None or id(type(key)) not in _WRITTEN_AS_KEYS:
            return None
        if len(text) > MAX_EVALUATE_NAME // 2:
            return None
        return f"{self._expression}[{text}]"

    def assign(self, entry: Entry, value: object) -> None:
        target: Any = self._value
        if (type(entry.key) is int and _is_sequence(target)) or type(target) is dict:
            target[entry.key] = value
        elif not entry.is_writable:
            raise NotPossible(f"A {name_of_type(type(target))} cannot be changed here")
        elif type(target) is FunctionType:
            _assign_cell(target, entry.name, value)
        elif is_coroutine(target):
            frame = frame_of(target)
            if frame is None or not can_write_locals(frame):
                raise NotPossible(NOT_ON_THIS_PYTHON)
            frame.f_locals[entry.name] = value
        else:
            setattr(target, entry.name, value)


def _is_sequence(value: object) -> bool:
    return type(value) is list or type(value) is deque


def _assign_cell(function: FunctionType, name: str, value: object) -> None:
    index = function.__code__.co_freevars.index(name)
    cell: CellType = (function.__closure__ or ())[index]
    cell.cell_contents = value
