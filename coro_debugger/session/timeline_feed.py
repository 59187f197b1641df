"""Fetches the record of what happened, page by page, as it grows."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from coro_debugger.protocol.commands import TimelineArguments, TimelineBody
from coro_debugger.protocol.coroutines import TimelineEvent, TimelineGap

from .debug_session import DebugSession
from .state import SessionState

PAGE = 200
"""Events asked for at a time: few enough to be taken in without a pause."""
_WHILE_RUNNING_MILLISECONDS = 200


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """The next events; ``lost`` fell off the record before they could be fetched.

    `is_last`: there are no more at the moment.
    """

    events: tuple[TimelineEvent, ...]
    gaps: tuple[TimelineGap, ...]
    lost: int
    is_last: bool


class TimelineFeed(QObject):
    """Asks for new events after each stop and drive, and now and then while the program runs.

    Signals:
        begun(): another run begins; what was told before is over.
        received(TimelinePage)
    """

    begun = Signal()
    received = Signal(object)

    def __init__(self, session: DebugSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._next = 0
        self._run = 0
        self._is_asking = False
        self._ask_again = False
        self._refresh = QTimer(self, singleShot=True, interval=_WHILE_RUNNING_MILLISECONDS)
        self._refresh.timeout.connect(self._on_refresh)
        session.state_changed.connect(self._on_state_changed)
        session.script_changed.connect(self._on_script_changed)
        session.stopped.connect(self._on_stopped)
        session.drive_finished.connect(self._on_stopped)
        session.coroutines_changed.connect(self._on_coroutines_changed)

    def _on_state_changed(self, state: SessionState) -> None:
        if state is SessionState.STARTING:
            self._begin()

    def _on_script_changed(self, _: str) -> None:
        if self._next:
            self._begin()

    def _begin(self) -> None:
        self._run += 1
        self._next = 0
        self._is_asking = self._ask_again = False
        self._refresh.stop()
        self.begun.emit()

    def _on_stopped(self, _: object) -> None:
        self._refresh.stop()
        self._ask()

    def _on_coroutines_changed(self, _: object) -> None:
        if self._session.state.is_running and not self._refresh.isActive():
            self._refresh.start()

    def _on_refresh(self) -> None:
        if self._session.state.is_running:
            self._ask()

    def _ask(self) -> None:
        if self._is_asking:
            self._ask_again = True
            return
        self._is_asking, self._ask_again = True, False
        run = self._run

        def on_body(body: TimelineBody) -> None:
            if run == self._run:
                self._take(body)

        def on_error(_: str) -> None:
            if run == self._run:
                self._is_asking = False

        self._session.request(TimelineArguments(self._next, PAGE), on_body, on_error)

    def _take(self, body: TimelineBody) -> None:
        self._is_asking = False
        lost = max(0, body.dropped - self._next)
        is_last = len(body.events) < PAGE
        self._next = body.events[-1].seq + 1 if body.events else self._next + lost
        if not is_last or self._ask_again:
            self._ask()
        gaps = tuple(body.gaps)
        if body.events or gaps or lost or is_last:
            self.received.emit(TimelinePage(tuple(body.events), gaps, lost, is_last))
