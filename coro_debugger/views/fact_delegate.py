"""Draws facts: what they are about muted, the fact itself plain."""

from __future__ import annotations

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from .cell_delegate import Index
from .theme import Theme


class FactDelegate(QStyledItemDelegate):
    """For two columns: a word and what there is to say."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802
        """Qt: say how a cell looks."""
        super().initStyleOption(option, index)
        if index.column() == 0:
            for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
                option.palette.setColor(role, self._theme.tokens.text_muted)
