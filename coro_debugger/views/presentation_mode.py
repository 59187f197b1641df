"""The window on a projector: what an audience does not need is hidden, then all is as before."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QByteArray, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QDockWidget

from .dock_sizes import lay_out_now
from .main_window import MainWindow
from .tool_bar_words import ToolBarWords

_LIST = 215
"""Design pixels that the list of coroutines takes at most."""
_NOT_NEEDED = ("breakpointsDock", "stackDock")
"""Docks by object name; every other one stays as it is."""


@dataclass(frozen=True)
class _Before:
    layout: QByteArray
    size: QSize
    size_in_between: QSize


class PresentationMode(QObject):
    """Knows what the window was like before; the menus stay, whatever else goes.

    Signals:
        changed(bool): it has begun or ended. The text is to be larger or as before when it is sent.
    """

    changed = Signal(bool)

    def __init__(self, window: MainWindow, words: ToolBarWords) -> None:
        super().__init__(window)
        self._window = window
        self._words = words
        self._before: _Before | None = None

    @property
    def is_on(self) -> bool:
        """Whether the window is presented."""
        return self._before is not None

    def set_on(self, on: bool) -> None:
        """Begin or end."""
        if on and self._before is None:
            self._enter()
        elif not on and self._before is not None:
            self._leave(self._before)

    def _enter(self) -> None:
        window = self._window
        layout, size = window.saveState(), window.size()
        self._before = _Before(layout, size, size)
        for name in _NOT_NEEDED:
            if (dock := window.findChild(QDockWidget, name)) is not None:
                dock.hide()
        self._words.set_wanted(False)
        window.statusBar().hide()
        self.changed.emit(True)
        lay_out_now(window)
        self._make_room_for_source()
        self._before = _Before(layout, size, window.size())

    def _make_room_for_source(self) -> None:
        """Leave the list the columns that matter: what waits in the source is what is shown."""
        dock = self._window.findChild(QDockWidget, "coroutinesDock")
        if dock is not None:
            width = min(dock.width(), self._window.theme.px(_LIST))
            self._window.resizeDocks([dock], [width], Qt.Orientation.Horizontal)

    def _leave(self, before: _Before) -> None:
        window = self._window
        # Larger text may have made the window larger; a size that a person chose stays.
        grown = window.size() == before.size_in_between
        self._before = None
        self.changed.emit(False)
        self._words.set_wanted(True)
        window.statusBar().show()
        if grown:
            window.resize(before.size)
        lay_out_now(window)
        window.restoreState(before.layout)
