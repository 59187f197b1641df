"""Watches an event loop of Qt: how long it was kept from its timers, when the window painted."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Gap:
    """Milliseconds in which no timer could fire, and those of them that this thread computed.

    On a machine with other work they differ: the rest was given to somebody else.
    """

    wall: float = 0.0
    own: float = 0.0


class LoopWatch(QObject):
    """A timer of one millisecond whose lateness is the time that the loop was busy elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self._loop = QEventLoop(self)
        self._condition: Callable[[], bool] = lambda: False
        self._timer = QTimer(self, interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_timeout)
        self._timer.start()
        self.reset()

    def reset(self) -> None:
        """Forget the gaps up to now."""
        self.longest = Gap()
        self.gaps: list[float] = []
        self._last = time.perf_counter()
        self._last_own = time.thread_time()

    def wait(self, condition: Callable[[], object], seconds: float = _SECONDS) -> None:
        """Run the loop until ``condition``, asked every millisecond. Raises TimeoutError."""
        deadline = time.perf_counter() + seconds
        is_met = False

        def is_over() -> bool:
            # What is met here may be over before the loop has ended.
            nonlocal is_met
            is_met = bool(condition())
            return is_met or time.perf_counter() > deadline

        self._condition = is_over
        self._loop.exec()
        self._condition = lambda: False
        if not is_met:
            raise TimeoutError("the window did not get there")

    def settle(self, seconds: float) -> None:
        """Run the loop for that long."""
        end = time.perf_counter() + seconds
        self.wait(lambda: time.perf_counter() >= end)

    def _on_timeout(self) -> None:
        now, own = time.perf_counter(), time.thread_time()
        gap = Gap((now - self._last) * 1000 - 1, (own - self._last_own) * 1000)
        if gap.wall > self.longest.wall:
            self.longest = gap
        self._last, self._last_own = now, own
        if self._loop.isRunning() and self._condition():
            self._loop.quit()


class PaintWatch(QObject):
    """Knows when a window has painted, all its panels together, and how long that took."""

    def __init__(self, window: QWidget) -> None:
        super().__init__()
        self._window = window
        self.count = 0
        self.began = self.ended = 0.0
        window.installEventFilter(self)

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.UpdateRequest:
            return False
        self.began = time.perf_counter()
        self._window.event(event)  # paints; the filter is not asked again
        self.ended = time.perf_counter()
        self.count += 1
        return True
