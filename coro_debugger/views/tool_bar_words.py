"""The words under the icons of the tool bar: all of them, or none."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QToolBar, QToolButton

from .theme import Theme

_LEAST_WIDTH = 44
"""Design pixels: a little less than what the style sheet gives a button without words."""


class ToolBarWords(QObject):
    """Leaves the words out where there is no room for all of them, instead of cutting each.

    Qt would squeeze the buttons, and *Step over* and *Step into* would begin alike.
    """

    def __init__(self, bar: QToolBar, theme: Theme) -> None:
        super().__init__(bar)
        self._bar = bar
        self._theme = theme
        self._are_wanted = True
        bar.installEventFilter(self)
        self._fit()

    def set_wanted(self, wanted: bool) -> None:
        """Choose whether there are to be words at all."""
        self._are_wanted = wanted
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the room has changed, or what is in it."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        style = Qt.ToolButtonStyle.ToolButtonIconOnly
        if self._are_wanted and self._needed() <= self._bar.width():
            style = Qt.ToolButtonStyle.ToolButtonTextUnderIcon
        if style is not self._bar.toolButtonStyle():
            self._bar.setToolButtonStyle(style)

    def _needed(self) -> int:
        """Return the width that the bar needs with all words."""
        width = self._bar.sizeHint().width()
        if self._bar.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonTextUnderIcon:
            return width
        tools = (self._bar.widgetForAction(action) for action in self._bar.actions())
        buttons = (tool for tool in tools if isinstance(tool, QToolButton) and tool.defaultAction())
        return width + sum(map(self._wider, buttons))

    def _wider(self, button: QToolButton) -> int:
        """Return how much wider a button is with its words, for Qt with a blank on either side."""
        words = button.fontMetrics().horizontalAdvance(f" {button.text()} ")
        return max(0, words - self._theme.px(_LEAST_WIDTH))
