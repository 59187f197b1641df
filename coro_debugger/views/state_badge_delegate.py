"""Draws a coroutine's state as a badge: the word in its colour within a rounded border."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem

from ..models.coroutine_model import CoroutineModel
from ..protocol.coroutines import Coroutine, CoroutineState, OutcomeKind
from .cell_delegate import CellDelegate, Index
from .palette import Tokens

_PADDING, _MARGIN = 8, 4
"""Design pixels within the badge beside its word, and around it."""


class StateBadgeDelegate(CellDelegate):
    """For the state column; the badge never touches its neighbours."""

    def draw(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the badge of a row."""
        coroutine = index.data(CoroutineModel.Role.COROUTINE)
        if not isinstance(coroutine, Coroutine):
            return
        painter.setFont(self._theme.small_font())
        metrics = painter.fontMetrics()
        margin = self._theme.px(_MARGIN)
        area = QRectF(option.rect).adjusted(margin, 0, -margin, -1)
        word = metrics.elidedText(
            str(index.data()),
            Qt.TextElideMode.ElideRight,
            int(area.width()) - self._theme.px(_PADDING),
        )
        width = min(metrics.horizontalAdvance(word) + 2 * self._theme.px(_PADDING), area.width())
        height = min(metrics.height() + self._theme.px(3), area.height() - 2)
        top = area.center().y() - height / 2
        badge = QRectF(area.left(), round(top), width, height).adjusted(0.5, 0.5, -0.5, -0.5)
        self._draw_badge(painter, badge, word, state_colour(coroutine, self._theme.tokens))

    def _draw_badge(self, painter: QPainter, badge: QRectF, word: str, colour: QColor) -> None:
        ground = QColor(colour)
        ground.setAlphaF(0.10)
        painter.setBrush(ground)
        painter.setPen(QPen(colour, 1))
        painter.drawRoundedRect(badge, badge.height() / 2, badge.height() / 2)
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, word)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Qt: room for the badge and the air around it."""
        size = super().sizeHint(option, index)
        metrics = QFontMetrics(self._theme.small_font())
        room = 2 * self._theme.px(_PADDING) + 2 * self._theme.px(_MARGIN)
        size.setWidth(metrics.horizontalAdvance(str(index.data())) + room)
        return size


def state_colour(coroutine: Coroutine, tokens: Tokens) -> QColor:
    """Return the colour that goes with the word of a coroutine's state."""
    match coroutine.state:
        case CoroutineState.CREATED:
            return tokens.state_created
        case CoroutineState.RUNNING:
            return tokens.state_running
        case CoroutineState.SUSPENDED:
            return tokens.state_suspended
    match coroutine.outcome.kind if coroutine.outcome else None:
        case OutcomeKind.RAISED:
            return tokens.state_raised
        case OutcomeKind.CLOSED:
            return tokens.state_closed
        case OutcomeKind.COLLECTED:
            return tokens.state_collected
    return tokens.state_returned
