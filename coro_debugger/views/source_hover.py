"""Asks for the value of the expression under a resting mouse, and shows the answer there."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, QTimer
from PySide6.QtWidgets import QToolTip

from .expression_at import expression_at

if TYPE_CHECKING:
    from .source_view import SourceView

_REST = 350
_LONGEST_VALUE = 4000


class SourceHover(QObject):
    """Follows the mouse over the text of a source view."""

    def __init__(self, view: SourceView) -> None:
        super().__init__(view)
        self._view = view
        self._place = QPoint()
        self._expression: str | None = None
        self._timer = QTimer(self, singleShot=True, interval=_REST)
        self._timer.timeout.connect(self._on_mouse_rested)

    def move(self, place: QPoint) -> None:
        """Take note of the mouse being at `place` of the viewport."""
        if place != self._place:
            self._place = place
            self._expression = None
            self._timer.start()

    def leave(self) -> None:
        """Forget the mouse; it went away or the text moved under it."""
        self._timer.stop()
        self._expression = None

    def show_answer(self, expression: str, text: str) -> None:
        """Show the answer, unless the mouse has moved on since the question."""
        if self._expression == expression:
            self._show(text)

    def _on_mouse_rested(self) -> None:
        chip = self._view.chip_at(self._place)
        if chip is not None:
            self._show(chip.tip)
            return
        self._expression = self._expression_here()
        if self._expression is not None:
            place = self._view.viewport().mapToGlobal(self._place)
            self._view.hovered.emit(self._expression, place)

    def _expression_here(self) -> str | None:
        cursor = self._view.cursorForPosition(self._place)
        block, offset = cursor.block(), cursor.positionInBlock()
        candidates = [o for o in (offset, offset - 1) if o >= 0]
        for start in candidates:
            rects = self._view.ranges(block, start, min(start + 1, block.length() - 1))
            if any(rect.contains(self._place) for rect in rects):
                return self.expression_in(block.blockNumber(), start)
        return None

    def expression_in(self, line: int, offset: int) -> str | None:
        """Give the name at an offset (UTF-16) of a 0-based line, None where there is none."""
        source = self._view.source
        position = source.to_code_points(line, offset)
        if not self._view.highlighter.is_code_at(line, position):
            return None
        return expression_at(source.line(line), position)

    def _show(self, text: str) -> None:
        shown = html.escape(text[:_LONGEST_VALUE])
        place = self._view.viewport().mapToGlobal(self._place + QPoint(0, 8))
        around = QRect(self._place, self._place).adjusted(-6, -6, 6, 6)
        QToolTip.showText(
            place,
            f"<p style='white-space:pre-wrap'>{shown}</p>",
            self._view.viewport(),
            around,
        )
