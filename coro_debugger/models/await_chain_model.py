"""From a coroutine to what it waits for in the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import ClassVar

from PySide6.QtCore import Qt

from ..protocol.coroutines import Coroutine
from ..protocol.values import StackFrame
from .rows_model import RowsModel
from .words import coroutine_name, source_name, translated


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
        return row.coroutine_id if role == self.Role.COROUTINE_ID else None


def chain_links(
    frames: Sequence[StackFrame], coroutines: Mapping[int, Coroutine]
) -> list[ChainLink]:
    """Return the links of a coroutine's stack, which comes innermost first."""
    links = [_link(frame, coroutines) for frame in reversed(frames)]
    last = coroutines.get(links[-1].coroutine_id or 0) if links else None
    if last is not None and isinstance(last.awaiting, str):
        links.append(ChainLink(last.awaiting, translated("what all of them wait for")))
    return links


def _link(frame: StackFrame, coroutines: Mapping[int, Coroutine]) -> ChainLink:
    coroutine = coroutines.get(frame.coroutine_id or 0)
    name = f"#{frame.coroutine_id}" if frame.coroutine_id else frame.name
    if coroutine is not None:
        name = coroutine_name(coroutine)
    place = f"{source_name(frame.source)}:{frame.line}"
    return ChainLink(name, frame.name, place, frame.coroutine_id, frame)
