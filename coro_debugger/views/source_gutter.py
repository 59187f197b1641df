"""The margin of a source view: breakpoints, coroutines, line numbers, the arrow of the stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QToolTip, QWidget

from .gutter_painter import GutterPainter
from .source_marks import CoroutineMark
from .theme import Theme

if TYPE_CHECKING:
    from .source_view import SourceView

_BREAKPOINT_CENTRE, _COROUTINE_CENTRE, _NUMBERS_LEFT, _ARROW = 10, 25, 34, 14
_LEAST_DIGITS = 3


class SourceGutter(QWidget):
    """Paints the marks that its view holds; a click asks for a breakpoint to be toggled."""

    def __init__(self, view: SourceView, theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        self._painter = GutterPainter(theme)
        self._hovered_line: int | None = None
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(self.tr("Line numbers, breakpoints and suspended coroutines"))

    def wanted_width(self) -> int:
        """Give the width in pixels that the numbers of all lines need."""
        digits = max(_LEAST_DIGITS, len(str(len(self._view.source.lines))))
        number = self._view.fontMetrics().horizontalAdvance("9") * digits
        return self._theme.px(_NUMBERS_LEFT) + number + self._theme.px(_ARROW)

    def sizeHint(self) -> QSize:
        return QSize(self.wanted_width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), self._theme.tokens.panel)
        top, bottom = event.rect().top(), event.rect().bottom()
        for block, cell in self._view.visible_cells():
            if cell.bottom() >= top and cell.top() <= bottom:
                cell.setWidth(self.width())
                self._paint_line(painter, block.blockNumber() + 1, cell)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            line = self._line_at(event.position().y())
            if line is not None:
                self._view.breakpoint_toggled.emit(line)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._line_at(event.position().y()))

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._view.wheelEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            line = self._line_at(event.pos().y())
            QToolTip.showText(event.globalPos(), self.tool_tip(line) if line else "", self)
            return True
        return super().event(event)

    def tool_tip(self, line: int) -> str:
        """Give what is said of the marks on a line, and what a click does."""
        words = self.marks_in_words(line) or [self.tr("Click to set a breakpoint")]
        return "\n".join(words)

    def marks_in_words(self, line: int) -> list[str]:
        """Give what is said of each mark on a line."""
        marks = self._view.marks
        texts = [mark.text for mark in marks.coroutines.get(line, ())]
        texts += [mark.text for mark in marks.events.get(line, ())]
        breakpoint_mark = marks.breakpoints.get(line)
        if breakpoint_mark is not None:
            texts.append(breakpoint_mark.text or self.tr("Breakpoint; click to remove it"))
        return texts

    def _paint_line(self, painter: QPainter, line: int, cell: QRectF) -> None:
        marks = self._view.marks
        ground = self._view.band_colour(line)
        if ground is not None:
            painter.fillRect(cell, ground)
        self._paint_breakpoint(painter, line, cell)
        self._paint_coroutines(painter, marks.coroutines.get(line, []), cell)
        number = cell.adjusted(0, 0, -self._theme.px(_ARROW), 0)
        is_marked = line == marks.current_line or ground is not None
        self._painter.number(painter, line, number, self._view.font(), is_marked)
        if line == marks.current_line:
            self._painter.arrow(painter, QPointF(number.right() + 2, cell.center().y()))

    def _paint_breakpoint(self, painter: QPainter, line: int, cell: QRectF) -> None:
        mark, events = self._view.marks.breakpoints.get(line), self._view.marks.events.get(line)
        centre = QPointF(self._theme.px(_BREAKPOINT_CENTRE), cell.center().y())
        if mark is not None:
            self._painter.breakpoint(painter, mark, centre)
        elif line == self._hovered_line:
            self._painter.breakpoint_hint(painter, centre)
        if events:
            is_on = any(event.enabled for event in events)
            self._painter.event_breakpoint(painter, is_on, centre, around=mark is not None)

    def _paint_coroutines(
        self, painter: QPainter, marks: list[CoroutineMark], cell: QRectF
    ) -> None:
        if marks:
            centre = QPointF(self._theme.px(_COROUTINE_CENTRE), cell.center().y())
            self._painter.coroutines(painter, marks, centre)

    def _line_at(self, y: float) -> int | None:
        for block, cell in self._view.visible_cells():
            if cell.top() <= y < cell.bottom():
                return block.blockNumber() + 1
        return None

    def _hover(self, line: int | None) -> None:
        if line != self._hovered_line:
            self._hovered_line = line
            self.update()
