"""A diagram's own zoom, besides that of the whole window."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QWheelEvent

_STEP = 1.15
_SMALLEST, _LARGEST = -8, 8


class DiagramZoom(QObject):
    """Counts steps in and out; Ctrl and the wheel make them.

    Signals:
        changed()
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps = 0

    @property
    def factor(self) -> float:
        """How many times the usual size."""
        return float(_STEP**self._steps)

    def by(self, steps: int) -> None:
        """Zoom in, or out with a negative number."""
        self._set(self._steps + steps)

    def reset(self) -> None:
        """Go back to the usual size."""
        self._set(0)

    def take_wheel(self, event: QWheelEvent) -> bool:
        """Zoom if Ctrl is held; tell whether it is."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        turn = event.angleDelta().y()
        if turn:
            self.by(1 if turn > 0 else -1)
        event.accept()
        return True

    def _set(self, steps: int) -> None:
        steps = max(_SMALLEST, min(_LARGEST, steps))
        if steps != self._steps:
            self._steps = steps
            self.changed.emit()
