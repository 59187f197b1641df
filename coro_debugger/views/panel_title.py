"""The title of a docked panel: a heading at the left, a side remark at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from .elided_label import ElidedLabel
from .theme import Theme


class PanelTitle(QWidget):
    """Takes the place of a dock's own title bar; the dock is still moved by it."""

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "strip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = QLabel(title)
        self._title.setProperty("role", "heading")
        self._side = ElidedLabel()
        self._side.setProperty("role", "small")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.px(10), theme.px(6), theme.px(10), theme.px(6))
        layout.addWidget(self._title)
        layout.addWidget(self._side, 1)

    def set_side(self, text: str) -> None:
        """Show a remark at the right."""
        self._side.setText(text)
        self._side.setToolTip(text)
