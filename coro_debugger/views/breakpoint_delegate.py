"""Draws the rows of the list of breakpoints: mark, sentence, and below what is wrong with it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionViewItem, QWidget

from ..models.breakpoint_values import EventBreakpoint, ExceptionBreakpoint, LineBreakpoint, Row
from ..models.breakpoint_words import event_words, limits, message_words, place_words, subject_words
from ..models.breakpoints_model import BreakpointsModel
from .breakpoint_marks import breakpoint_mark
from .cell_delegate import CellDelegate, Index
from .gutter_painter import GutterPainter
from .icons import Icons
from .theme import Theme

_MARK, _GAP, _SIGN = 18, 5, 12


class BreakpointDelegate(CellDelegate):
    """Each kind has a mark of its own: a dot, a hollow diamond, the sign of a problem."""

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._icons = icons
        self._shapes = GutterPainter(theme)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Qt: a row with a message has a second line."""
        size = super().sizeHint(option, index)
        row = index.data(BreakpointsModel.Role.BREAKPOINT)
        if row is not None and message_words(row):
            size.setHeight(size.height() + option.fontMetrics.height())
        return size

    def draw(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw what stands behind the check box."""
        row: Row = index.data(BreakpointsModel.Role.BREAKPOINT)
        px = self._theme.px
        area = option.rect.adjusted(self._check_end(option, index), 0, -px(4), -1)
        message = message_words(row)
        line = QRect(area)
        if message:
            line.setHeight(area.height() - option.fontMetrics.height())
        self._draw_mark(painter, row, QPointF(line.left() + px(_MARK) / 2, line.center().y() + 0.5))
        line.setLeft(line.left() + px(_MARK) + px(_GAP))
        self._draw_sentence(painter, QRect(line), row)
        if message:
            below = QRect(line.left(), line.bottom() - px(2), line.width(), area.height())
            below.setBottom(area.bottom())
            self._draw_message(painter, below, row, message)

    def _draw_message(self, painter: QPainter, area: QRect, row: Row, message: str) -> None:
        """Draw what the debuggee said: a breakpoint that moved is no cause for concern."""
        is_moved = isinstance(row, LineBreakpoint) and row.is_moved
        tokens, side = self._theme.tokens, self._theme.px(_SIGN)
        colour = tokens.text_muted if is_moved else tokens.warning
        sign = "info" if is_moved else "warning"
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(area.topLeft(), self._icons.pixmap(sign, side, colour, ratio))
        painter.setPen(colour)
        painter.setFont(self._theme.small_font())
        text = area.adjusted(side + self._theme.px(_GAP), 0, 0, 0)
        self._draw_text(painter, text, message, Qt.AlignmentFlag.AlignTop)

    def _check_end(self, option: QStyleOptionViewItem, index: Index) -> int:
        full = QStyleOptionViewItem(option)
        self.initStyleOption(full, index)
        style = full.widget.style() if full.widget else QApplication.style()
        element = QStyle.SubElement.SE_ItemViewItemCheckIndicator
        box = style.subElementRect(element, full, full.widget)
        return box.right() - option.rect.left() + self._theme.px(_GAP)

    def _draw_mark(self, painter: QPainter, row: Row, centre: QPointF) -> None:
        tokens, px = self._theme.tokens, self._theme.px
        if isinstance(row, LineBreakpoint):
            self._shapes.breakpoint(painter, breakpoint_mark(row), centre)
        elif isinstance(row, EventBreakpoint):
            self._shapes.event_breakpoint(painter, row.enabled, centre)
        else:
            colour = tokens.bad if row.enabled else tokens.breakpoint_disabled
            side = px(14)
            ratio = painter.device().devicePixelRatioF()
            pixmap = self._icons.pixmap("problem", side, colour, ratio)
            painter.drawPixmap(QPointF(centre.x() - side / 2, centre.y() - side / 2), pixmap)

    def _draw_sentence(self, painter: QPainter, area: QRect, row: Row) -> None:
        tokens = self._theme.tokens
        plain = tokens.text if row.enabled else tokens.text_disabled
        if isinstance(row, ExceptionBreakpoint) and not row.enabled:
            plain = tokens.text_muted
        muted = tokens.text_muted if row.enabled else tokens.text_disabled
        font = self._theme.ui_font()
        for text, is_strong, is_muted in _pieces(row):
            font.setWeight(QFont.Weight.DemiBold if is_strong else QFont.Weight.Normal)
            painter.setFont(font)
            painter.setPen(muted if is_muted else plain)
            used = self._draw_text(painter, area, text, Qt.AlignmentFlag.AlignVCenter)
            area.setLeft(area.left() + used + self._theme.px(_GAP))

    def _draw_text(self, painter: QPainter, area: QRect, text: str, place: Qt.AlignmentFlag) -> int:
        if area.width() < self._theme.px(8):
            return 0
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, place | Qt.AlignmentFlag.AlignLeft, shown)
        return metrics.horizontalAdvance(shown)


def _pieces(row: Row) -> list[tuple[str, bool, bool]]:
    """Return the sentence in pieces: (text, whether it is strong, whether it is muted)."""
    if isinstance(row, EventBreakpoint):
        said = [(subject_words(row), False, False), (event_words(row.event), True, False)]
    else:
        said = [(place_words(row), False, False)]
    for word, text in limits(row):
        said.append((word, False, True))
        if text:
            said.append((text, False, False))
    return said
