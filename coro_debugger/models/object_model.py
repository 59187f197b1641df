"""What is known of one coroutine object, as pairs of a word and a value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import Qt

from ..protocol.coroutines import Coroutine, CoroutineState, ValueText
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
    """One thing known."""

    about: str
    text: str


class ObjectModel(RowsModel[Fact]):
    """One fact a row."""

    HEADERS: ClassVar[tuple[str, ...]] = ("Attribute", "Value")

    def text(self, row: Fact, column: int) -> str:
        """Return the plain text of a cell."""
        return row.text if column else row.about

    def more(self, row: Fact, column: int, role: int) -> object:
        """Return the whole text for the tool tip: values can be longer than the column."""
        return row.text if role == Qt.ItemDataRole.ToolTipRole else None


def facts(coroutine: Coroutine, others: Mapping[int, Coroutine]) -> list[Fact]:
    """Return what is known of ``coroutine``; what does not apply is left out."""
    definition = source_name(coroutine.source)
    if coroutine.definition_line is not None:
        definition = f"{definition}:{coroutine.definition_line}"
    found = [
        ("Kind", kind_word(coroutine.kind)),
        ("Function", coroutine.qualname),
        ("Held by", all_names(coroutine)),
        ("Task", coroutine.task or ""),
        ("State", place_words(coroutine)),
        ("Ended", _ended(coroutine)),
        ("Role", role_word(coroutine.role)),
        ("Resumed", _times(coroutine)),
        ("Last received", _value(coroutine.last_sent)),
        ("Last yielded", _value(coroutine.last_yielded)),
        ("Waits for", waits_for_words(coroutine, dict(others))),
        ("Awaited by", _awaited_by(coroutine, others)),
        ("Created at", site_words(coroutine.created_at)),
        ("Defined at", definition),
        ("Number", f"#{coroutine.id}"),
    ]
    return [Fact(translated(about), text) for about, text in found if text]


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
