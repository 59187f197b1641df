"""Draws the rows of the timeline: arrows, marks and gaps."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from ..models.timeline_model import TimelineModel
from ..models.timeline_step import INWARD, Step, StepKind
from ..models.timeline_words import label
from .diagram_style import DiagramStyle
from .timeline_picture import TimelinePicture, TimelineWords


class StepPainter:
    """Draws one row at a time; the origin is the top of the first row there is."""

    def __init__(
        self,
        painter: QPainter,
        model: TimelineModel,
        style: DiagramStyle,
        picture: TimelinePicture,
        words: TimelineWords,
    ) -> None:
        self._p = painter
        self._model = model
        self._style = style
        self._picture = picture
        self._words = words
        self._g = picture.lengths

    def paint(self, position: int) -> None:
        """Draw a row as far as it is in sight."""
        step, y = self._model.step_at(position), self._g.y(position)
        if step.event is None:
            self._paint_gap(step, y)
            return
        source = self._model.column_of(step.source)
        target = self._model.column_of(step.target)
        if source is None or target is None:
            return
        is_newest = self._model.row_at(position) == self._picture.newest
        colour = self._style.step_colour(step.kind, is_newest)
        xs = self._g.x(source), self._g.x(target)
        if source == target:
            self._paint_mark(step, xs[0], y, colour)
        elif max(xs) >= self._picture.left and min(xs) <= self._picture.right:
            tip = xs[1] - (1 if xs[1] > xs[0] else -1) * (self._room_at(step.target, position) + 1)
            self._paint_arrow(step, xs, tip, y, colour, is_newest)

    def _paint_gap(self, step: Step, y: float) -> None:
        picture, colour = self._picture, self._style.tokens.warning
        y -= self._g.row_height * 0.22
        self._p.setPen(self._style.dashes(colour, self._g.unit))
        self._p.drawLine(QLineF(picture.left, y, picture.right, y))
        right = min(picture.right, self._g.width)
        centre = (max(picture.left, 0) + right) / 2
        text = label(step, self._model.cast)
        foot = y + self._g.row_height * 0.36
        self._words.write(text, centre, foot, right - picture.left, colour, ground=True)

    def _paint_mark(self, step: Step, x: float, y: float, colour: QColor) -> None:
        if not self._picture.has_column(x):
            return
        unit = self._g.unit
        beside = x + self._g.bar_width + 3 * unit
        self._words.write_beside(label(step, self._model.cast), beside, y - 2 * unit, colour)
        if step.kind is StepKind.CLOSING:
            self._p.setPen(Qt.PenStyle.NoPen)
            self._p.setBrush(colour)
            self._p.drawEllipse(QPointF(x, y), 3.5 * unit, 3.5 * unit)

    def _room_at(self, who: int, position: int) -> float:
        """Return how far from a lifeline an arrow ends: at its bar, or at its box."""
        line = self._model.lifeline(who)
        if line is None or self._model.position_of(line.start) != position:
            return self._g.bar_width / 2
        is_first = self._model.columns()[self._model.column_of(who) or 0][0] is line
        return self._g.bar_width / 2 if is_first else self._words.box_width(who, is_low=True) / 2

    def _paint_arrow(
        self,
        step: Step,
        xs: tuple[float, float],
        tip: float,
        y: float,
        colour: QColor,
        is_newest: bool,
    ) -> None:
        g, (source, target) = self._g, xs
        way = 1 if target > source else -1
        start, head = source + way * (g.bar_width / 2 + 1), 7 * g.unit
        width = (1.9 if is_newest else 1.2) * g.unit
        self._p.setPen(self._line_pen(step.kind, colour, width))
        self._p.drawLine(QLineF(start, y, tip - way * head * 0.8, y))
        self._paint_head(tip, y, way * head, colour, is_open=step.kind is StepKind.CREATED)
        at, room = self._place_of_words(source, target, abs(target - tip))
        self._words.write(label(step, self._model.cast), at, y - 2 * g.unit, room, colour)

    def _line_pen(self, kind: StepKind, colour: QColor, width: float) -> QPen:
        if kind is StepKind.CREATED:
            return self._style.dots(colour, width)
        if kind in INWARD:
            return QPen(colour, width)
        return self._style.dashes(colour, width)

    def _paint_head(self, x: float, y: float, length: float, colour: QColor, is_open: bool) -> None:
        half = abs(length) * 0.5
        ends = [QPointF(x - length, y - half), QPointF(x, y), QPointF(x - length, y + half)]
        if is_open:
            self._p.setPen(QPen(colour, 1.2 * self._g.unit))
            self._p.drawPolyline(QPolygonF(ends))
        else:
            self._p.setPen(Qt.PenStyle.NoPen)
            self._p.setBrush(colour)
            self._p.drawPolygon(QPolygonF(ends))

    def _place_of_words(self, source: float, target: float, taken: float) -> tuple[float, float]:
        """Return the middle of the words on an arrow, and their room.

        They stand between two neighbouring lifelines, so that none crosses them: those in the
        middle of the arrow, as far as that is in sight. The target has ``taken`` room for its own.
        """
        low, high = min(source, target), max(source, target)
        spacing = self._g.spacing
        between = max(round((high - low) / spacing), 1)
        middle = (max(low, self._picture.left) + min(high, self._picture.right)) / 2
        chosen = min(max(int((middle - low) // spacing), 0), between - 1)
        left, right = low + chosen * spacing, low + (chosen + 1) * spacing
        if target == high and chosen == between - 1:
            right -= taken
        elif target == low and chosen == 0:
            left += taken
        return (left + right) / 2, right - left - self._g.bar_width - 8 * self._g.unit
