"""The colours, pens and fonts of the diagrams: timeline and pipeline alike."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPen

from ..models.cast import YOU, Cast
from ..models.coroutine_palette import coroutine_colour
from ..models.timeline_step import StepKind
from .palette import Tokens
from .theme import Theme

_TINT, _DARK_TINT, _WAITING = 0.14, 0.22, 0.32
_BAD = frozenset({StepKind.THROWN, StepKind.RAISED})
_FAINT = frozenset({StepKind.CREATED})


class DiagramStyle:
    """Who has which colour, on the ground of the theme in use."""

    def __init__(self, theme: Theme, cast: Cast) -> None:
        self._theme = theme
        self._cast = cast
        self.tokens: Tokens = theme.tokens
        """The colours of the theme. Kept here: to ask for them takes as long as to draw a line."""
        theme.changed.connect(self._on_theme_changed)

    def _on_theme_changed(self) -> None:
        self.tokens = self._theme.tokens

    def unit(self, scale: float) -> float:
        """Return the size of a design pixel at a zoom of the diagram's own."""
        return self._theme.px(100) / 100 * scale

    def font(self, unit: float) -> QFont:
        """Return the font of the window, as large as the diagram is zoomed."""
        font = self._theme.ui_font()
        font.setPointSizeF(max(font.pointSizeF() * unit / self.unit(1.0), 0.5))
        return font

    def colour(self, who: int) -> QColor:
        """Return the colour of a lifeline or node; the same as everywhere in the window."""
        if who == YOU:
            return self.tokens.accent_text
        if self._cast.is_thread(who):
            return self.tokens.text_muted
        return QColor(coroutine_colour(who, self.tokens.dark))

    def ground(self, who: int) -> QColor:
        """Return the ground of a box: its colour, faintly, on that of the panel."""
        return self._mixed(self.colour(who), _DARK_TINT if self.tokens.dark else _TINT)

    def faded(self, colour: QColor) -> QColor:
        """Return the colour of a bar that waits."""
        return self._mixed(colour, _WAITING)

    def _mixed(self, colour: QColor, share: float) -> QColor:
        # Not by transparency: that is lost in some programs that show SVG.
        panel = self.tokens.panel
        parts = zip(colour.getRgb()[:3], panel.getRgb()[:3], strict=True)  # type: ignore[index]
        return QColor(*(round(a * share + b * (1 - share)) for a, b in parts))

    def step_colour(self, kind: StepKind, is_newest: bool) -> QColor:
        """Return the colour of an arrow and its words."""
        if is_newest:
            return self.tokens.warning
        if kind in _BAD:
            return self.tokens.bad
        return self.tokens.text_muted if kind in _FAINT else self.tokens.text

    @staticmethod
    def dashes(colour: QColor, width: float) -> QPen:
        """Return a dashed pen."""
        return _patterned(colour, width, [3.2, 2.4])

    @staticmethod
    def dots(colour: QColor, width: float) -> QPen:
        """Return a dotted pen."""
        return _patterned(colour, width, [1.2, 2.6])


def _patterned(colour: QColor, width: float, pattern: list[float]) -> QPen:
    pen = QPen(colour, width)
    pen.setDashPattern(pattern)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen
