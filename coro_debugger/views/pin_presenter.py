"""The coroutine that stays selected at stops, whichever ran."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ..protocol.coroutines import Coroutine
from ..session.debug_session import DebugSession
from ..session.inspector import Inspector
from .main_window import MainWindow


class PinPresenter(QObject):
    """Pins the selected coroutine, and shows which one is pinned. Ids end with the run."""

    def __init__(self, window: MainWindow, session: DebugSession, inspector: Inspector) -> None:
        super().__init__(window)
        self._window = window
        self._inspector = inspector
        self._action = window.actions_["actionPin"]
        self._action.triggered.connect(self._on_triggered)
        inspector.coroutine_selected.connect(self._on_coroutine_selected)
        session.ended.connect(lambda _: self._pin(None))

    def _on_triggered(self, pin: bool) -> None:
        self._pin(self._inspector.selected_id if pin else None)

    def _pin(self, coroutine_id: int | None) -> None:
        self._inspector.pinned_id = coroutine_id
        self._window.coroutine_model.set_pinned(coroutine_id)
        self._show_action(self._inspector.selected_id)

    def _on_coroutine_selected(self, coroutine: Coroutine | None) -> None:
        self._show_action(None if coroutine is None else coroutine.id)

    def _show_action(self, coroutine_id: int | None) -> None:
        pinned = self._inspector.pinned_id
        self._action.setChecked(pinned is not None and coroutine_id == pinned)
