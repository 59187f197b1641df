"""The shapes of the gutter: each kind of mark has a form of its own, not only a colour."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF

from ..models.coroutine_palette import coroutine_colour
from .source_marks import BreakpointKind, BreakpointMark, CoroutineMark
from .theme import Theme

_DOT, _DISC, _HINT, _DIAMOND, _AROUND = 5.5, 7, 4.5, 6, 8.5
_HINT_OPACITY = 0.3
_MOST_COUNTED = 9


class GutterPainter:
    """Draws single marks around a centre; sizes follow the theme."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def number(
        self, painter: QPainter, line: int, rect: QRectF, font: QFont, is_marked: bool
    ) -> None:
        """Write a line number, right-aligned in `rect`; stronger on marked lines."""
        small = QFont(font)
        small.setPointSizeF(font.pointSizeF() * 0.9)
        painter.setFont(small)
        tokens = self._theme.tokens
        painter.setPen(tokens.text if is_marked else tokens.text_muted)
        painter.drawText(
            rect, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(line)
        )

    def arrow(self, painter: QPainter, tip_base: QPointF) -> None:
        """Draw the arrow of the line at which the program is stopped."""
        size = self._theme.px(5)
        x, y = tip_base.x() + 1, tip_base.y()
        head = QPolygonF([QPointF(x, y - size), QPointF(x + 1.5 * size, y), QPointF(x, y + size)])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.tokens.current_arrow)
        painter.drawPolygon(head)

    def breakpoint(self, painter: QPainter, mark: BreakpointMark, centre: QPointF) -> None:
        """Draw a breakpoint: full when it will stop, a ring when off or not verified."""
        tokens = self._theme.tokens
        colour = tokens.breakpoint if mark.enabled else tokens.breakpoint_disabled
        is_full = mark.enabled and mark.verified
        painter.setPen(QPen(colour, self._theme.px(1.6)))
        painter.setBrush(colour if is_full else Qt.GlobalColor.transparent)
        radius = self._theme.px(_DOT) - 0.5
        if mark.kind is BreakpointKind.LOGPOINT:
            painter.drawPolygon(diamond(centre, radius * 1.2))
        else:
            painter.drawEllipse(centre, radius, radius)
        if mark.kind is BreakpointKind.CONDITIONAL:
            self._equals_sign(painter, centre, tokens.panel if is_full else colour)

    def event_breakpoint(
        self, painter: QPainter, is_on: bool, centre: QPointF, around: bool = False
    ) -> None:
        """Draw an event breakpoint: a hollow diamond, `around` a line breakpoint."""
        tokens, px = self._theme.tokens, self._theme.px
        painter.setPen(QPen(tokens.state_created if is_on else tokens.breakpoint_disabled, px(1.6)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolygon(diamond(centre, px(_AROUND if around else _DIAMOND)))

    def breakpoint_hint(self, painter: QPainter, centre: QPointF) -> None:
        """Draw, faintly, where a click would set a breakpoint."""
        painter.setOpacity(_HINT_OPACITY)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.tokens.breakpoint)
        painter.drawEllipse(centre, self._theme.px(_HINT), self._theme.px(_HINT))
        painter.setOpacity(1.0)

    def coroutines(self, painter: QPainter, marks: list[CoroutineMark], centre: QPointF) -> None:
        """Draw a disc in the colour of the selected or first coroutine, with a count of many."""
        first = max(marks, key=lambda mark: mark.selected)
        dark = self._theme.is_dark
        colour = QColor(coroutine_colour(first.coroutine_id, dark))
        ink = self._theme.tokens.panel
        radius = self._theme.px(_DISC)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(centre, radius, radius)
        painter.setBrush(ink)
        if len(marks) > 1:
            self._count(painter, len(marks), centre, ink)
        elif first.selected:
            painter.drawPolygon(diamond(centre, radius * 0.45))
        else:
            painter.drawEllipse(centre, radius * 0.25, radius * 0.25)

    def _count(self, painter: QPainter, count: int, centre: QPointF, ink: QColor) -> None:
        font = self._theme.ui_font()
        font.setBold(True)
        font.setPixelSize(self._theme.px(9))
        painter.setFont(font)
        painter.setPen(ink)
        side = self._theme.px(_DISC)
        rect = QRectF(centre.x() - side, centre.y() - side, 2 * side, 2 * side)
        text = str(count) if count <= _MOST_COUNTED else "+"
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)

    def _equals_sign(self, painter: QPainter, centre: QPointF, ink: QColor) -> None:
        half, gap = self._theme.px(2.5), self._theme.px(1.6)
        painter.setPen(QPen(ink, self._theme.px(1.4)))
        for y in (centre.y() - gap, centre.y() + gap):
            painter.drawLine(QPointF(centre.x() - half, y), QPointF(centre.x() + half, y))


def diamond(centre: QPointF, radius: float) -> QPolygonF:
    """Return a square on its corner."""
    x, y = centre.x(), centre.y()
    corners = ((x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y))
    return QPolygonF([QPointF(*corner) for corner in corners])
