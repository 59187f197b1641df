"""A label that says with dots that it is longer than its place; at the right end of it at first."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

_BETWEEN = " · "
"""What stands between the parts of a list."""


class ElidedLabel(QLabel):
    """Takes as little width as it gets; its text stays whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Qt: it can be narrow."""
        return QSize(0, super().minimumSizeHint().height())

    def fitting_text(self) -> str:
        """Return as many parts of the text as fit whole, else as much of the first as fits."""
        metrics, parts = self.fontMetrics(), self.text().split(_BETWEEN)
        for count in range(len(parts), 0, -1):
            text = _BETWEEN.join([*parts[:count], *(["…"] if count < len(parts) else [])])
            if metrics.horizontalAdvance(text) <= self.width():
                return text
        return metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: draw as much of the text as fits."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), int(self.alignment()), self.fitting_text())
        painter.end()
