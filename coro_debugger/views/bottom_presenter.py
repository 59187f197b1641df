"""Decides which of the panels at the bottom comes to the front by itself."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from ..protocol.events import Output
from ..session.debug_session import DebugSession
from ..session.state import SessionState
from ..session.timeline_feed import TimelineFeed, TimelinePage
from .main_window import MainWindow

_PROMPT_MILLISECONDS = 300
_QUIET_MILLISECONDS = 1_500
_PROGRAM = frozenset({"stdout", "stderr"})
CONSOLE = "console"


class BottomPresenter(QObject):
    """The Console comes when the script seems to ask for input, or nothing else is there to see.

    It goes again when there is. A program that waits for input cannot be told from outside from
    one that computes. It is taken for waiting when it leaves a line unfinished, or is quiet for a
    while. What the user chooses holds for the rest of the run, but for an unfinished line.
    """

    def __init__(self, window: MainWindow, session: DebugSession, feed: TimelineFeed) -> None:
        super().__init__(window)
        self._window = window
        self._panels = window.bottom
        self._session = session
        self._has_events = False
        self._is_chosen = False
        self._former: str | None = None
        """What was in front before the Console came by itself."""
        self._line = ""
        self._prompt = QTimer(self, singleShot=True, interval=_PROMPT_MILLISECONDS)
        self._prompt.timeout.connect(self._on_prompt)
        self._quiet = QTimer(self, singleShot=True, interval=_QUIET_MILLISECONDS)
        self._quiet.timeout.connect(self._on_quiet)
        self._panels.chosen.connect(self._on_chosen)
        session.output_received.connect(self._on_output_received)
        session.state_changed.connect(self._on_state_changed)
        feed.begun.connect(self._on_begun)
        feed.received.connect(self._on_received)

    def _on_begun(self) -> None:
        self._has_events = self._is_chosen = False
        self._line = ""

    def _on_chosen(self, name: str) -> None:
        self._is_chosen = True
        self._former = None
        if name == CONSOLE:
            self._panels.mark_news(CONSOLE, False)

    def _on_output_received(self, output: Output) -> None:
        if output.category not in _PROGRAM or not output.output:
            return
        if self._panels.front != CONSOLE:
            self._panels.mark_news(CONSOLE, True)
        self._line = output.output.rpartition("\n")[2]
        self._prompt.start()
        self._watch_for_quiet()

    def _on_received(self, page: TimelinePage) -> None:
        if page.events:
            self._has_events = True
            self._watch_for_quiet()
        if page.is_last and self._session.state.is_stopped:
            self._on_standing()

    def _on_state_changed(self, state: SessionState) -> None:
        self._watch_for_quiet()

    def _watch_for_quiet(self) -> None:
        if self._session.state is SessionState.RUNNING:
            self._quiet.start()
        else:
            self._quiet.stop()

    def _on_prompt(self) -> None:
        if self._line and self._session.state.is_running:
            self._show_console()

    def _on_quiet(self) -> None:
        if not self._is_chosen:
            self._show_console()

    def _on_standing(self) -> None:
        """The program stands still, and all that was recorded is here."""
        if self._is_chosen:
            return
        if not self._has_events:
            if not self._panels.is_closed(CONSOLE):
                self._show_console()
        elif self._former is not None and not self._is_console_in_use():
            self._panels.bring(self._former)
            self._former = None

    def _is_console_in_use(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self._window.console.isAncestorOf(focus)

    def _show_console(self) -> None:
        if self._panels.front != CONSOLE:
            self._former = self._panels.front
        self._panels.bring(CONSOLE)
        self._panels.mark_news(CONSOLE, False)
