"""Says what happens beside the program: who else has called, that it does not answer."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ..session.debug_session import DebugSession
from ..session.state import SessionState
from ..session.values import Remark
from .announcer import announce
from .main_window import MainWindow


class RemarkPresenter(QObject):
    """Shows a notice as long as it holds, and a line in the console of what is over."""

    def __init__(self, window: MainWindow, session: DebugSession) -> None:
        super().__init__(window)
        self._window = window
        self._shown = ""
        session.remarked.connect(self._on_remarked)
        session.state_changed.connect(self._on_state_changed)

    def _on_remarked(self, remark: Remark) -> None:
        if remark is Remark.TURNED_AWAY:
            text = self.tr(
                "[another process has called in place of the program and was turned away]"
            )
            self._window.console.append("important", text + "\n")
        elif remark is Remark.ANSWERS:
            self._clear()
        else:
            self._shown = self.tr(
                "The program does not answer. What runs in it is written in C, such as a regular "
                "expression, and cannot be interrupted: wait for it, or press Stop."
            )
            self._window.message_bar.show_notice(self._shown, "warning")
            announce(self._window, self._shown)

    def _on_state_changed(self, _: SessionState) -> None:
        self._clear()

    def _clear(self) -> None:
        if self._shown and self._window.message_bar.text == self._shown:
            self._window.message_bar.clear()
        self._shown = ""
