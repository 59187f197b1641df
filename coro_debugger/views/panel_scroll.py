"""Lets a docked panel be lower than it can be made: what it lacks in height is scrolled."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

_LEAST_HEIGHT = 84
"""Pixels of a panel that are always in sight, at any zoom: a screen does not grow with it."""


class PanelScroll(QScrollArea):
    """Holds one panel; on a small screen, or with large text, panels could not all be whole.

    Qt's own ``widgetResizable`` would make the panel as high as it would like to be as soon as a
    text in it is wrapped, and so scroll where nothing is lacking.
    """

    def __init__(self, panel: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._panel = panel
        self._told = QSize()
        self.setWidget(panel)

    @property
    def lacking(self) -> int:
        """The height in pixels that the panel would have to have in addition, to be whole."""
        room = self.maximumViewportSize()
        return max(0, self._least(room.width()).height() - room.height())

    def sizeHint(self) -> QSize:
        """Qt: that of the panel."""
        return self._panel.sizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Qt: as wide as the panel has to be, and not as high."""
        least = self._least()
        return QSize(least.width(), min(least.height(), _LEAST_HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: the panel fills what is there."""
        self._fit()
        super().resizeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: what the panel needs has changed."""
        if event.type() is QEvent.Type.LayoutRequest and watched is self._panel:
            self._fit()
            if (hint := self.minimumSizeHint()) != self._told:  # else the window need not care
                self._told = hint
                self.updateGeometry()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        room = self.maximumViewportSize()
        width, least = room.width(), self._least(room.width())
        if least.height() > room.height():  # the bar takes its width, and texts need more lines
            width -= self.verticalScrollBar().sizeHint().width()
            least = self._least(width)
        self._panel.resize(width, max(least.height(), room.height()))

    def _least(self, width: int = -1) -> QSize:
        least = self._panel.minimumSizeHint().expandedTo(self._panel.minimumSize())
        layout = self._panel.layout()
        if width >= 0 and layout is not None and layout.hasHeightForWidth():
            least.setHeight(layout.minimumHeightForWidth(width))
        return least
