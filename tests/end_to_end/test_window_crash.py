"""What is lost when code of the window itself fails: nothing."""

from __future__ import annotations

import sys
import threading

import pytest
from PySide6.QtGui import QAction

from coro_debugger.app import Wish
from coro_debugger.session.state import SessionState
from coro_debugger.views.crash_reporter import CrashReporter
from tests.markers import line_of

SCRIPT = "def f():\n    yield from (1, 2, 3)\n\n\ng = f()\nnext(g)\npass  # @here\nprint(next(g))\n"


@pytest.fixture
def reporter(window, tmp_path):
    before = sys.excepthook, threading.excepthook
    reporter = CrashReporter(window.window.message_bar, tmp_path / "crashes.log")
    reporter.install()
    yield reporter
    reporter.uninstall()
    sys.excepthook, threading.excepthook = before


def test_a_failing_slot_loses_nothing(window, script, reporter, capsys):
    path = script(SCRIPT)
    window.app.open(Wish(str(path)))
    window.app.breakpoints.toggle(str(path), line_of(path, "here"))
    window.act("actionRun")
    window.reach(SessionState.PAUSED)
    window.wait_for_row("g", State="suspended")

    def fail() -> None:
        raise LookupError("not in the window")

    window.find(QAction, "actionZoomIn").triggered.connect(fail)
    window.act("actionZoomIn")
    bar = window.window.message_bar
    assert "LookupError: not in the window" in bar.text
    assert str(reporter.log) in bar.text
    assert "in fail" in reporter.log.read_text(encoding="utf-8")
    assert window.app.session.state is SessionState.PAUSED
    assert [each.line for each in window.app.breakpoints.of_file(str(path))] == [
        line_of(path, "here")
    ]
    assert window.drive("g", "next").startswith("yielded 2")
    window.act("actionContinue")
    window.reach(SessionState.ENDED)
    window.wait_for_console("3")


def test_a_slot_that_fails_at_news_of_the_program_loses_nothing(window, script, reporter, capsys):
    def fail(*_: object) -> None:
        raise LookupError("not now")

    window.app.session.stopped.connect(fail)
    window.app.inspector.stack_received.connect(fail)
    window.app.open(Wish(str(script(SCRIPT))))
    window.run_to_end()
    window.wait_for_row("g", State="suspended")
    assert "LookupError: not now" in window.window.message_bar.text
    assert window.drive("g", "next").startswith("yielded 3")
    # What comes late has nobody any more who would report it.
    window.app.session.stopped.disconnect(fail)
    window.app.inspector.stack_received.disconnect(fail)


def test_what_fails_while_a_failure_is_told_is_not_told_for_ever(reporter, window, monkeypatch):
    shown = window.window.message_bar.show_notice

    def show_and_fail(text: str, tone: str) -> None:
        reporter.report(KeyError, KeyError(text), None)
        shown(text, tone)

    monkeypatch.setattr(window.window.message_bar, "show_notice", show_and_fail)
    reporter.report(LookupError, LookupError("the first"), None)
    assert "the first" in window.window.message_bar.text
    assert "KeyError" not in reporter.log.read_text(encoding="utf-8")
