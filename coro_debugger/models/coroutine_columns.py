"""The columns of the list of coroutines: their text, their tips, what they are ordered by."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from ..protocol.coroutines import Coroutine, CoroutineOrder, ValueText
from .coroutine_palette import colour_words
from .words import (
    all_names,
    coroutine_name,
    function_word,
    kind_word,
    outcome_words,
    place_words,
    role_hint,
    role_word,
    site_words,
    state_word,
    translated,
)


class Column(IntEnum):
    """From left to right."""

    COLOUR = 0
    NAME = 1
    FUNCTION = 2
    ROLE = 3
    STATE = 4
    LINE = 5
    LAST_IN = 6
    LAST_OUT = 7


HEADERS = {
    Column.COLOUR: "Colour",
    Column.NAME: "Name",
    Column.FUNCTION: "Function",
    Column.ROLE: "Role",
    Column.STATE: "State",
    Column.LINE: "Line",
    Column.LAST_IN: "Last in",
    Column.LAST_OUT: "Last out",
}


ORDERS = {
    Column.COLOUR: CoroutineOrder.ID,
    Column.NAME: CoroutineOrder.NAME,
    Column.FUNCTION: CoroutineOrder.FUNCTION,
    Column.ROLE: CoroutineOrder.ROLE,
    Column.STATE: CoroutineOrder.STATE,
    Column.LINE: CoroutineOrder.LINE,
    Column.LAST_IN: CoroutineOrder.LAST_SENT,
    Column.LAST_OUT: CoroutineOrder.LAST_YIELDED,
}
"""What the debuggee calls the order by a column."""


@dataclass(frozen=True, slots=True)
class CoroutinesOrdered:
    """The order of the rows; None is that in which they were made."""

    by: CoroutineOrder | None = None
    descending: bool = False


def text_of(coroutine: Coroutine, column: Column) -> str:
    """Return the plain text of a cell."""
    match column:
        case Column.COLOUR:
            return ""
        case Column.NAME:
            return coroutine_name(coroutine)
        case Column.FUNCTION:
            return function_word(coroutine)
        case Column.ROLE:
            return role_word(coroutine.role)
        case Column.STATE:
            return state_word(coroutine)
        case Column.LINE:
            return "—" if coroutine.line is None else str(coroutine.line)
        case Column.LAST_IN:
            return _value_text(coroutine.last_sent)
        case Column.LAST_OUT:
            return _value_text(coroutine.last_yielded)


def spoken_text_of(coroutine: Coroutine, column: Column) -> str:
    """Return what a screen reader says of a cell: its text, or what is drawn or left out there."""
    if column is Column.COLOUR:
        return colour_words(coroutine.id)
    return text_of(coroutine, column) or translated("nothing so far")


def tool_tip_of(coroutine: Coroutine, column: Column) -> str | None:
    """Return what a cell says when asked; None where the text says it all."""
    match column:
        case Column.COLOUR | Column.NAME:
            what = f"{kind_word(coroutine.kind)} #{coroutine.id}, {place_words(coroutine)}"
            return translated("{0}\nheld by {1}", what, all_names(coroutine))
        case Column.FUNCTION:
            return _function_tip(coroutine)
        case Column.ROLE:
            return role_hint(coroutine.role)
        case Column.STATE:
            return outcome_words(coroutine.outcome) if coroutine.outcome else None
        case Column.LAST_IN if coroutine.last_sent:
            return translated("Received {0}", coroutine.last_sent.value)
        case Column.LAST_OUT if coroutine.last_yielded:
            return translated("Yielded {0}", coroutine.last_yielded.value)
    return None


def _function_tip(coroutine: Coroutine) -> str:
    where = site_words(coroutine.created_at)
    if not where:
        return coroutine.qualname
    return translated("{0}, created at {1}", coroutine.qualname, where)


def _value_text(value: ValueText | None) -> str:
    return "" if value is None else value.value
