"""Colours, zoom and layout: what the user chose, remembered."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox

from .. import __version__
from ..session.settings import Settings
from ..session.settings import Theme as Scheme
from .main_window import MainWindow

_STEP = 1.1
_MOST_STEPS = 14
_SCHEMES = {
    "actionThemeSystem": Scheme.SYSTEM,
    "actionThemeLight": Scheme.LIGHT,
    "actionThemeDark": Scheme.DARK,
}


class LookPresenter(QObject):
    """Applies what was remembered, and remembers what is chosen."""

    def __init__(self, window: MainWindow, settings: Settings) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        actions = window.actions_
        for name, scheme in _SCHEMES.items():
            actions[name].triggered.connect(self._chooser(scheme))
            actions[name].setChecked(scheme is settings.theme)
        actions["actionZoomIn"].triggered.connect(lambda: self._zoom_by(1))
        actions["actionZoomOut"].triggered.connect(lambda: self._zoom_by(-1))
        actions["actionZoomReset"].triggered.connect(lambda: self._set_zoom(0))
        actions["actionResetLayout"].triggered.connect(window.reset_layout)
        actions["actionAbout"].triggered.connect(self._on_about)
        actions["actionQuit"].triggered.connect(window.close)
        window.wheel_zoom.turned.connect(self._zoom_by)
        window.closing.connect(self._on_closing)
        window.theme.set_scheme(settings.theme.value)
        self._set_zoom(settings.zoom)
        window.restore_layout(settings.geometry, settings.layout)

    def _chooser(self, scheme: Scheme) -> Callable[[], None]:
        def choose() -> None:
            self._settings.theme = scheme
            self._window.theme.set_scheme(scheme.value)

        return choose

    def _zoom_by(self, steps: int) -> None:
        self._set_zoom(self._settings.zoom + steps)

    def _set_zoom(self, steps: int) -> None:
        self._settings.zoom = max(-_MOST_STEPS // 2, min(_MOST_STEPS, steps))
        self._window.theme.set_zoom(round(100 * _STEP**self._settings.zoom))

    def _on_closing(self) -> None:
        self._settings.geometry = self._window.saveGeometry()
        self._settings.layout = self._window.layout_state()
        self._settings.save()

    def _on_about(self) -> None:
        box = QMessageBox(self._window)
        box.setObjectName("aboutBox")
        box.setWindowTitle(self.tr("About Coro Debugger"))
        box.setText(self.tr("Coro Debugger {0}").format(__version__))
        box.setInformativeText(
            self.tr("Shows and drives Python coroutines: generators and async functions.")
        )
        box.finished.connect(box.deleteLater)
        box.open()
