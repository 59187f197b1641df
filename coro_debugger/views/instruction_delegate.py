"""Draws byte code: fixed width, the instruction of the frame and every yield marked."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ..models.bytecode_model import BytecodeColumn, BytecodeModel
from .cell_delegate import Index
from .theme import Theme


class InstructionDelegate(QStyledItemDelegate):
    """The marks are also in the text of the first column."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802
        """Qt: say how a cell looks."""
        super().initStyleOption(option, index)
        option.font = self._theme.mono_font()
        tokens = self._theme.tokens
        is_yield = bool(index.data(BytecodeModel.Role.IS_YIELD))
        is_main = is_yield or bool(index.data(BytecodeModel.Role.IS_CURRENT))
        quiet_columns = (BytecodeColumn.OFFSET, BytecodeColumn.LINE, BytecodeColumn.ARGUMENT)
        if is_main and index.column() in (BytecodeColumn.MARK, BytecodeColumn.INSTRUCTION):
            option.font.setBold(True)
        colour = tokens.text_muted if index.column() in quiet_columns else tokens.text
        if is_yield and index.column() in (BytecodeColumn.MARK, BytecodeColumn.INSTRUCTION):
            colour = tokens.accent_text
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
            option.palette.setColor(role, colour)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: draw a cell, the current row on its band."""
        is_current = bool(index.data(BytecodeModel.Role.IS_CURRENT))
        tokens = self._theme.tokens
        if is_current and not option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, tokens.tracked_band)
        super().paint(painter, option, index)
        if is_current:
            painter.setPen(QPen(tokens.tracked_border, 1))
            painter.drawLine(option.rect.topLeft(), option.rect.topRight())
            painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
