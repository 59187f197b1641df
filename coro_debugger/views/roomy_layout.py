"""A document layout with a little air between lines, which plain-text layouts do not offer."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextBlock, QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout


class RoomyLayout(QPlainTextDocumentLayout):
    """Gives every block `room` more pixels below its text.

    The text stays at the top of its block; who draws a band behind a line moves it up by half of
    `room`, so that the text is in its middle.
    """

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.room = 0

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:  # noqa: N802
        rect = super().blockBoundingRect(block)
        if self.room and rect.isValid():
            rect.setHeight(rect.height() + self.room)
        return rect
