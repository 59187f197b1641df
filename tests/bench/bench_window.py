"""The real window with a real debuggee, used by hand and watched with a clock."""

from __future__ import annotations

import gc
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QTreeView, QWidget

from coro_debugger.app import DebuggerApp, Wish
from coro_debugger.models.breakpoint_values import LineBreakpoint
from coro_debugger.protocol.commands import ResumeCoroutineArguments
from coro_debugger.session.settings import Settings
from coro_debugger.session.state import SessionState
from tests.bench.event_loop import LoopWatch, PaintWatch
from tests.markers import line_of

_QUIET = 0.06
"""Seconds without a paint or an answer outstanding: all that was asked for is shown."""
_START = 0.5
"""Seconds after which the window has done what it does once."""


@dataclass
class RequestWatch:
    """What is asked of the debuggee, and how long it takes over a drive."""

    sent: dict[str, int] = field(default_factory=dict)
    pending: int = 0
    drive_sent: float = 0.0
    drive_answered: float = 0.0

    def watch(self, session: Any) -> None:
        request = session.request

        def watched(arguments: Any, on_body: Any, on_error: Any = None) -> Any:
            is_drive = isinstance(arguments, ResumeCoroutineArguments)
            command = arguments.COMMAND
            self.sent[command] = self.sent.get(command, 0) + 1
            self.pending += 1

            def answered(callback: Callable[[Any], None]) -> Callable[[Any], None]:
                def answer(value: Any) -> None:
                    self.pending -= 1
                    if is_drive:
                        self.drive_answered = time.perf_counter()
                    callback(value)

                return answer

            if is_drive:
                self.drive_sent = time.perf_counter()
            return request(arguments, answered(on_body), answered(on_error or _ignore))

        session.request = watched


class BenchWindow:
    """One window; what is waited for is waited for in its own event loop."""

    def __init__(self) -> None:
        QApplication.setCursorFlashTime(0)  # a blinking cursor is no answer to anything
        settings = QSettings(
            str(Path(tempfile.mkdtemp()) / "settings.ini"), QSettings.Format.IniFormat
        )
        self.app = DebuggerApp(QApplication.instance(), Settings(settings))
        self.window = self.app.window
        self.paints = PaintWatch(self.window)
        self.requests = RequestWatch()
        self.requests.watch(self.app.session)
        self.loop = LoopWatch()
        self.window.show()
        gc.freeze()  # as the program does then
        self.app.open(Wish())
        self.loop.settle(_START)

    def find(self, kind: type, name: str) -> Any:
        found = self.window.findChild(kind, name)
        assert found is not None, name
        return found

    @property
    def list(self) -> QTreeView:
        return self.find(QTreeView, "coroutineView")

    # --- the script

    def open(self, program: Path, *args: str, python: str | None = None) -> None:
        assert self.app.scripts.open(str(program), list(args), python)

    def break_at(self, program: Path, mark: str) -> None:
        self.app.breakpoints.add(LineBreakpoint(str(program), line_of(program, mark)))

    def run(self, until: SessionState) -> None:
        self.app.run.start(None)
        self.loop.wait(lambda: self.app.session.state is until)

    def go_on(self) -> None:
        """Let the program run to its end."""
        self.app.session.resume()
        self.loop.wait(lambda: self.app.session.state is SessionState.ENDED)
        self.settled()

    def close(self) -> None:
        if self.app.session.state.has_process:
            self.app.session.stop()
        self.loop.wait(lambda: not self.app.session.state.has_process)
        self.window.close()

    # --- waiting

    def settled(self) -> float:
        """Wait until nothing more is painted or asked for; return when the last paint ended."""
        since = time.perf_counter()

        def is_quiet() -> bool:
            quiet = time.perf_counter() - max(since, self.paints.ended)
            return self.requests.pending == 0 and quiet > _QUIET

        self.loop.wait(is_quiet)
        return self.paints.ended

    def painted(self, act: Callable[[], object]) -> float:
        """Do something and wait for the next paint; return the seconds that took."""
        begin, count = time.perf_counter(), self.paints.count
        act()
        self.loop.wait(lambda: self.paints.count > count)
        return self.paints.ended - begin

    # --- what a hand does

    def select(self, row: int) -> None:
        self.list.setCurrentIndex(self.list.model().index(row, 0))
        self.settled()

    def page_down(self) -> float:
        """Scroll the list by a page; return the seconds to its paint."""
        bar = self.list.verticalScrollBar()
        return self.painted(lambda: bar.setValue(bar.value() + bar.pageStep()))

    def scroll_to_end(self) -> None:
        """Scroll the list down until it grows no more."""
        bar = self.list.verticalScrollBar()
        while bar.value() < bar.maximum():
            bar.setValue(bar.maximum())
            self.settled()

    def last_row_is_here(self) -> bool:
        model = self.list.model()
        return bool(model.index(model.rowCount() - 1, 1).data())

    def send(self, expression: str) -> float:
        """Press Send; return the seconds to the last paint, the debuggee's own time taken off."""
        self.find(QLineEdit, "sendExpression").setText(expression)
        self.settled()
        button = self.find(QAbstractButton, "sendButton")
        assert button.isEnabled()
        begin = time.perf_counter()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        ended = self.settled()
        assert ended > self.requests.drive_answered > begin
        return ended - begin - (self.requests.drive_answered - self.requests.drive_sent)

    def type(self, field: QWidget, text: str) -> float:
        """Type a text; return the most seconds from a key to its paint."""
        return max(
            self.painted(lambda key=key: QTest.keyClicks(field, key))  # type: ignore[misc]
            for key in text
        )


def _ignore(_: object) -> None:
    pass
