"""Narrows the columns of a list in proportion where there is no room for all as they should be."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHeaderView, QTreeView

from .theme import Theme

_LEAST = 20
"""Design pixels of a column that is hardly more than a mark."""


class ColumnShares(QObject):
    """Else the column that takes what is left would be left with nothing.

    `widths` in design pixels are those of all columns, the one that takes what is left included.
    What the user made of them in a list that is wide enough stays.
    """

    def __init__(self, theme: Theme, view: QTreeView, widths: Sequence[int]) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self._widths = tuple(widths)
        self._are_narrowed = False
        theme.changed.connect(self.share)

    def share(self) -> None:
        """Look again: the list, or its text, has another size."""
        px, header = self._theme.px, self._view.header()
        part = min(1.0, self._view.viewport().width() / max(1, px(sum(self._widths))))
        if part == 1.0 and not self._are_narrowed:
            return
        self._are_narrowed = part < 1.0
        for column, width in enumerate(self._widths):
            if header.sectionResizeMode(column) is QHeaderView.ResizeMode.Interactive:
                least = px(min(width, _LEAST))
                header.resizeSection(column, max(least, round(px(width) * part)))
