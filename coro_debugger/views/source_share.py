"""Keeps a useful share of the window for the source when the window gets narrower."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow

from .dock_sizes import lay_out_now
from .theme import Theme

SHARE = 0.447
"""What the source has of the window at first; no less, if the user has not chosen so."""
_ENOUGH = 640
"""Design pixels of source for which panels at its sides need not give way."""
_SIDES = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea


class SourceShare(QObject):
    """Makes the docks at the sides narrower with the window, and gives them back what they had.

    Qt takes all from the middle. Widths that docks get while the window keeps its width - from the
    user's hand or a layout - are those that are wanted.
    """

    def __init__(self, window: QMainWindow, docks: list[QDockWidget], theme: Theme) -> None:
        super().__init__(window)
        self._window = window
        self._docks = docks
        self._theme = theme
        self._width = window.width()
        self._wanted: dict[QDockWidget, float] = {}
        self._wanted_part = 1.0
        self._is_sharing = False
        window.installEventFilter(self)
        for dock in docks:
            dock.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the window or one of the docks has another size."""
        if event.type() is QEvent.Type.Resize and not self._is_sharing:
            if watched is self._window:
                if self._window.width() != self._width:
                    self._width = self._window.width()
                    self.share()
            elif self._window.width() == self._width:
                self._note()
        return super().eventFilter(watched, event)

    def share(self) -> None:
        """Give the docks at the sides as much of what they had as the source can spare."""
        docks = self._at_sides()
        wanted = [self._wanted.get(dock, dock.width()) for dock in docks]
        if not docks or not self._window.isVisible():
            return
        least = min(self._theme.px(_ENOUGH), self._width * min(SHARE, self._wanted_part))
        part = min(1.0, max(0.0, self._width - least) / max(1.0, sum(wanted)))
        widths = [round(width * part) for width in wanted]
        self._is_sharing = True
        try:
            self._window.resizeDocks(docks, widths, Qt.Orientation.Horizontal)
            lay_out_now(self._window)
        finally:
            self._is_sharing = False

    def _note(self) -> None:
        docks = self._at_sides()
        self._wanted = {dock: dock.width() for dock in docks}
        if docks and self._width:
            self._wanted_part = 1 - sum(dock.width() for dock in docks) / self._width

    def _at_sides(self) -> list[QDockWidget]:
        """Return one dock of either side; those above and below it are as wide."""
        found = []
        for side in _SIDES:
            docked = (d for d in self._docks if self._window.dockWidgetArea(d) is side)
            found += [d for d in docked if d.isVisible() and not d.isFloating()][:1]
        return found
