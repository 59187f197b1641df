"""Draws facts: what they are about muted, the fact itself plain, what leads somewhere as a link."""

from __future__ import annotations

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ..models.object_model import ObjectModel
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
        tokens = self._theme.tokens
        colour = tokens.text_muted if index.column() == 0 else None
        if index.column() and index.data(ObjectModel.Role.IS_LINK):
            colour = tokens.accent_text
            option.font.setUnderline(True)
        if colour is not None:
            for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
                option.palette.setColor(role, colour)
