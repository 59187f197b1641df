"""The sizes of docked panels, kept over a time in which larger text takes their room."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QApplication, QDockWidget, QMainWindow


class DockSizes:
    """Larger text needs larger panels; Qt leaves them so when the text is small again."""

    def __init__(self, window: QMainWindow) -> None:
        self._window = window
        self._sizes: dict[QDockWidget, QSize] = {}

    def remember(self) -> None:
        """Take the sizes that all panels have now."""
        self._sizes = {dock: dock.size() for dock in self._docked()}

    def restore(self) -> None:
        """Give those panels their sizes back that are still docked and in sight."""
        sizes, self._sizes = self._sizes, {}
        docks = [dock for dock in self._docked() if dock in sizes]
        lay_out_now(self._window)
        for direction, lengths in (
            (Qt.Orientation.Horizontal, [sizes[dock].width() for dock in docks]),
            (Qt.Orientation.Vertical, [sizes[dock].height() for dock in docks]),
        ):
            self._window.resizeDocks(docks, lengths, direction)
        lay_out_now(self._window)  # who minds the widths is to know them before anything else

    def _docked(self) -> list[QDockWidget]:
        docks = self._window.findChildren(QDockWidget)
        return [d for d in docks if not d.isFloating() and not d.visibleRegion().isEmpty()]


def lay_out_now(window: QMainWindow) -> None:
    """Settle what panels need at this size of text, by which Qt judges where they fit."""
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    if (layout := window.layout()) is not None:
        layout.activate()
