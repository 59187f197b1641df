"""Draws the timeline: names, lifelines with their bars, and the rows that are asked for."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ..models.cast import YOU
from ..models.lifelines import Lifeline, between, occupant
from ..models.timeline_model import TimelineModel
from ..models.timeline_step import StepKind
from .diagram_style import DiagramStyle
from .step_painter import StepPainter
from .timeline_picture import TimelinePicture, TimelineWords


class TimelinePainter:
    """Draws with the colours and fonts of a style; one for each picture."""

    def __init__(
        self,
        painter: QPainter,
        model: TimelineModel,
        style: DiagramStyle,
        picture: TimelinePicture,
    ) -> None:
        self._p = painter
        self._model = model
        self._style = style
        self._picture = picture
        self._g = picture.lengths
        self._words = TimelineWords(painter, model.cast, style, picture)
        self._low = (picture.first - 1) * self._g.row_height
        self._high = (picture.last + 2) * self._g.row_height
        painter.setFont(self._words.font)

    def paint_headers(self) -> None:
        """Draw the box of who stands at the top of each column; the origin is their top."""
        top = self._model.row_at(self._picture.first) if self._model.count() else 0
        y = self._g.header_height - self._g.box_height / 2 - 6 * self._g.unit
        for x, lines in self._columns_in_sight():
            self._words.paint_box(occupant(lines, top).who, x, y)

    def paint_rows(self) -> None:
        """Draw the rows; the origin is the top of the first row there is."""
        if self._picture.last < self._picture.first:
            return
        self._paint_selection()
        rows = (
            self._model.row_at(self._picture.first),
            self._model.row_at(self._picture.last),
        )
        for x, lines in self._columns_in_sight():
            for line in between(lines, *rows):
                self._paint_lifeline(line, x, is_first=line is lines[0])
        steps = StepPainter(self._p, self._model, self._style, self._picture, self._words)
        for position in range(self._picture.first, self._picture.last + 1):
            steps.paint(position)

    def _columns_in_sight(self) -> list[tuple[float, list[Lifeline]]]:
        columns = self._model.columns()
        within = self._g.columns_within(self._picture.left, self._picture.right)
        return [(self._g.x(i), columns[i]) for i in within]

    def _paint_selection(self) -> None:
        picture, height = self._picture, self._g.row_height
        if picture.selected is not None:
            top = self._model.position_of(picture.selected) * height + 2 * self._g.unit
            area = QRectF(picture.left, top, picture.right - picture.left, height)
            self._p.fillRect(area, self._style.tokens.selection)

    def _paint_lifeline(self, line: Lifeline, x: float, is_first: bool) -> None:
        g, colour = self._g, self._style.colour(line.who)
        top = self._top_of(line)
        bottom = self._picture.floor
        if line.end is not None:
            bottom = g.y(self._model.position_of(line.end))
        if line.end is not None or self._picture.last < self._model.count() - 1:
            bottom = min(bottom, self._high)
        self._p.setPen(self._style.dashes(colour, 1.3 * g.unit))
        self._p.drawLine(QLineF(x, max(top, self._low), x, bottom))
        self._paint_bars(line, x, colour)
        if line.ending is not None:
            self._paint_ending(line.ending, x, bottom, colour)
        if not is_first:
            self._words.paint_box(line.who, x, top, is_low=True)

    def _top_of(self, line: Lifeline) -> float:
        """Return where a lifeline begins: a coroutine's where it first appears."""
        was_there = line.start < self._model.forgotten or line.who == YOU
        if was_there or self._model.cast.is_thread(line.who):
            return 0.0
        return self._g.y(self._model.position_of(line.start))

    def _paint_bars(self, line: Lifeline, x: float, colour: QColor) -> None:
        g, model = self._g, self._model
        is_thread, faded = model.cast.is_thread(line.who), self._style.faded(colour)
        for start, end, waits in model.bars(line.who, self._picture.first, self._picture.last):
            top, bottom = max(g.y(start), 0.0), g.y(end)
            if end == model.count():  # still: of a thread nothing is known after its last row
                last = model.position_of(line.last) if is_thread else end - 1
                bottom = g.y(last) + g.row_height * 0.4
            top, bottom = max(top, self._low), min(bottom, self._high)
            area = QRectF(x - g.bar_width / 2, top, g.bar_width, bottom - top)
            self._p.fillRect(area, faded if waits else colour)

    def _paint_ending(self, kind: StepKind, x: float, y: float, colour: QColor) -> None:
        """Draw how a lifeline ended: a bar, a cross, a filled or an empty square."""
        half, unit = 4.5 * self._g.unit, self._g.unit
        if kind is StepKind.RAISED:
            self._p.setPen(QPen(self._style.tokens.bad, 2 * unit))
            self._p.drawLine(QLineF(x - half, y - half, x + half, y + half))
            self._p.drawLine(QLineF(x - half, y + half, x + half, y - half))
        elif kind is StepKind.RETURNED:
            self._p.setPen(QPen(colour, 2 * unit))
            self._p.drawLine(QLineF(x - 2 * half, y, x + 2 * half, y))
        else:
            is_closed = kind is StepKind.CLOSED
            self._p.setPen(QPen(colour, 1.6 * unit, Qt.PenStyle.SolidLine))
            self._p.setBrush(colour if is_closed else self._style.tokens.panel)
            self._p.drawRect(QRectF(x - half, y - half, 2 * half, 2 * half))
