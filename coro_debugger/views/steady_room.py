"""Keeps a text that changes often from having everything around it laid out again."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class SteadyRoom(QWidget):
    """Holds a label, and asks for room only if that needs other room than before.

    A label of Qt's asks with every text. That goes up to the main window, which lays out its docks
    and paints once more what is between them.
    """

    def __init__(self, label: QLabel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = label
        self._needed = QSize()
        label.setParent(self)
        self.setSizePolicy(label.sizePolicy())

    def sizeHint(self) -> QSize:
        """Qt: that of the label."""
        return self._label.sizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Qt: that of the label."""
        return self._label.minimumSizeHint()

    def event(self, event: QEvent) -> bool:
        """Qt: the label asks here, as there is no layout."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._ask()
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: hidden it was not asked."""
        super().showEvent(event)
        self._ask()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: the label fills it."""
        super().resizeEvent(event)
        self._label.resize(event.size())

    def _ask(self) -> None:
        needed = QSize(self.sizeHint())
        if self.sizePolicy().horizontalPolicy() is QSizePolicy.Policy.Ignored:
            needed.setWidth(0)
        if needed != self._needed:
            self._needed = needed
            self.updateGeometry()
