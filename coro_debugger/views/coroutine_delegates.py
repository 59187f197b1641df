"""Draw the other cells of the list of coroutines: the dot, and text that knows what it is about."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPalette
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ..models.coroutine_columns import Column
from ..models.coroutine_model import CoroutineModel
from ..models.coroutine_palette import coroutine_colour
from ..protocol.coroutines import Coroutine, CoroutineState, Role
from .cell_delegate import CellDelegate, Index
from .icons import Icons
from .theme import Theme

_RADIUS = 4.5
_PIN = 11
"""Design pixels: small, for names have little room."""


class ColourDotDelegate(CellDelegate):
    """Draws a dot in the colour of the row's coroutine; a finished one's is a ring."""

    def __init__(self, theme: Theme, id_role: int, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._id_role = id_role

    def draw(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the dot in the middle of the cell."""
        coroutine_id = index.data(self._id_role)
        if not coroutine_id:
            return
        colour = QColor(coroutine_colour(int(coroutine_id), self._theme.is_dark))
        coroutine = index.data(CoroutineModel.Role.COROUTINE)
        painter.setPen(colour)
        if not _is_finished(coroutine):
            painter.setBrush(colour)
        radius = _RADIUS * self._theme.px(100) / 100
        rect = option.rect
        painter.drawEllipse(
            QPointF(rect.left() + rect.width() / 2, rect.top() + (rect.height() - 1) / 2),
            radius,
            radius,
        )


class CoroutineTextDelegate(QStyledItemDelegate):
    """Names are bold, values fixed-width, side matters and finished coroutines muted.

    A pin stands behind the name of the one that is pinned.
    """

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._pin = QIcon()
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        self._pin = self._icons.icon("pin")

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802
        """Qt: say how a cell looks."""
        super().initStyleOption(option, index)
        coroutine = index.data(CoroutineModel.Role.COROUTINE)
        column = index.column()
        if column == Column.NAME:
            option.font.setWeight(QFont.Weight.DemiBold)
            if index.data(CoroutineModel.Role.PINNED):
                self._add_pin(option)
        elif column in (Column.LAST_IN, Column.LAST_OUT):
            option.font = self._theme.mono_font()
        if column == Column.ROLE and isinstance(coroutine, Coroutine):
            option.font = self._theme.small_font()
            if coroutine.role is Role.BOTH:
                option.text = f"{option.text} ⚠"
        tokens = self._theme.tokens
        if _is_finished(coroutine) or column == Column.ROLE:
            option.palette.setColor(QPalette.ColorRole.Text, tokens.text_muted)
            option.palette.setColor(QPalette.ColorRole.HighlightedText, tokens.text_muted)

    def _add_pin(self, option: QStyleOptionViewItem) -> None:
        side = self._theme.px(_PIN)
        option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
        option.decorationPosition = QStyleOptionViewItem.Position.Right
        option.decorationSize = QSize(side, side)
        option.icon = self._pin


def _is_finished(coroutine: object) -> bool:
    return isinstance(coroutine, Coroutine) and coroutine.state is CoroutineState.FINISHED
