"""Colours, zoom and layout: what the user chose, remembered."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox

from .. import __version__
from ..session.settings import PRESENTATION_ZOOM, Settings
from ..session.settings import Theme as Scheme
from .actions import Need
from .dock_sizes import DockSizes
from .main_window import MainWindow
from .presentation_mode import PresentationMode
from .shortcut_sheet import ShortcutSheet

_STEP = 1.1
_NORMAL = 100
"""Percent; what panels were given there they get again."""
_FEWEST_STEPS, _MOST_STEPS = -7, 14
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
        self._presentation = PresentationMode(window, window.menus.words)
        self._presentation.changed.connect(self._on_presentation_changed)
        self._sizes = DockSizes(window)
        self._sheet = ShortcutSheet(window.theme, window)
        self._connect_actions()
        window.wheel_zoom.turned.connect(self._zoom_by)
        window.escaped.connect(lambda: self._presentation.set_on(False))
        window.closing.connect(self._on_closing)
        window.theme.set_scheme(settings.theme.value)
        self._apply_zoom()
        window.restore_layout(settings.geometry, settings.layout)

    def _connect_actions(self) -> None:
        window, actions = self._window, self._window.actions_
        for name, scheme in _SCHEMES.items():
            actions[name].triggered.connect(self._chooser(scheme))
            actions[name].setChecked(scheme is self._settings.theme)
        actions["actionPresentation"].toggled.connect(self._presentation.set_on)
        for name, act in (
            ("actionZoomIn", lambda: self._zoom_by(1)),
            ("actionZoomOut", lambda: self._zoom_by(-1)),
            ("actionZoomReset", self._reset_zoom),
            ("actionNextPane", lambda: window.panes.go_on(1)),
            ("actionPreviousPane", lambda: window.panes.go_on(-1)),
            ("actionResetLayout", self._on_reset_layout),
            ("actionShortcuts", self._sheet.open_sheet),
            ("actionAbout", self._on_about),
            ("actionQuit", window.close),
        ):
            actions[name].triggered.connect(act)

    def _chooser(self, scheme: Scheme) -> Callable[[], None]:
        def choose() -> None:
            self._settings.theme = scheme
            self._window.theme.set_scheme(scheme.value)

        return choose

    # --- zoom: a presentation has steps of its own on top of the usual ones

    def _zoom_by(self, steps: int) -> None:
        usual, more = self._settings.zoom, self._settings.presentation_zoom
        if self._presentation.is_on:
            total = max(_FEWEST_STEPS, min(_MOST_STEPS, usual + more + steps))
            self._settings.presentation_zoom = total - usual
        else:
            self._settings.zoom = max(_FEWEST_STEPS, min(_MOST_STEPS, usual + steps))
        self._apply_zoom()

    def _reset_zoom(self) -> None:
        if self._presentation.is_on:
            self._settings.forget_presentation_zoom()
        else:
            self._settings.zoom = 0
        self._apply_zoom()

    def _apply_zoom(self) -> None:
        steps = self._settings.zoom
        if self._presentation.is_on:
            steps += self._settings.presentation_zoom
        steps = max(_FEWEST_STEPS, min(_MOST_STEPS, steps))
        self._set_zoom(round(100 * _STEP**steps))
        is_usual = self._is_zoom_usual()
        for need, there in (
            (Need.LARGER, steps < _MOST_STEPS),
            (Need.SMALLER, steps > _FEWEST_STEPS),
            (Need.ZOOMED, not is_usual),
        ):
            self._window.actions_.set_there(need, there)

    def _set_zoom(self, percent: int) -> None:
        before, theme = self._window.theme.zoom, self._window.theme
        if before == _NORMAL != percent:
            self._sizes.remember()
        theme.set_zoom(percent)
        if before != _NORMAL == percent:
            self._sizes.restore()

    def _is_zoom_usual(self) -> bool:
        if self._presentation.is_on:
            return self._settings.presentation_zoom == PRESENTATION_ZOOM
        return self._settings.zoom == 0

    # --- layout

    def _on_presentation_changed(self, on: bool) -> None:
        self._window.actions_["actionPresentation"].setChecked(on)
        self._apply_zoom()

    def _on_reset_layout(self) -> None:
        self._presentation.set_on(False)
        self._window.reset_layout()

    def _on_closing(self) -> None:
        self._presentation.set_on(False)  # the next time begins as usual
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
