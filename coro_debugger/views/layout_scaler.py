"""The room around and between controls grows with the zoom, as text and icons do."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QBoxLayout, QFormLayout, QGridLayout, QLayout, QWidget

from .theme import Theme

_FINE = 1000
_KEPT = "lengthsAtNormalSize"


class LayoutScaler(QObject):
    """Scales margins and spacings of all layouts of a window; panels need not know of it."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self._window = window
        self._unit = self._unit_now()
        theme.changed.connect(self._on_theme_changed)

    def _unit_now(self) -> float:
        return self._theme.px(_FINE) / _FINE

    def _on_theme_changed(self) -> None:
        before, self._unit = self._unit, self._unit_now()
        if self._unit == before:
            return
        for layout in self._window.findChildren(QLayout):
            if isinstance(layout, QBoxLayout | QGridLayout | QFormLayout):
                self._scale(layout, before)

    def _scale(self, layout: QBoxLayout | QGridLayout | QFormLayout, before: float) -> None:
        kept = cast("list[float] | None", layout.property(_KEPT))
        if kept is None:  # made since the last change
            kept = [length / before for length in _lengths(layout)]
            layout.setProperty(_KEPT, kept)
        left, top, right, bottom, across, down = (round(x * self._unit) for x in kept)
        layout.setContentsMargins(left, top, right, bottom)
        if isinstance(layout, QBoxLayout):
            layout.setSpacing(across)
        else:
            layout.setHorizontalSpacing(across)
            layout.setVerticalSpacing(down)


def _lengths(layout: QBoxLayout | QGridLayout | QFormLayout) -> list[int]:
    margins = layout.contentsMargins()
    if isinstance(layout, QBoxLayout):
        spacings = [layout.spacing(), layout.spacing()]
    else:
        spacings = [layout.horizontalSpacing(), layout.verticalSpacing()]
    return [margins.left(), margins.top(), margins.right(), margins.bottom(), *spacings]
