"""What is known of one coroutine object, as pairs of a word and a value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import ClassVar

from PySide6.QtCore import Qt

from ..protocol.coroutines import Coroutine, CoroutineKind, CoroutineState, Site, ValueText
from .rows_model import RowsModel
from .words import (
    all_names,
    coroutine_name,
    kind_word,
    outcome_words,
    place_words,
    role_word,
    site_words,
    source_name,
    state_word,
    translated,
    waits_for_words,
)


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing known; `place` or `coroutine_id` is what it leads to."""

    about: str
    text: str
    place: Site | None = None
    coroutine_id: int | None = None

    @property
    def is_link(self) -> bool:
        """Whether it leads anywhere."""
        return self.coroutine_id is not None or (
            self.place is not None and self.place.source is not None
        )


class ObjectModel(RowsModel[Fact]):
    """One fact a row."""

    HEADERS: ClassVar[tuple[str, ...]] = ("Attribute", "Value")

    class Role(IntEnum):
        """What a row can be asked for beyond its text."""

        IS_LINK = Qt.ItemDataRole.UserRole

    def text(self, row: Fact, column: int) -> str:
        """Return the plain text of a cell."""
        return row.text if column else row.about

    def more(self, row: Fact, column: int, role: int) -> object:
        """Return whether a row leads anywhere, and the text that has no room in the column."""
        if role == self.Role.IS_LINK:
            return row.is_link
        if role != Qt.ItemDataRole.ToolTipRole:
            return None
        return translated("{0}: a click goes there", row.text) if row.is_link else row.text


def facts(coroutine: Coroutine, others: Mapping[int, Coroutine]) -> list[Fact]:
    """Return what is known of ``coroutine``; what does not apply is left out."""
    found = [
        Fact("Kind", kind_word(coroutine.kind)),
        Fact("Function", coroutine.qualname),
        Fact("Held by", all_names(coroutine)),
        Fact("Task", coroutine.task or ""),
        Fact("State", place_words(coroutine), _here(coroutine)),
        Fact("Ended", _ended(coroutine), _end(coroutine)),
        Fact("Role", role_word(coroutine.role)),
        Fact("Resumed", _times(coroutine)),
        Fact("Last received", _value(coroutine.last_sent)),
        Fact("Last yielded", _value(coroutine.last_yielded)),
        _awaiting(coroutine, others),
        Fact("Awaited by", _awaited_by(coroutine, others), coroutine_id=coroutine.awaited_by),
        Fact("Created at", _created(coroutine), coroutine.created_at),
        _definition(coroutine),
        *_attributes(coroutine),
        Fact("Number", f"#{coroutine.id}"),
    ]
    return [replace(fact, about=translated(fact.about)) for fact in found if fact.text]


def _here(coroutine: Coroutine) -> Site | None:
    if coroutine.line is None or coroutine.state is CoroutineState.FINISHED:
        return None
    return Site(coroutine.line, coroutine.source)


def _end(coroutine: Coroutine) -> Site | None:
    line = coroutine.outcome.line if coroutine.outcome else None
    return Site(line, coroutine.source) if line is not None else None


def _definition(coroutine: Coroutine) -> Fact:
    line, text = coroutine.definition_line, source_name(coroutine.source)
    if line is None:
        return Fact("Defined at", text)
    return Fact("Defined at", f"{text}:{line}", Site(line, coroutine.source))


def _created(coroutine: Coroutine) -> str:
    return site_words(coroutine.created_at) or translated("not seen")


def _awaiting(coroutine: Coroutine, others: Mapping[int, Coroutine]) -> Fact:
    awaited = coroutine.awaiting if isinstance(coroutine.awaiting, int) else None
    return Fact("Waits for", waits_for_words(coroutine, others), coroutine_id=awaited)


def _attributes(coroutine: Coroutine) -> list[Fact]:
    """Return the attributes that tell Python's own code the state, as they read now.

    Of an asynchronous generator ``ag_running`` is left out: it is true as long as an ``asend`` is
    under way, so it does not follow from the state.
    """
    prefix, awaited = _PREFIXES[coroutine.kind]
    state = coroutine.state
    pairs = [("frame", "None" if state is CoroutineState.FINISHED else "<frame>")]
    if prefix != "ag":
        pairs += [
            ("running", str(state is CoroutineState.RUNNING)),
            ("suspended", str(state is CoroutineState.SUSPENDED)),
        ]
    if state is not CoroutineState.RUNNING:
        is_nothing = coroutine.awaiting is None
        pairs.append((awaited, "None" if is_nothing else _awaited_words(coroutine)))
    return [Fact(f"{prefix}_{name}", text) for name, text in pairs]


def _awaited_words(coroutine: Coroutine) -> str:
    awaited = coroutine.awaiting
    return f"#{awaited}" if isinstance(awaited, int) else awaited or ""


_PREFIXES = {
    CoroutineKind.GENERATOR: ("gi", "yieldfrom"),
    CoroutineKind.ITERABLE_COROUTINE: ("gi", "yieldfrom"),
    CoroutineKind.COROUTINE: ("cr", "await"),
    CoroutineKind.ASYNC_GENERATOR: ("ag", "await"),
}


def _ended(coroutine: Coroutine) -> str:
    return outcome_words(coroutine.outcome) if coroutine.state is CoroutineState.FINISHED else ""


def _times(coroutine: Coroutine) -> str:
    if not coroutine.resumptions:
        return translated("never")
    if coroutine.resumptions == 1:
        words = translated("once")
    else:
        words = translated("{0} times", f"{coroutine.resumptions:,}")
    return (
        translated("{0}; not recorded from there", words) if coroutine.recording_stopped else words
    )


def _value(value: ValueText | None) -> str:
    return "" if value is None else f"{value.value}  ({value.type})"


def _awaited_by(coroutine: Coroutine, others: Mapping[int, Coroutine]) -> str:
    if coroutine.awaited_by is None:
        return ""
    other = others.get(coroutine.awaited_by)
    if other is None:
        return f"#{coroutine.awaited_by}"
    return f"{coroutine_name(other)}, {state_word(other)}"
