"""Draws the rows of values, changed ones with their former value, and makes their editors."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from ..models.value_cells import ValueColumn
from ..models.value_tree_model import ValueTreeModel
from .cell_delegate import CellDelegate, Index
from .expression_field import ExpressionField
from .theme import Theme

_MARGIN, _GAP = 4, 10
_LEAST_BESIDE = 24


class ValueDelegate(CellDelegate):
    """The former value stands struck out beside the new one; the view draws the ground.

    Signals:
        editor_opened(Completer): a value is being typed; completions are wanted for it.
    """

    editor_opened = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)

    def draw(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the text of a cell."""
        margin = self._theme.px(_MARGIN)
        area = option.rect.adjusted(margin, 0, -margin, -1)
        is_scope = bool(index.data(ValueTreeModel.Role.IS_SCOPE))
        painter.setFont(self._theme.ui_font() if is_scope else self._theme.mono_font())
        if index.column() == ValueColumn.TYPE:
            painter.setFont(self._theme.small_font())
        painter.setPen(self._colour(index, is_scope))
        is_value = index.column() == ValueColumn.VALUE
        text = str(index.data() or "")
        used = self._draw_text(painter, area, text)
        if is_value:
            self._draw_beside(painter, area.adjusted(used + self._theme.px(_GAP), 0, 0, 0), index)

    def _colour(self, index: Index, is_scope: bool) -> QColor:
        tokens = self._theme.tokens
        problem = index.data(ValueTreeModel.Role.PROBLEM)
        if index.column() == ValueColumn.VALUE and problem and problem == index.data():
            return tokens.bad  # it stands in the place of a value
        if is_scope or index.column() == ValueColumn.TYPE:
            return tokens.text_muted
        is_old = index.data(ValueTreeModel.Role.IS_OLD) and index.column() == ValueColumn.VALUE
        return tokens.text_disabled if is_old else tokens.text

    def _draw_text(self, painter: QPainter, area: QRect, text: str) -> int:
        metrics = painter.fontMetrics()
        line = text[:1_000].replace("\n", " ")
        shown = metrics.elidedText(line, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        return metrics.horizontalAdvance(shown)

    def _draw_beside(self, painter: QPainter, area: QRect, index: Index) -> None:
        """Draw why the value was not changed, else what it was before it has changed."""
        problem = str(index.data(ValueTreeModel.Role.PROBLEM) or "")
        former = str(index.data(ValueTreeModel.Role.FORMER) or "")
        is_told = problem and problem != index.data()
        if not (is_told or former) or area.width() < self._theme.px(_LEAST_BESIDE):
            return
        tokens, font = self._theme.tokens, QFont(painter.font())
        font.setStrikeOut(not is_told)
        painter.setFont(font)
        painter.setPen(tokens.bad if is_told else tokens.text_muted)
        self._draw_text(painter, area, problem if is_told else former)

    # --- editing

    def createEditor(  # noqa: N802
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> QWidget:
        """Qt: a field with completion."""
        field = ExpressionField(parent)
        field.setObjectName("valueEditor")
        field.setFont(self._theme.mono_font())
        field.setFrame(False)
        field.setPlaceholderText(self.tr("a Python expression"))
        name = index.sibling(index.row(), 0).data()
        field.setAccessibleName(self.tr("New value of {0}").format(name))
        self.editor_opened.emit(field.completer_)
        return field

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: an open list of completions has the keys before the editor is closed by them."""
        if isinstance(watched, ExpressionField) and watched.completer_.is_open:
            is_key = event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
            if is_key and isinstance(event, QKeyEvent):
                return watched.completer_.eventFilter(watched, event)
        return super().eventFilter(watched, event)
