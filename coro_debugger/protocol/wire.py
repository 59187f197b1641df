"""Typed dataclasses to and from the plain objects that JSON carries.

Python names are snake_case, names on the wire camelCase (DAP's habit). A value of
``None`` is left out when written; unknown fields are ignored when read.

What is said of a program has bounds, for a program may call anything by a name of a million
characters: see ``longest`` of `to_wire` and `from_wire`.
"""

from __future__ import annotations

import dataclasses
import sys
import types
import typing
from collections.abc import Callable
from enum import Enum
from typing import Any, TypeVar, cast

T = TypeVar("T")

LONGEST_NAME = 1_000
"""Characters of a text that is said of a program, unless its field says otherwise."""
LONGEST_TEXT = 4_096
"""Characters of a path, and of the message of an exception."""

_LONGEST = "longest"
_Reader = Callable[[Any, str], Any]


class WireError(ValueError):
    """A message does not have the form its type asks for; the text names the field."""


def wire_name(attribute: str) -> str:
    """Return the camelCase name on the wire of a snake_case attribute."""
    head, *rest = attribute.rstrip("_").split("_")
    return head + "".join(part.capitalize() for part in rest)


def field_name(field: dataclasses.Field[Any]) -> str:
    """Return the name on the wire of a field: DAP writes a few otherwise (metadata "wire")."""
    name: str = field.metadata.get("wire") or wire_name(field.name)
    return name


def cut(text: str, longest: int) -> str:
    """Return ``text``, its end replaced by an ellipsis if it is longer than that."""
    return text if len(text) <= longest else text[: longest - 1] + "…"


def at_most(characters: int = LONGEST_TEXT) -> dict[str, int]:
    """Return the metadata of a field whose text may be longer than LONGEST_NAME."""
    return {_LONGEST: characters}


def to_wire(value: Any, longest: int | None = None) -> Any:
    """Return ``value`` as dicts, lists and scalars; fields that are None are left out.

    ``longest``: what texts are cut to, those of fields with a bound of their own to that.
    """
    if type(value) is str:
        return value if longest is None else cut(value, longest)
    if value is None or type(value) in (int, float, bool):
        return value
    names = _names_of(type(value))
    if names is not None:
        return {
            name: to_wire(item, longest and (own or longest))
            for attribute, name, own in names
            if (item := getattr(value, attribute)) is not None
        }
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dict):
        return {str(key): to_wire(item, longest) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [to_wire(item, longest) for item in value]
    if isinstance(value, str | int | float):
        return value
    raise WireError(f"a {type(value).__name__} has no form on the wire")


def from_wire(cls: type[T], data: Any, path: str = "", longest: int | None = None) -> T:
    """Return ``data`` (parsed JSON) as a ``cls``; ``longest`` as with `to_wire`.

    Raises WireError where a required field is missing or a value has the wrong type.
    """
    return cast(T, _reader_of(cls, longest)(data, path or cls.__name__))


def prepare(cls: type[Any]) -> None:
    """Resolve the type hints of ``cls`` now: a debuggee imports nothing after start-up."""
    _reader_of(cls, None)
    _names_of(cls)


_names: dict[type[Any], tuple[tuple[str, str, int | None], ...] | None] = {}
_readers: dict[tuple[Any, int | None], _Reader] = {}


def _names_of(cls: type[Any]) -> tuple[tuple[str, str, int | None], ...] | None:
    """Return attribute, name on the wire and bound of each field, None for what has no fields."""
    try:
        return _names[cls]
    except KeyError:
        names = None
        if dataclasses.is_dataclass(cls):
            names = tuple(
                (field.name, field_name(field), field.metadata.get(_LONGEST))
                for field in dataclasses.fields(cls)
            )
        _names[cls] = names
        return names


def _reader_of(hint: Any, longest: int | None) -> _Reader:
    reader = _readers.get((hint, longest))
    if reader is None:
        reader = _readers[hint, longest] = _make_reader(hint, longest)
    return reader


def _make_reader(hint: Any, longest: int | None) -> _Reader:
    if hint is Any:
        return lambda data, path: data
    if dataclasses.is_dataclass(hint):
        return _dataclass_reader(cast("type[Any]", hint), longest)
    origin = typing.get_origin(hint)
    arguments = typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return _union_reader(arguments, longest)
    if origin is tuple:
        return _sequence_reader(arguments[0], tuple, longest)
    if origin is list:
        return _sequence_reader(arguments[0], list, longest)
    if origin is dict:
        return _mapping_reader(arguments[1], longest)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _enum_reader(hint)
    if hint is str and longest is not None:
        return _text_reader(longest)
    if hint in (str, int, float, bool, type(None)):
        return _scalar_reader(hint)
    raise TypeError(f"no reader for {hint!r}")


def _scalar_reader(kind: type[Any]) -> _Reader:
    def read(data: Any, path: str) -> Any:
        if type(data) is kind or (kind is float and type(data) is int):
            return data
        raise WireError(f"{path}: expected {kind.__name__}, got {type(data).__name__}")

    return read


def _text_reader(longest: int) -> _Reader:
    read_text = _scalar_reader(str)
    return lambda data, path: cut(read_text(data, path), longest)


def _enum_reader(kind: type[Enum]) -> _Reader:
    def read(data: Any, path: str) -> Any:
        try:
            return kind(data)
        except ValueError:
            raise WireError(f"{path}: {data!r:.80} is not a {kind.__name__}") from None

    return read


def _union_reader(arguments: tuple[Any, ...], longest: int | None) -> _Reader:
    optional = type(None) in arguments
    readers = [_reader_of(a, longest) for a in arguments if a is not type(None)]

    def read(data: Any, path: str) -> Any:
        if data is None and optional:
            return None
        for reader in readers[:-1]:
            try:
                return reader(data, path)
            except WireError:
                continue
        return readers[-1](data, path)

    return read


def _sequence_reader(item: Any, kind: type[Any], longest: int | None) -> _Reader:
    read_item = _reader_of(item, longest)

    def read(data: Any, path: str) -> Any:
        if type(data) is not list:
            raise WireError(f"{path}: expected a list, got {type(data).__name__}")
        return kind(read_item(value, f"{path}[{i}]") for i, value in enumerate(data))

    return read


def _mapping_reader(item: Any, longest: int | None) -> _Reader:
    read_item = _reader_of(item, longest)

    def read(data: Any, path: str) -> Any:
        if type(data) is not dict:
            raise WireError(f"{path}: expected an object, got {type(data).__name__}")
        return {key: read_item(value, f"{path}.{key}") for key, value in data.items()}

    return read


def _dataclass_reader(cls: type[Any], longest: int | None) -> _Reader:
    # Registered before its fields are resolved, so that a type may contain itself.
    fields: list[tuple[str, str, bool, _Reader]] = []

    def read(data: Any, path: str) -> Any:
        if type(data) is not dict:
            raise WireError(f"{path}: expected an object, got {type(data).__name__}")
        values = {}
        for attribute, name, required, reader in fields:
            if data.get(name) is not None:
                values[attribute] = reader(data[name], f"{path}.{name}")
            elif required:
                raise WireError(f"{path}: {name!r} is missing")
        return cls(**values)

    _readers[cls, longest] = read
    hints = typing.get_type_hints(cls, vars(sys.modules[cls.__module__]))
    for field in dataclasses.fields(cls):
        required = (
            field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
        )
        bound = longest and (field.metadata.get(_LONGEST) or longest)
        reader = _reader_of(hints[field.name], bound)
        fields.append((field.name, field_name(field), required, reader))
    return read
