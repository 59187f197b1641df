"""Evaluates expressions one after the other, and lets go of a slow one at once."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from coro_debugger.protocol.commands import EvaluateArguments, EvaluateBody

from .conversation import CANCELLED
from .debug_session import DebugSession
from .values import WatchResult

_LONG_MILLISECONDS = 200

Wanted = tuple[int, str]
"""A key of the caller's and an expression."""


class WatchEvaluator(QObject):
    """Has one evaluation under way at a time, so that nothing but that one has to be cut short.

    The program answers one thing after the other. Whatever else is asked of it does not wait for a
    slow expression: that is cut short, and begun again behind it.

    Signals:
        took_long(int): the evaluation with this key takes a while; it can be cancelled.
        evaluated(WatchResult): a value, or Python's words; "cancelled" after `cancel`.
        rested(): nothing is under way any more.
    """

    took_long = Signal(object)
    evaluated = Signal(object)
    rested = Signal()

    def __init__(self, session: DebugSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._frame_id: int | None = None
        self._waiting: list[Wanted] = []
        self._key: int | None = None
        self._request: int | None = None
        self._wanted: Wanted = (0, "")
        self._turn = 0
        self._is_asking = self._is_long = self._others_wait = False
        self._timer = QTimer(self, singleShot=True, interval=_LONG_MILLISECONDS)
        self._timer.timeout.connect(self._on_timeout)
        session.asked.connect(self._on_asked)

    @property
    def key(self) -> int | None:
        """The key of what is under way."""
        return self._key

    def evaluate(self, wanted: Sequence[Wanted], frame_id: int | None) -> None:
        """Evaluate these in a frame (None: the script's module) instead of what was wanted."""
        self.stop()
        self._frame_id = frame_id
        self._waiting = list(wanted)
        self._next()

    def add(self, wanted: Wanted, frame_id: int | None) -> None:
        """Evaluate one more, after the others."""
        self._frame_id = frame_id
        self._waiting = [w for w in self._waiting if w[0] != wanted[0]]
        self._waiting.append(wanted)
        if self._key == wanted[0]:
            self._let_go()
        if self._key is None:
            self._next()

    def keep(self, keys: Collection[int]) -> None:
        """Want those with these keys only; if what is under way is another, cut it short."""
        self._waiting = [w for w in self._waiting if w[0] in keys]
        if self._key is not None and self._key not in keys:
            self._let_go()
            self._next()

    def cancel(self) -> None:
        """Cut what is under way short, as a person wants it; the others have their turn."""
        if self._key is not None:
            key = self._key
            self._let_go()
            self.evaluated.emit(WatchResult(key, error=CANCELLED))
            self._next()

    def stop(self) -> None:
        """Want nothing any more, and let the program be free at once."""
        self._waiting.clear()
        if self._key is not None:
            self._let_go()
            self.rested.emit()

    def _next(self) -> None:
        if not self._waiting:
            self.rested.emit()
            return
        self._turn += 1
        turn = self._turn
        self._wanted = self._waiting.pop(0)
        self._key, expression = self._wanted
        self._is_long = self._others_wait = False

        def on_body(body: EvaluateBody) -> None:
            self._take(turn, body, None)

        def on_error(why: str) -> None:
            self._take(turn, None, why)

        arguments = EvaluateArguments(expression, self._frame_id, "watch")
        self._is_asking = True
        self._request = self._session.request(arguments, on_body, on_error)
        self._is_asking = False
        self._timer.start()

    def _let_go(self) -> None:
        """Give up what is under way; its answer, when it comes, is not looked at."""
        self._session.cancel(self._request)
        self._turn += 1
        self._key = self._request = None
        self._timer.stop()

    def _take(self, turn: int, body: EvaluateBody | None, error: str | None) -> None:
        if turn != self._turn or self._key is None:
            return
        key, self._key, self._request = self._key, None, None
        self._timer.stop()
        self.evaluated.emit(WatchResult(key, body, error))
        if self._key is None:
            self._next()

    def _on_timeout(self) -> None:
        if self._key is not None:
            self._is_long = True
            self.took_long.emit(self._key)
            if self._others_wait:
                self._make_way()

    def _on_asked(self) -> None:
        if self._key is None or self._is_asking:
            return
        self._others_wait = True
        if self._is_long:
            self._make_way()

    def _make_way(self) -> None:
        """Cut what is under way short, and begin it again behind what is being asked."""
        self._waiting.insert(0, self._wanted)
        self._let_go()
        QTimer.singleShot(0, self, self._go_on)

    def _go_on(self) -> None:
        if self._key is None:
            self._next()
