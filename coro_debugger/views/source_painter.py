"""Paints what lies under and over the text of a source view: bands, boxes, squiggles."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF, QTextBlock

from .code_view import CodeView
from .source_marks import SourceProblem, SourceSpan, TrackedYield
from .theme import Theme

_RADIUS, _BOX_MARGIN, _BOX_INSET = 4, 3, 1
_WAVE_LENGTH, _WAVE_HEIGHT = 4, 2


class SourcePainter:
    """Paints marks of the lines of a `CodeView` into its viewport."""

    def __init__(self, view: CodeView, theme: Theme) -> None:
        self._view = view
        self._theme = theme

    def band(self, painter: QPainter, block: QTextBlock, colour: QColor) -> None:
        """Fill the whole width of a line."""
        painter.fillRect(self._view.cell(block), colour)

    def matches(self, painter: QPainter, block: QTextBlock, spans: list[tuple[int, int]]) -> None:
        """Fill what was found in a line; spans are start and end in UTF-16 units."""
        for start, end in spans:
            for rect in self._view.ranges(block, start, end):
                self._rounded(painter, rect, self._theme.tokens.find_match, None)

    def tracked_ground(self, painter: QPainter, block: QTextBlock, tracked: TrackedYield) -> None:
        """Fill the box of the yield expression; its outline is drawn over the text."""
        for rect in self._tracked_rects(block, tracked):
            self._rounded(painter, rect, self._theme.tokens.tracked_fill, None)

    def tracked_outline(self, painter: QPainter, block: QTextBlock, tracked: TrackedYield) -> None:
        """Draw the outline of the box of the yield expression."""
        for rect in self._tracked_rects(block, tracked):
            self._rounded(painter, rect, None, self._theme.tokens.tracked_border)

    def pointed(self, painter: QPainter, block: QTextBlock, span: SourceSpan) -> None:
        """Draw the outline of what an instruction of the byte code stands for."""
        for rect in self._tracked_rects(block, span):
            self._rounded(painter, rect, None, self._theme.tokens.accent)

    def squiggle(self, painter: QPainter, block: QTextBlock, problem: SourceProblem) -> None:
        """Underline the place of a problem with a wave."""
        end = max(block.length() - 1, problem.column)
        rects = self._view.ranges(block, min(problem.column, end) - 1, end)
        left = rects[0].left() if rects else self._view.end_of_text(block)
        right = max(rects[-1].right() if rects else left, left + self._theme.px(10))
        step, height = self._theme.px(_WAVE_LENGTH) / 2, self._theme.px(_WAVE_HEIGHT)
        base = self._view.cell(block).bottom() - height - 1
        count = int((right - left) / step) + 1
        points = [QPointF(left + i * step, base + (height if i % 2 else 0)) for i in range(count)]
        painter.setPen(QPen(self._theme.tokens.bad, 1.3))
        painter.drawPolyline(QPolygonF(points))

    def _tracked_rects(self, block: QTextBlock, tracked: TrackedYield | SourceSpan) -> list[QRectF]:
        span = tracked_span(tracked, block)
        if span is None:
            return []
        margin, inset = self._theme.px(_BOX_MARGIN), self._theme.px(_BOX_INSET)
        return [
            rect.adjusted(-margin, inset, margin, -inset)
            for rect in self._view.ranges(block, *span)
        ]

    def _rounded(
        self, painter: QPainter, rect: QRectF, fill: QColor | None, line: QColor | None
    ) -> None:
        painter.setBrush(QBrush(fill) if fill else QBrush(Qt.BrushStyle.NoBrush))
        painter.setPen(QPen(line, self._theme.px(1)) if line else QPen(Qt.PenStyle.NoPen))
        radius = self._theme.px(_RADIUS)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


def tracked_span(tracked: TrackedYield | SourceSpan, block: QTextBlock) -> tuple[int, int] | None:
    """Give the part of a block that belongs to the tracked expression, in UTF-16 units from 0.

    Indentation is left out; None where nothing of the expression is on that line.
    """
    line, text = block.blockNumber() + 1, block.text()
    if tracked.column is None or not tracked.line <= line <= tracked.last_line:
        return None
    indent = len(text) - len(text.lstrip())
    start = tracked.column - 1 if line == tracked.line else indent
    end = block.length() - 1
    if line == tracked.last_line and tracked.end_column is not None:
        end = min(end, tracked.end_column - 1)
    return (start, end) if start < end else None
