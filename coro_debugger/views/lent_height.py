"""Lends the panel below height for its editor, and gives it back when that is closed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QDockWidget, QMainWindow

from .editor_bar import EditorBar
from .panel_scroll import PanelScroll


class LentHeight(QObject):
    """Puts docks back to the heights that they had before one of the editors was opened."""

    def __init__(
        self, window: QMainWindow, docks: Sequence[QDockWidget], editors: Sequence[EditorBar]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._docks = list(docks)
        self._editors = list(editors)
        self._before: list[int] = []
        self._give_back = QTimer(self, singleShot=True, interval=0)
        self._give_back.timeout.connect(self._on_give_back)
        self._lend = QTimer(self, singleShot=True, interval=0)
        self._lend.timeout.connect(self._on_lend)
        for editor in editors:
            editor.turning.connect(self._on_turning)

    def _on_turning(self, visible: bool) -> None:
        if not visible:
            self._give_back.start()
            return
        if not self._before:
            self._before = [dock.height() for dock in self._docks]
        self._lend.start()

    def _on_lend(self) -> None:
        """Let the editor be seen whole: it stands in the last of the docks."""
        lender, borrower = self._docks[0], self._docks[-1]
        panel = borrower.widget()
        lacking = panel.lacking if isinstance(panel, PanelScroll) else 0
        # In a low window there may be less to lend; Qt would take no height below one pixel.
        lacking = min(lacking, lender.height() - 1)
        if lacking > 0:
            heights = [lender.height() - lacking, borrower.height() + lacking]
            self._window.resizeDocks([lender, borrower], heights, Qt.Orientation.Vertical)

    def _on_give_back(self) -> None:
        if self._before and all(editor.isHidden() for editor in self._editors):
            self._window.resizeDocks(self._docks, self._before, Qt.Orientation.Vertical)
            self._before = []
