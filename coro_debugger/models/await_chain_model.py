"""From a coroutine to what it waits for in the end."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import ClassVar

from PySide6.QtCore import Qt

from ..protocol.coroutines import Coroutine
from ..protocol.values import StackFrame
from .rows_model import RowsModel
from .words import coroutine_name, function_word, source_name, state_word, translated


@dataclass(frozen=True, slots=True)
class ChainLink:
    """One link: a coroutine in its frame, or (at the end) anything else that is waited for."""

    name: str
    function: str = ""
    place: str = ""
    coroutine_id: int | None = None
    frame: StackFrame | None = None


class ChainColumn(IntEnum):
    """From left to right."""

    NAME = 0
    FUNCTION = 1
    PLACE = 2


class AwaitChainModel(RowsModel[ChainLink]):
    """The first row is the coroutine itself, the last what all wait for."""

    HEADERS: ClassVar[tuple[str, ...]] = ("Name", "Function", "At")

    class Role(IntEnum):
        """What a row can be asked for beyond its text."""

        COROUTINE_ID = Qt.ItemDataRole.UserRole

    def text(self, row: ChainLink, column: int) -> str:
        """Return the plain text of a cell."""
        return (row.name, row.function, row.place)[column]

    def more(self, row: ChainLink, column: int, role: int) -> object:
        """Return the coroutine of a row."""
        if role == Qt.ItemDataRole.ToolTipRole:
            text = self.text(row, column)
            is_link = row.coroutine_id is not None
            return translated("{0}: a click selects it", text) if is_link else text
        return row.coroutine_id if role == self.Role.COROUTINE_ID else None


@dataclass(frozen=True, slots=True)
class AwaitChain:
    """The links found so far, and the coroutine that must be known to go on (None: complete)."""

    links: tuple[ChainLink, ...]
    wanted: int | None = None


def await_chain(
    frames: Sequence[StackFrame],
    coroutines: Mapping[int, Coroutine],
    missing: Collection[int] = (),
) -> AwaitChain:
    """Follow a coroutine's stack, which comes innermost first, and what its end waits for.

    A task that is waited for is followed into the coroutine that it runs. ``missing`` are ids that
    nothing is known of.
    """
    links = [_frame_link(frame, coroutines) for frame in reversed(frames)]
    seen = {link.coroutine_id for link in links}
    last = links[-1].coroutine_id if links else None
    while last is not None and last not in missing:
        coroutine = coroutines.get(last)
        if coroutine is None:
            return AwaitChain(tuple(links), last)
        following = _following(coroutine, coroutines, seen)
        links += following
        last = following[-1].coroutine_id if following else None
        seen.add(last)
    return AwaitChain(tuple(links))


def _following(
    coroutine: Coroutine, coroutines: Mapping[int, Coroutine], seen: Collection[int | None]
) -> list[ChainLink]:
    """Return the links behind a coroutine, as far as is known: one, or a task and what it runs."""
    awaited = coroutine.awaiting
    if awaited is None or awaited in seen:
        return []
    if isinstance(awaited, int):
        return [_coroutine_link(awaited, coroutines.get(awaited))]
    name = _TASK.fullmatch(awaited)
    inside = [c for c in coroutines.values() if name and repr(c.task) == name.group(1)]
    if len(inside) != 1 or inside[0].id in seen:  # names of tasks need not be unique
        return [ChainLink(awaited, translated("what all of them wait for"))]
    task = ChainLink(awaited, translated("a task, which runs"))
    return [task, _coroutine_link(inside[0].id, inside[0])]


def _frame_link(frame: StackFrame, coroutines: Mapping[int, Coroutine]) -> ChainLink:
    coroutine = coroutines.get(frame.coroutine_id or 0)
    name = f"#{frame.coroutine_id}" if frame.coroutine_id else frame.name
    if coroutine is not None:
        name = coroutine_name(coroutine)
    place = f"{source_name(frame.source)}:{frame.line}"
    return ChainLink(name, frame.name, place, frame.coroutine_id, frame)


def _coroutine_link(coroutine_id: int, coroutine: Coroutine | None) -> ChainLink:
    if coroutine is None:
        return ChainLink(f"#{coroutine_id}", coroutine_id=coroutine_id)
    place = state_word(coroutine)
    if coroutine.line is not None:
        place = f"{source_name(coroutine.source)}:{coroutine.line}"
    name, function = coroutine_name(coroutine), function_word(coroutine)
    return ChainLink(name, function, place, coroutine_id)


_TASK = re.compile(r"\w*Task (.+)", re.DOTALL)
"""The name of a task stands behind its class as Python writes a text."""
