"""The base of the views that draw a diagram: zoom, a hint while empty, what screen readers read."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from ..models.cast import Cast
from .diagram_style import DiagramStyle
from .diagram_zoom import DiagramZoom
from .theme import Theme
from .wheel_zoom import OWN_ZOOM

_HINT_MARGIN = 14


class DiagramView(QAbstractScrollArea):
    """A subclass paints its diagram and puts the scroll bars right in `place`."""

    def __init__(self, theme: Theme, cast: Cast, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.look = DiagramStyle(theme, cast)
        self.zoom = DiagramZoom(self)
        self._hint = ""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty(OWN_ZOOM, True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        theme.changed.connect(self.place)
        self.zoom.changed.connect(self.place)

    @property
    def unit(self) -> float:
        """The size of a design pixel at the zoom in use."""
        return self.look.unit(self.zoom.factor)

    @property
    def hint(self) -> str:
        """What is said while the diagram is empty."""
        return self._hint

    def set_hint(self, text: str) -> None:
        """Choose what is said while the diagram is empty."""
        if text != self._hint:
            self._hint = text
            self.describe()
            self.viewport().update()

    def place(self) -> None:
        """Put the scroll bars right and paint again."""
        raise NotImplementedError

    def is_empty(self) -> bool:
        """Tell whether there is nothing to paint."""
        raise NotImplementedError

    def words(self) -> str:
        """Return what a screen reader is to read."""
        raise NotImplementedError

    def paint(self, painter: QPainter) -> None:
        """Draw what is in sight of the diagram."""
        raise NotImplementedError

    def describe(self) -> None:
        """Let a screen reader read what is current."""
        text = self._hint if self.is_empty() else self.words()
        if text != self.accessibleDescription():
            self.setAccessibleDescription(text)
            change = QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
            QAccessible.updateAccessibility(change)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: draw the diagram, or the hint where there is none."""
        painter = QPainter(self.viewport())
        try:
            if self.is_empty():
                self.paint_text(painter, self._hint)
            else:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                self.paint(painter)
        finally:
            painter.end()  # one that stays open lets Qt end the process

    def paint_text(self, painter: QPainter, text: str) -> None:
        """Say something where the diagram would be."""
        margin = self._theme.px(_HINT_MARGIN)
        area = self.viewport().rect().adjusted(margin, margin, -margin, -margin)
        painter.setFont(self._theme.ui_font())
        painter.setPen(self._theme.tokens.text_muted)
        painter.drawText(area, Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap, text)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt: with Ctrl it zooms."""
        if not self.zoom.take_wheel(event):
            super().wheelEvent(event)
