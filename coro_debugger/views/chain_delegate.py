"""Draws the links of an await chain, each behind the dot of its coroutine."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from ..models.await_chain_model import AwaitChainModel, ChainColumn
from ..models.coroutine_palette import coroutine_colour
from .cell_delegate import CellDelegate, Index

_RADIUS = 4.5
_INDENT = 9


class ChainDelegate(CellDelegate):
    """Every link stands a step further in than the one that waits for it."""

    def draw(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the text of a cell, and the dot before a name."""
        px = self._theme.px
        area = option.rect.adjusted(px(4), 0, -px(4), -1)
        tokens = self._theme.tokens
        painter.setPen(tokens.text_muted if index.column() == ChainColumn.PLACE else tokens.text)
        if index.column() == ChainColumn.NAME:
            area.setLeft(area.left() + px(4) + min(index.row(), 6) * px(_INDENT))
            self._draw_dot(painter, area.left(), area.center().y(), index)
            area.setLeft(area.left() + px(14))
            painter.setPen(tokens.text)
            font = QFont(painter.font())
            font.setWeight(QFont.Weight.DemiBold)
            painter.setFont(font)
        metrics = painter.fontMetrics()
        text = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, text)

    def _draw_dot(self, painter: QPainter, left: int, middle: int, index: Index) -> None:
        coroutine_id = index.data(AwaitChainModel.Role.COROUTINE_ID)
        colour = self._theme.tokens.text_muted
        if coroutine_id:
            colour = QColor(coroutine_colour(int(coroutine_id), self._theme.is_dark))
        radius = _RADIUS * self._theme.px(100) / 100
        painter.setPen(colour)
        painter.setBrush(colour if coroutine_id else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(left + radius, middle + 0.5), radius, radius)
