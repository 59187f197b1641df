"""A label for what came of an operation: its first word stands out."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QStyleOptionFrame, QWidget

from ..models.drive_words import OutcomeSentence, Tone
from .style_property import set_style_property
from .theme import Theme

_TONES = {Tone.GOOD: "good", Tone.BAD: "bad", Tone.QUIET: ""}


class OutcomeLabel(QLabel):
    """Its text is plain, so that it can be read and copied; only the painting is rich."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._verb = 0
        self._tone = Tone.QUIET
        self._heights: dict[tuple[int, int], int] = {}
        """By width and zoom, of the present text: layouts ask again and again."""
        self.setAccessibleName(self.tr("Outcome"))
        self.setWordWrap(True)
        self.setProperty("role", "outcome")
        theme.changed.connect(self._on_theme_changed)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_sentence(self, sentence: OutcomeSentence) -> None:
        """Show a sentence."""
        self._say(sentence.text, len(sentence.verb), sentence.tone)

    def set_plain(self, text: str) -> None:
        """Show a text that is no outcome."""
        self._say(text, 0, Tone.QUIET)

    def _say(self, text: str, verb: int, tone: Tone) -> None:
        self._verb = verb
        self._tone = tone
        self._heights.clear()
        set_style_property(self, "tone", _TONES[tone])
        if text != self.text():
            self.setText(text)
            outcome = self.tr("Outcome")
            self.setAccessibleName(f"{outcome}: {text}" if text else outcome)
            self.updateGeometry()

    def _on_theme_changed(self) -> None:
        self._heights.clear()
        self.updateGeometry()

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """Qt: the height that the wrapped text needs."""
        asked = width, self._theme.zoom
        if asked not in self._heights:
            across, down = self._padding()
            text = self._laid_out(width - 2 * across).boundingRect()
            self._heights[asked] = round(text.height()) + 2 * down
        return self._heights[asked]

    def sizeHint(self) -> QSize:
        """Qt: the height at the width it has."""
        width = max(self.width(), self._theme.px(200))
        return QSize(self._theme.px(200), self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Qt: narrow is fine, the text wraps."""
        return QSize(self._theme.px(60), self.heightForWidth(max(self.width(), 1)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: draw the ground from the style sheet, then the text."""
        painter = QPainter(self)
        option = QStyleOptionFrame()
        option.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        across, down = self._padding()
        painter.setPen(self._theme.tokens.text)
        self._laid_out(self.width() - 2 * across).draw(painter, QPointF(across, down))
        painter.end()

    def _padding(self) -> tuple[int, int]:
        return self._theme.px(10), self._theme.px(6)

    def _laid_out(self, width: float) -> QTextLayout:
        layout = QTextLayout(self.text(), self._theme.mono_font())
        layout.setFormats(self._formats())
        layout.beginLayout()
        top = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 20))
            line.setPosition(QPointF(0, top))
            top += line.height()
        layout.endLayout()
        return layout

    def _formats(self) -> list[QTextLayout.FormatRange]:
        verb = QTextLayout.FormatRange()
        verb.start, verb.length = 0, self._verb
        look = QTextCharFormat()
        look.setFontWeight(QFont.Weight.Bold)
        look.setForeground(self._verb_colour())
        verb.format = look
        return [verb]

    def _verb_colour(self) -> QColor:
        tokens = self._theme.tokens
        return {Tone.GOOD: tokens.good, Tone.BAD: tokens.bad, Tone.QUIET: tokens.text}[self._tone]
