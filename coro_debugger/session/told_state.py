"""The state of a session as others are told of it: what is over at once is not told at all."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from .state import SessionState

_LATE_MILLISECONDS = 50


class ToldState(QObject):
    """Holds the state, tells of changes, and of those that may be short only if they last.

    Most drives take a millisecond, and most programs end in a few: greying out every control for
    it and back would take longer.

    Signals:
        changed(SessionState)
    """

    changed = Signal(object)

    def __init__(self, state: SessionState, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.now = self._told = state
        self._timer = QTimer(self, singleShot=True, interval=_LATE_MILLISECONDS)
        self._timer.timeout.connect(self._tell)

    def set(self, state: SessionState) -> None:
        """Take another state and tell of it."""
        self.now = state
        self._tell()

    def set_for_a_moment(self, state: SessionState) -> None:
        """Take another state; it is told of if it is still that one in a twentieth of a second."""
        self.now = state
        self._timer.start()

    def _tell(self) -> None:
        self._timer.stop()
        if self.now is not self._told:
            self._told = self.now
            self.changed.emit(self.now)
