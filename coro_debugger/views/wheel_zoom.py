"""Ctrl and the wheel zoom every pane, whichever the mouse is over."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QWheelEvent, QWindow
from PySide6.QtWidgets import QWidget

OWN_ZOOM = "ownZoom"
"""Dynamic property of a widget that takes Ctrl and the wheel for itself."""
_NOTCH = 120


class WheelZoom(QObject):
    """Listens where a window gets its events, so that panels added later take part by themselves.

    A filter on the application would see every event of every widget, in Python.

    Signals:
        turned(int): steps, positive for larger.
    """

    turned = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._widgets: list[QWidget] = []
        self._rest = 0

    def watch(self, widget: QWidget) -> None:
        """Take the wheel over a window, or over a dock whenever it floats as a window."""
        self._widgets.append(widget)
        widget.installEventFilter(self)
        self._listen(widget)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: an event of a window."""
        kind = event.type()
        if kind is QEvent.Type.Wheel and isinstance(event, QWheelEvent):
            return isinstance(watched, QWindow) and self._take(watched, event)
        if kind in (QEvent.Type.Show, QEvent.Type.WinIdChange) and isinstance(watched, QWidget):
            self._listen(watched)
        return False

    def _listen(self, widget: QWidget) -> None:
        if widget.isWindow() and (handle := widget.windowHandle()) is not None:
            handle.installEventFilter(self)

    def _take(self, window: QWindow, event: QWheelEvent) -> bool:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        if self._has_own_zoom(window, event):
            return False
        self._rest += event.angleDelta().y()  # touch pads tell of parts of a notch
        steps = int(self._rest / _NOTCH)
        self._rest -= steps * _NOTCH
        if steps:
            self.turned.emit(steps)
        return True

    def _has_own_zoom(self, window: QWindow, event: QWheelEvent) -> bool:
        top = next((w for w in self._widgets if w.windowHandle() is window), None)
        below = top.childAt(event.position().toPoint()) if top else None
        while below is not None:
            if below.property(OWN_ZOOM):
                return True
            below = below.parentWidget()
        return False
