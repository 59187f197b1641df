"""The icons of actions and panels, drawn from the SVG files in `resources/icons/`."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton

from ..resource_files import resource_path
from .theme import Theme

_TONES = {
    "run": "good",
    "continue": "good",
    "breakpoint": "breakpoint",
    "breakpoint-conditional": "breakpoint",
    "breakpoint-disabled": "breakpoint_disabled",
    "warning": "warning",
    "problem": "bad",
    "good": "good",
    "info": "accent_text",
}
"""Icons that are not drawn in the colour of text, with the token that colours them."""
_MENU_SIZE, _TOOLBAR_SIZE = 16, 20


class Icons(QObject):
    """Gives icons in the colours of the theme, sharp at every scale of the screens.

    ``icons.set_icon(action, "step-over")`` keeps the icon right when the theme changes; `icon`
    gives one of the moment. Names are those of the files, without ending.
    """

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent or theme)
        self._theme = theme

    def icon(self, name: str) -> QIcon:
        """Build the icon called `name`. Raises FileNotFoundError for an unknown one."""
        tokens = self._theme.tokens
        colour: QColor = getattr(tokens, _TONES.get(name, "text"))
        icon = QIcon()
        for size in sorted({self._theme.px(_MENU_SIZE), self.toolbar_size()}):
            for ratio in _pixel_ratios():
                icon.addPixmap(_drawn(name, colour, size, ratio))
                faint = _drawn(name, tokens.text_disabled, size, ratio)
                icon.addPixmap(faint, QIcon.Mode.Disabled)
        return icon

    def pixmap(self, name: str, size: int, colour: QColor, ratio: float) -> QPixmap:
        """Draw one picture of `size` logical pixels for a screen with that pixel ratio."""
        return _drawn(name, colour, size, ratio)

    def set_icon(self, target: QAction | QAbstractButton, name: str) -> None:
        """Give an action or button its icon, and again whenever the theme changes."""
        dress = target.findChild(_Dress) or _Dress(target, self, self._theme)
        dress.name = name
        dress.put_on()

    def toolbar_size(self) -> int:
        """Give the side of a toolbar icon in logical pixels; it grows with the zoom."""
        return self._theme.px(_TOOLBAR_SIZE)

    def menu_size(self) -> int:
        """Give the side of an icon in menus and small buttons in logical pixels."""
        return self._theme.px(_MENU_SIZE)


class _Dress(QObject):
    """Keeps the icon of its parent right; it goes when the parent goes."""

    def __init__(self, target: QAction | QAbstractButton, icons: Icons, theme: Theme) -> None:
        super().__init__(target)
        self.name = ""
        self._target = target
        self._icons = icons
        theme.changed.connect(self.put_on)

    def put_on(self) -> None:
        self._target.setIcon(self._icons.icon(self.name))
        if isinstance(self._target, QAbstractButton):
            side = self._icons.menu_size()
            self._target.setIconSize(QSize(side, side))


def application_icon() -> QIcon:
    """Build the icon of the program itself."""
    icon = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        icon.addPixmap(_drawn("coro-debugger", QColor(Qt.GlobalColor.black), size, 1.0))
    return icon


def _pixel_ratios() -> list[float]:
    return sorted({1.0, *(screen.devicePixelRatio() for screen in QGuiApplication.screens())})


@cache
def _drawing(name: str) -> str:
    return resource_path("icons", f"{name}.svg").read_text(encoding="utf-8")


def _drawn(name: str, colour: QColor, size: int, ratio: float) -> QPixmap:
    side = round(size * ratio)
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    text = _drawing(name).replace("currentColor", colour.name())
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(text.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
