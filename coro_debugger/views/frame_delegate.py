"""Draws threads and frames: a coroutine's body behind its dot, frames of libraries muted."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from ..models.coroutine_palette import coroutine_colour
from ..models.stack_model import StackColumn, StackModel
from .cell_delegate import CellDelegate, Index

_DOT, _MARGIN, _EDGE = 4, 3, 7


class FrameDelegate(CellDelegate):
    """For the two columns of the stack."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Qt: the place keeps a distance from the edge of the window."""
        size = super().sizeHint(option, index)
        is_place = index.column() == StackColumn.PLACE
        return size + QSize(self._theme.px(_EDGE), 0) if is_place else size

    def draw(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the text of a cell, and the dot of the coroutine whose body it is."""
        px = self._theme.px
        first = index.sibling(index.row(), 0)
        is_place = index.column() == StackColumn.PLACE
        right = px(_MARGIN + _EDGE) if is_place else px(_MARGIN)
        area = option.rect.adjusted(px(_MARGIN), 0, -right, -1)
        coroutine_id = first.data(StackModel.Role.COROUTINE_ID)
        if coroutine_id is not None and not is_place:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(coroutine_colour(int(coroutine_id), self._theme.is_dark)))
            middle = QPointF(area.left() + px(_DOT), area.center().y() + 0.5)
            painter.drawEllipse(middle, px(_DOT), px(_DOT))
            area.setLeft(area.left() + px(2 * _DOT + 5))
        is_quiet = is_place or bool(first.data(StackModel.Role.IS_SUBTLE))
        tokens = self._theme.tokens
        painter.setPen(tokens.text_muted if is_quiet else tokens.text)
        text = painter.fontMetrics().elidedText(
            str(index.data() or ""), Qt.TextElideMode.ElideRight, area.width()
        )
        side = Qt.AlignmentFlag.AlignRight if is_place else Qt.AlignmentFlag.AlignLeft
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | side, text)
