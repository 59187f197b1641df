"""The advice below the list of coroutines: as high as its text, but never most of the panel."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy, QWidget

from .theme import Theme

_LARGEST_PART = 0.4


class AdviceArea(QScrollArea):
    """Hidden while there is nothing to say."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.label = QLabel()
        self.label.setObjectName("coroutineAdvice")
        self.label.setAccessibleName(self.tr("Advice"))
        self.label.setProperty("role", "advice")
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        self.label.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.label.setContentsMargins(theme.px(10), theme.px(6), theme.px(10), theme.px(8))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setWidget(self.label)
        self.label.setAutoFillBackground(False)  # the panel's own ground shows through
        self.viewport().setAutoFillBackground(False)
        self.hide()

    def say(self, lines: Sequence[str]) -> None:
        """Show these sentences, each on a line of its own."""
        text = "\n".join(lines)
        if text != self.label.text():
            self.label.setText(text)
            self.label.setAccessibleName(self.tr("Advice: {0}").format(text))
            self.updateGeometry()
        self.setVisible(bool(text))

    def sizeHint(self) -> QSize:
        """Qt: the height of the text, up to a part of the panel."""
        panel = self.parentWidget()
        width = panel.width() if panel else self.width()
        wanted = self.label.heightForWidth(width)
        most = round(panel.height() * _LARGEST_PART) if panel else wanted
        return QSize(width, min(wanted, max(most, self._theme.px(40))))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Qt: a line or two; the rest scrolls."""
        return QSize(0, min(self.sizeHint().height(), self._theme.px(40)))
