"""The strip above a coroutine's controls: its colour, its name, how often it was resumed."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from ..models.coroutine_palette import coroutine_colour
from ..models.words import call_words, coroutine_name, function_word, place_words, translated
from ..protocol.coroutines import Coroutine
from .elided_label import ElidedLabel
from .steady_room import SteadyRoom
from .theme import Theme


class ColourDot(QWidget):
    """A dot in the colour of a coroutine; nothing without one."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._coroutine_id: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_coroutine_id(self, coroutine_id: int | None) -> None:
        """Choose whose colour it is."""
        self._coroutine_id = coroutine_id
        self.update()

    def sizeHint(self) -> QSize:
        """Qt: a little more than the dot."""
        return QSize(self._theme.px(11), self._theme.px(11))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: draw the dot."""
        if self._coroutine_id is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(coroutine_colour(self._coroutine_id, self._theme.is_dark)))
        painter.drawEllipse(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()


class CoroutineHeader(QWidget):
    """Says which coroutine the panel below is about."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "strip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._dot = ColourDot(theme)
        self.title = ElidedLabel()
        self.title.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.title.setObjectName("driveTitle")
        self.title.setProperty("role", "heading")
        self.side = QLabel()
        self.side.setProperty("role", "small")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.px(10), theme.px(6), theme.px(10), theme.px(6))
        layout.setSpacing(theme.px(6))
        layout.addWidget(self._dot)
        layout.addWidget(self.title, 1)
        layout.addWidget(SteadyRoom(self.side))
        self.set_coroutine(None)

    def set_coroutine(self, coroutine: Coroutine | None) -> None:
        """Show another coroutine, or that there is none."""
        self._dot.set_coroutine_id(coroutine.id if coroutine else None)
        self._dot.setVisible(coroutine is not None)
        if coroutine is None:
            self.title.setText(self.tr("No coroutine selected"))
            self.side.setText("")
            return
        self.title.setText(call_words(coroutine_name(coroutine), function_word(coroutine)))
        self.title.setToolTip(coroutine.qualname)
        self.side.setText(_resumed(coroutine.resumptions))
        self.side.setToolTip(place_words(coroutine))


def _resumed(times: int) -> str:
    if times == 1:
        return translated("resumed once")
    return translated("resumed {0} times", f"{times:,}") if times else translated("never resumed")
