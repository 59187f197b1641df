"""The byte code of a frame, its suspended instruction and every yield marked."""

from __future__ import annotations

from enum import IntEnum
from typing import ClassVar

from PySide6.QtCore import QObject, Qt

from ..protocol.values import DisassembledInstruction
from .rows_model import RowsModel
from .words import translated


class BytecodeColumn(IntEnum):
    """From left to right."""

    MARK = 0
    OFFSET = 1
    INSTRUCTION = 2
    ARGUMENT = 3
    LINE = 4


class BytecodeModel(RowsModel[DisassembledInstruction]):
    """One instruction a row."""

    HEADERS: ClassVar[tuple[str, ...]] = ("", "Offset", "Instruction", "Argument", "Line")

    class Role(IntEnum):
        """What a row can be asked for beyond its text."""

        IS_CURRENT = Qt.ItemDataRole.UserRole
        IS_YIELD = Qt.ItemDataRole.UserRole + 1

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._yielded: str | None = None

    def current_row(self) -> int | None:
        """Return the row of the instruction the frame is at."""
        return next((i for i, row in enumerate(self._rows) if row.is_current), None)

    def set_yielded(self, text: str | None) -> None:
        """Say which value went out last by the yield that the frame is at; None: no such thing."""
        if text != self._yielded:
            self._yielded = text
            if (row := self.current_row()) is not None:
                index = self.index(row, BytecodeColumn.ARGUMENT)
                self.dataChanged.emit(index, index)

    def rows_of_line(self, line: int) -> list[int]:
        """Return the rows whose instructions belong to a line of the source."""
        return [i for i, row in enumerate(self._rows) if row.line == line]

    def rows_of_span(
        self, line: int, column: int | None, end_line: int | None, end_column: int | None
    ) -> list[int]:
        """Return the rows of what is selected in the source.

        For a selection those inside it; for a mere place those of the smallest expression around
        it; where there is none those of the line.
        """
        start = (line, column or 1)
        end = (end_line or line, end_column or start[1])
        spans = {i: span for i, row in enumerate(self._rows) if (span := _span(row))}
        if start != end:
            rows = [i for i, (a, b) in spans.items() if start <= a and b <= end]
        else:
            around = {i: span for i, span in spans.items() if span[0] <= start < span[1]}
            smallest = min(around.values(), key=_size, default=None)
            rows = [i for i, span in around.items() if span == smallest]
        return rows or self.rows_of_line(line)

    def text(self, row: DisassembledInstruction, column: int) -> str:
        """Return the plain text of a cell."""
        match column:
            case BytecodeColumn.MARK:
                return "▸" if row.is_current else "⇥" if row.is_yield else ""
            case BytecodeColumn.OFFSET:
                return str(row.offset) if row.offset is not None else row.address
            case BytecodeColumn.INSTRUCTION:
                return row.opname or row.instruction
            case BytecodeColumn.ARGUMENT:
                return self._argument(row)
        return "" if row.line is None else str(row.line)

    def _argument(self, row: DisassembledInstruction) -> str:
        if row.is_current and row.is_yield and self._yielded is not None:
            return f"→ {self._yielded}"
        return row.argument or ""

    def more(self, row: DisassembledInstruction, column: int, role: int) -> object:
        """Return the marks, and in words what they mean."""
        match role:
            case self.Role.IS_CURRENT:
                return bool(row.is_current)
            case self.Role.IS_YIELD:
                return bool(row.is_yield)
            case Qt.ItemDataRole.ToolTipRole if row.is_current:
                return translated("The frame is at this instruction")
            case Qt.ItemDataRole.ToolTipRole if row.is_yield:
                return translated("Here it suspends: values go out and come in by this instruction")
            case Qt.ItemDataRole.AccessibleTextRole if column == BytecodeColumn.MARK:
                return _mark_words(row)
            case Qt.ItemDataRole.TextAlignmentRole if column == BytecodeColumn.OFFSET:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None


_Place = tuple[int, int]


def _span(row: DisassembledInstruction) -> tuple[_Place, _Place] | None:
    if row.line is None or row.column is None or row.end_column is None:
        return None
    return (row.line, row.column), (row.end_line or row.line, row.end_column)


def _size(span: tuple[_Place, _Place]) -> _Place:
    (line, column), (end_line, end_column) = span
    return end_line - line, end_column - column


def _mark_words(row: DisassembledInstruction) -> str | None:
    if row.is_current:
        return translated("The frame is here")
    return translated("Suspends here") if row.is_yield else None
