"""The look of the application: scheme, zoom, fonts, palette and style sheet in one object."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QFontMetricsF, QGuiApplication
from PySide6.QtWidgets import QApplication

from .palette import DARK, LIGHT, Tokens, qt_palette
from .stylesheet import SMALL, application_style_sheet

SCHEMES = ("system", "light", "dark")
SMALLEST_ZOOM, LARGEST_ZOOM = 50, 400
_USUAL_FONT_HEIGHT = 14.0
"""Height in pixels of the font for which lengths in the design are given."""
_MONO = 1.06


class Theme(QObject):
    """Decides colours and sizes; `apply` gives them to the application.

    Widgets read `tokens`, fonts and `px` when they paint, and again on `changed`. The style sheet
    knows these dynamic properties: ``role`` = "primary" | "link" (buttons), "heading" | "muted" |
    "small" | "advice" | "problem" | "outcome" (labels), "strip" | "panel" (widgets), "bar"
    (frames), "prompt" (line edits); ``tone`` = "good" | "warning" | "bad" for "outcome" and "bar";
    ``invalid`` = true for fields.

    Signals:
        changed(): colours or sizes are others now; the application's style is already in place.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._scheme = "system"
        self._zoom = 100
        self._app: QApplication | None = None
        # Not the application's font: that is ours already where a second window is made.
        self._base_font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
        self._base_points = _points(self._base_font)
        # Worked out when they are asked for: painting does so thousands of times a second.
        self._tokens: Tokens | None = None
        self._mono_font: QFont | None = None
        self._pixels: float | None = None
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_scheme_changed)

    @property
    def scheme(self) -> str:
        """What was chosen: "system", "light" or "dark"."""
        return self._scheme

    @property
    def zoom(self) -> int:
        """The zoom of every pane in percent."""
        return self._zoom

    @property
    def is_dark(self) -> bool:
        """Whether the dark colours are in use."""
        if self._scheme == "system":
            return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self._scheme == "dark"

    @property
    def tokens(self) -> Tokens:
        """The colours in use."""
        if self._tokens is None:
            self._tokens = DARK if self.is_dark else LIGHT
        return self._tokens

    def set_scheme(self, scheme: str) -> None:
        """Choose "system", "light" or "dark"; anything else is taken as "system"."""
        scheme = scheme if scheme in SCHEMES else "system"
        if scheme == self._scheme:
            return
        self._scheme = scheme
        self._tell_platform()
        self._refresh()

    def set_zoom(self, percent: int) -> None:
        """Scale every pane; the value is held within 50 and 400."""
        percent = max(SMALLEST_ZOOM, min(LARGEST_ZOOM, percent))
        if percent != self._zoom:
            self._zoom = percent
            self._refresh()

    def ui_font(self) -> QFont:
        """Give the font of menus, lists and labels."""
        return self._sized(QFont(self._base_font), 1.0)

    def small_font(self) -> QFont:
        """Give the font of side remarks, such as counts in a header strip."""
        return self._sized(QFont(self._base_font), SMALL)

    def mono_font(self) -> QFont:
        """Give the fixed-width font of source, values and console."""
        if self._mono_font is None:
            font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
            font.setStyleHint(QFont.StyleHint.Monospace)
            font.setFixedPitch(True)
            self._mono_font = self._sized(font, _MONO)
        return QFont(self._mono_font)

    def px(self, length: float) -> int:
        """Convert a length of the design to pixels at the font size in use (at least 1)."""
        return max(1, round(length * self._unit()))

    def apply(self, app: QApplication) -> None:
        """Give the application style, fonts and colours, now and whenever they change."""
        self._app = app
        app.setStyle("Fusion")
        self._dress()

    def _sized(self, font: QFont, factor: float) -> QFont:
        font.setPointSizeF(self._base_points * factor * self._zoom / 100)
        return font

    def _unit(self) -> float:
        if self._pixels is None:
            self._pixels = QFontMetricsF(self.ui_font()).height() / _USUAL_FONT_HEIGHT
        return self._pixels

    def _forget(self) -> None:
        """Forget what was worked out for the scheme and the zoom before."""
        self._tokens = self._mono_font = self._pixels = None

    def _tell_platform(self) -> None:
        hints = QGuiApplication.styleHints()
        if self._scheme == "system":
            hints.unsetColorScheme()
        else:
            dark = self._scheme == "dark"
            hints.setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)

    def _dress(self) -> None:
        if self._app is None:
            return
        self._app.setPalette(qt_palette(self.tokens))
        self._app.setFont(self.ui_font())
        points = self._base_points * self._zoom / 100
        self._app.setStyleSheet(application_style_sheet(self.tokens, self._unit(), points))

    def _refresh(self) -> None:
        self._forget()
        self._dress()
        self.changed.emit()

    def _on_system_scheme_changed(self) -> None:
        if self._scheme == "system":
            self._refresh()


def _points(font: QFont) -> float:
    points = font.pointSizeF()
    return points if points > 0 else QFontInfo(font).pointSizeF()
