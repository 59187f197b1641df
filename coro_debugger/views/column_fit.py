"""Shows as many columns of a list as there is room for, so that none is out of sight."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHeaderView

from .hinted_tree_view import HintedTreeView
from .theme import Theme


class ColumnFit(QObject):
    """Hides what is needed least while a list is narrow; the last column takes what is left.

    `widths` are those of all columns in design pixels; `spare` are the columns that may go, the
    least needed first.
    """

    def __init__(
        self, theme: Theme, view: HintedTreeView, widths: Sequence[int], spare: Sequence[int]
    ) -> None:
        super().__init__(view)
        self._view = view
        self._widths = tuple(widths)
        self._spare = tuple(spare)
        self._shown: list[int] = []
        view.header().setStretchLastSection(False)
        view.room_changed.connect(self._fit)
        theme.changed.connect(self._fit)

    def _fit(self) -> None:
        shown = self._fitting()
        if shown == self._shown:
            return
        before, self._shown = self._shown, shown
        header, modes = self._view.header(), QHeaderView.ResizeMode
        for column, width in enumerate(self._widths):
            header.setSectionHidden(column, column not in shown)
            if column not in before or column == before[-1]:
                header.setSectionResizeMode(column, modes.Interactive)
                header.resizeSection(column, self._view.px(width))
        header.setSectionResizeMode(shown[-1], modes.Stretch)

    def _fitting(self) -> list[int]:
        """Return the columns that fit into the room there is now."""
        widths = {column: self._view.px(width) for column, width in enumerate(self._widths)}
        room = self._view.viewport().width()
        for column in self._spare:
            if sum(widths.values()) <= room:
                break
            del widths[column]
        return list(widths)
