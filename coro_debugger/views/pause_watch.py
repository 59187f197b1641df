"""Says what a pause waits for where it does not come about at once."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from ..session.debug_session import DebugSession
from ..session.state import SessionState
from .announcer import announce
from .main_window import MainWindow

_MILLISECONDS = 1000


class PauseWatch(QObject):
    """A program inside one long call of C code reaches no Python code that could be held."""

    def __init__(self, window: MainWindow, session: DebugSession) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._timer = QTimer(self, singleShot=True, interval=_MILLISECONDS)
        self._timer.timeout.connect(self._on_timeout)
        window.actions_["actionPause"].triggered.connect(self._timer.start)
        session.state_changed.connect(self._on_state_changed)

    def _on_state_changed(self, state: SessionState) -> None:
        if not state.is_running:
            self._timer.stop()

    def _on_timeout(self) -> None:
        if self._session.state.is_running:
            words = self.tr("Waiting for the program to reach Python code; Stop ends it")
            self._window.status.say(words)
            announce(self._window, words)
