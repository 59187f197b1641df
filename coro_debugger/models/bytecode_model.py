"""The byte code of a frame, its suspended instruction and every yield marked."""

from __future__ import annotations

from enum import IntEnum
from typing import ClassVar

from PySide6.QtCore import Qt

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

    def current_row(self) -> int | None:
        """Return the row of the instruction the frame is at."""
        return next((i for i, row in enumerate(self._rows) if row.is_current), None)

    def rows_of_line(self, line: int) -> list[int]:
        """Return the rows whose instructions belong to a line of the source."""
        return [i for i, row in enumerate(self._rows) if row.line == line]

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
                return row.argument or ""
        return "" if row.line is None else str(row.line)

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
            case Qt.ItemDataRole.TextAlignmentRole if column == BytecodeColumn.OFFSET:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None
