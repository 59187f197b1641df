"""Draws the rows of variables: values in fixed width, changed ones with their former value."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from ..models.value_cells import ValueColumn
from ..models.value_tree_model import ValueTreeModel
from .cell_delegate import CellDelegate, Index

_MARGIN, _GAP = 4, 10


class ValueDelegate(CellDelegate):
    """The former value stands struck out beside the new one; the view draws the ground."""

    def draw(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the text of a cell."""
        margin = self._theme.px(_MARGIN)
        area = option.rect.adjusted(margin, 0, -margin, -1)
        is_scope = bool(index.sibling(index.row(), 0).data(ValueTreeModel.Role.IS_SCOPE))
        painter.setFont(self._theme.ui_font() if is_scope else self._theme.mono_font())
        tokens = self._theme.tokens
        is_quiet = is_scope or index.column() == ValueColumn.TYPE
        painter.setPen(tokens.text_muted if is_quiet else tokens.text)
        if index.column() == ValueColumn.TYPE:
            painter.setFont(self._theme.small_font())
        used = self._draw_text(painter, area, str(index.data() or ""))
        if index.column() == ValueColumn.VALUE:
            self._draw_former(painter, area.adjusted(used + self._theme.px(_GAP), 0, 0, 0), index)

    def _draw_text(self, painter: QPainter, area: QRect, text: str) -> int:
        metrics = painter.fontMetrics()
        line = text.replace("\n", " ")
        shown = metrics.elidedText(line, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        return metrics.horizontalAdvance(shown)

    def _draw_former(self, painter: QPainter, area: QRect, index: Index) -> None:
        former = index.sibling(index.row(), 0).data(ValueTreeModel.Role.FORMER)
        if not former or area.width() < self._theme.px(12):
            return
        font = QFont(painter.font())
        font.setStrikeOut(True)
        painter.setFont(font)
        painter.setPen(self._theme.tokens.text_muted)
        self._draw_text(painter, area, str(former))
