"""A read-only view of code with roomy lines, and the geometry that marks are drawn by."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import (
    QFontInfo,
    QPainter,
    QPaintEvent,
    QPalette,
    QTextBlock,
    QTextLine,
    QTextOption,
)
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from .roomy_layout import RoomyLayout
from .theme import Theme

_PITCH = 1.5
"""Distance of lines as a multiple of the size of the font; fonts differ in what they bring."""
_MARGIN = 4
_TAB_SPACES = 8
"""Python itself counts a tab as up to eight spaces."""
_Edge = QTextLine.Edge


class CodeView(QPlainTextEdit):
    """Shows lines of code; knows where on the screen lines and parts of them are."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._layout = RoomyLayout(self.document())
        self.document().setDocumentLayout(self._layout)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setUndoRedoEnabled(False)
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)
        theme.changed.connect(self._on_theme_changed)
        self._take_theme()

    def line_block(self, line: int) -> QTextBlock:
        """Give the block of a line (1-based), the first or last one for lines that do not exist."""
        number = max(0, min(line, self.blockCount()) - 1)
        return self.document().findBlockByNumber(number)

    def visible_blocks(self) -> Iterator[QTextBlock]:
        """Go through the blocks of which something can be seen, from the top."""
        for block, _ in self.visible_cells():
            yield block

    def visible_cells(self) -> Iterator[tuple[QTextBlock, QRectF]]:
        """Go through the blocks of which something can be seen, with the strip of each."""
        block = self.firstVisibleBlock()
        room, width = self._layout.room, self.viewport().width()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top() - room / 2
        bottom = self.viewport().height() + room
        while block.isValid() and top < bottom:
            step = self._layout.blockBoundingRect(block).height()
            yield block, QRectF(0, top, width, block.layout().boundingRect().height() + room)
            top += step
            block = block.next()

    def cell(self, block: QTextBlock) -> QRectF:
        """Give the strip of the viewport that a block fills, its text in the middle."""
        rect = self.blockBoundingGeometry(block).translated(self.contentOffset())
        room = self._layout.room
        # Not the height of `rect`: that of the last block holds the margin of the document.
        height = block.layout().boundingRect().height() + room
        return QRectF(0, rect.top() - room / 2, self.viewport().width(), height)

    def end_of_text(self, block: QTextBlock) -> float:
        """Give the x at which the text of a block ends."""
        return max((rect.right() for rect in self._lines(block)), default=self._left())

    def ranges(self, block: QTextBlock, start: int, end: int) -> list[QRectF]:
        """Give the rectangles that the UTF-16 units from `start` to `end` of a block fill.

        Where text of both directions is mixed, a rectangle reaches over all of the part.
        """
        cell, left = self.cell(block), self._left()
        is_simple = block.text().isascii()
        rects = []
        for line in _text_lines(block):
            low = max(start, line.textStart())
            high = min(end, line.textStart() + line.textLength())
            if low < high:
                edges = _edges(line, low, high, is_simple)
                width = max(edges) - min(edges)
                rects.append(QRectF(left + min(edges), cell.top(), width, cell.height()))
        return rects

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        self._paint_selected_room(painter)
        painter.end()
        super().paintEvent(event)

    def _paint_selected_room(self, painter: QPainter) -> None:
        """Close the gaps that the room between lines leaves in a selection."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return
        colour = self._theme.tokens.text_selection
        for block in self.visible_blocks():
            start = max(cursor.selectionStart() - block.position(), 0)
            end = min(cursor.selectionEnd() - block.position(), block.length() - 1)
            for rect in self.ranges(block, start, end) if start < end else ():
                painter.fillRect(rect, colour)

    def _on_theme_changed(self) -> None:
        self._take_theme()
        self.viewport().update()

    def _take_theme(self) -> None:
        font = self._theme.mono_font()
        self.setFont(font)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Highlight, self._theme.tokens.text_selection)
        palette.setColor(QPalette.ColorRole.HighlightedText, self._theme.tokens.text)
        self.setPalette(palette)
        pitch = round(QFontInfo(font).pixelSize() * _PITCH)
        self._layout.room = max(1, pitch - self.fontMetrics().height())
        self.document().setDocumentMargin(self._theme.px(_MARGIN))
        option = QTextOption(self.document().defaultTextOption())
        option.setTextDirection(Qt.LayoutDirection.LeftToRight)
        option.setTabStopDistance(self.fontMetrics().horizontalAdvance(" ") * _TAB_SPACES)
        self.document().setDefaultTextOption(option)

    def _left(self) -> float:
        return self.contentOffset().x()

    def _lines(self, block: QTextBlock) -> list[QRectF]:
        lines = _text_lines(block)
        return [line.naturalTextRect().translated(self._left(), 0) for line in lines]


def _text_lines(block: QTextBlock) -> list[QTextLine]:
    layout = block.layout()
    return [layout.lineAt(index) for index in range(layout.lineCount())]


def _edges(line: QTextLine, start: int, end: int, is_simple: bool) -> list[float]:
    if is_simple:
        return [_x(line, start, _Edge.Leading), _x(line, end, _Edge.Leading)]
    places = range(start, end)
    return [_x(line, place, edge) for place in places for edge in (_Edge.Leading, _Edge.Trailing)]


def _x(line: QTextLine, position: int, edge: QTextLine.Edge) -> float:
    # The binding gives the position back as well, because C++ takes it by pointer.
    return cast(tuple[float, int], line.cursorToX(position, edge))[0]
