"""What may stand in a message: of the form that a type asks for, of any content, by a seed."""

from __future__ import annotations

import dataclasses
import functools
import sys
import types
import typing
from enum import Enum
from random import Random
from typing import Any

from coro_debugger.protocol.wire import field_name

TEXTS = (
    "", "g", "f", "<module>", "x" * 5000, "long " * 60_000, "two\nlines", "\0\x1b[31m", "‮rtl",
    "\udcff", "<b>%1 {0}</b>", "🐍", "script.py", "/no/such/file.py", "/dev/zero", "/",
)  # fmt: skip
# Small ones, that numbers of threads, coroutines and lines may meet, and such as fit nowhere.
NUMBERS = (*range(7), *range(7), -1, 100, 2**31 - 1, 2**31, -(2**63), 10**30)
# DAP has none beyond 2**53, and few below zero.
DAP_NUMBERS = tuple(number for number in NUMBERS if 0 <= number < 2**53)


class WireValues:
    """Makes JSON."""

    def __init__(self, seed: int, numbers: tuple[int, ...] = NUMBERS) -> None:
        self.random = Random(seed)
        self._numbers = numbers

    def of_type(self, hint: Any, depth: int = 0) -> Any:
        """Return JSON of the form that ``hint`` asks for."""
        random = self.random
        if hint is Any:
            return self.anything()
        if dataclasses.is_dataclass(hint):
            return self._object(hint, depth + 1)
        origin, arguments = typing.get_origin(hint), typing.get_args(hint)
        if origin in (typing.Union, types.UnionType):
            kinds = [each for each in arguments if each is not type(None)]
            return self.of_type(random.choice(kinds), depth)
        if origin in (list, tuple):
            most = 5 if depth < 3 else 1
            return [self.of_type(arguments[0], depth + 1) for _ in range(random.randrange(most))]
        if origin is dict:
            return {self.text(): self.of_type(arguments[1], depth + 1) for _ in range(2)}
        if isinstance(hint, type) and issubclass(hint, Enum):
            return random.choice([each.value for each in hint])
        return self._scalar(hint)

    def anything(self) -> Any:
        """Return JSON of any form."""
        return self.random.choice([None, True, 1, -1, 1.5, 1e308, "text", [1], {"a": "b"}, [[{}]]])

    def text(self) -> str:
        """Return any text."""
        return self.random.choice(TEXTS)

    def _scalar(self, hint: Any) -> Any:
        if hint is str:
            return self.text()
        if hint is bool:
            return self.random.choice([True, False])
        if hint is type(None):
            return None
        assert hint in (int, float), hint
        return self.random.choice(self._numbers)

    def _object(self, cls: Any, depth: int) -> dict[str, Any]:
        return {
            name: self.of_type(hint, depth)
            for name, hint, is_required in _fields(cls)
            if is_required or self.random.random() < 0.6
        }


@functools.cache
def _fields(cls: Any) -> list[tuple[str, Any, bool]]:
    hints = typing.get_type_hints(cls, vars(sys.modules[cls.__module__]))
    return [
        (
            field_name(field),
            hints[field.name],
            field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING,
        )
        for field in dataclasses.fields(cls)
    ]
