"""What is drawn of the timeline: which rows and columns, and the boxes with names."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from ..models.cast import Cast
from .diagram_style import DiagramStyle
from .timeline_geometry import TimelineGeometry

_SMALLEST_TEXT = 5.0
"""Pixels: words smaller than that are left out."""

_LOW = 0.72
"""The height of a box between two rows, as part of the usual one."""
_SHARE, _LOW_SHARE = 0.92, 0.62
"""How much of the space between two lifelines a box takes at most."""


@dataclass(frozen=True, slots=True)
class TimelinePicture:
    """Rows `first` to `last` of those shown, columns within `left` to `right`.

    `floor`: down to where the lines of those who live are drawn; `newest`: the row number that
    stands out, `selected` the one with a ground of its own;
    `coroutine_id` is the coroutine that is selected in the window.
    """

    lengths: TimelineGeometry
    first: int
    last: int
    left: float
    right: float
    floor: float
    newest: int | None = None
    selected: int | None = None
    coroutine_id: int | None = None

    def has_column(self, x: float) -> bool:
        """Tell whether anything about the column at x may be in sight."""
        room = self.lengths.spacing
        return self.left - room <= x <= self.right + room


class TimelineWords:
    """Writes words and names in one size."""

    def __init__(
        self, painter: QPainter, cast: Cast, style: DiagramStyle, picture: TimelinePicture
    ) -> None:
        self._p = painter
        self._cast = cast
        self._style = style
        self._picture = picture
        self._g = picture.lengths
        self.font: QFont = style.font(self._g.unit)
        self._metrics = QFontMetricsF(self.font)
        self._is_readable = self._metrics.height() >= _SMALLEST_TEXT

    def write(
        self, words: str, x: float, y: float, room: float, colour: QColor, ground: bool = False
    ) -> None:
        """Write words centred on x, standing on y; with ``ground`` nothing shows behind them."""
        if not self._is_readable:
            return
        shown = self._metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
        width, height = self._metrics.horizontalAdvance(shown), self._metrics.height()
        area = QRectF(x - width / 2, y - height, width, height)
        if ground:
            side = 6 * self._g.unit
            self._p.fillRect(area.adjusted(-side, 0, side, 0), self._style.tokens.panel)
        self._p.setPen(colour)
        self._p.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, shown)

    def write_beside(self, words: str, x: float, y: float, colour: QColor) -> None:
        """Write words to the right of x, their middle on y."""
        width = self._metrics.horizontalAdvance(words)
        self.write(words, x + width / 2, y + self._metrics.height() / 2, width + 1, colour)

    def paint_box(self, who: int, x: float, y: float, is_low: bool = False) -> None:
        """Draw the box with somebody's name around a point; ``is_low``: it fits into a row."""
        unit, style = self._g.unit, self._style
        width = self.box_width(who, is_low)
        height = self._g.box_height * (_LOW if is_low else 1)
        box = QRectF(x - width / 2, y - height / 2, width, height)
        is_selected = who == self._picture.coroutine_id and who > 0
        self._p.setPen(QPen(style.colour(who), (2.2 if is_selected else 1.2) * unit))
        self._p.setBrush(style.ground(who))
        self._p.drawRoundedRect(box, 4 * unit, 4 * unit)
        if self._is_readable:
            title, room = self._cast.title(who), width - 10 * unit
            shown = self._metrics.elidedText(title, Qt.TextElideMode.ElideRight, room)
            self._p.setPen(style.tokens.text)
            self._p.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)

    def box_width(self, who: int, is_low: bool = False) -> float:
        """Return the width of somebody's box; a low one leaves room for words beside it."""
        words = self._metrics.horizontalAdvance(self._cast.title(who)) + 22 * self._g.unit
        if is_low:
            return min(words, self._g.spacing * _LOW_SHARE)
        return min(max(words, self._g.box_width), self._g.spacing * _SHARE)
