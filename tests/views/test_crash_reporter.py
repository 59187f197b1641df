from __future__ import annotations

import signal
import subprocess
import sys
import threading

import pytest

from coro_debugger.views.crash_reporter import CrashReporter
from coro_debugger.views.notice_bar import NoticeBar

DIES = """\
import faulthandler
import pathlib
import sys

from PySide6.QtWidgets import QApplication

from coro_debugger.views.crash_reporter import CrashReporter
from coro_debugger.views.icons import Icons
from coro_debugger.views.notice_bar import NoticeBar
from coro_debugger.views.theme import Theme

application = QApplication([])
CrashReporter(NoticeBar(Icons(Theme())), pathlib.Path(sys.argv[1])).install()


def here_it_dies():
    faulthandler._sigsegv()


here_it_dies()
"""


@pytest.fixture
def make_reporter(qtbot, icons, tmp_path):
    """Return a function that makes a bar and its reporter, with the same log each time."""
    reporters = []

    def make() -> tuple[NoticeBar, CrashReporter]:
        bar = NoticeBar(icons)
        qtbot.addWidget(bar)
        reporters.append(CrashReporter(bar, tmp_path / "logs" / "crashes.log"))
        return bar, reporters[-1]

    before = sys.excepthook, threading.excepthook
    yield make
    for reporter in reporters:
        reporter.uninstall()
    sys.excepthook, threading.excepthook = before


def fail(reporter: CrashReporter, words: str = "broken slot") -> None:
    try:
        raise ValueError(words)
    except ValueError as error:
        reporter.report(ValueError, error, error.__traceback__)


def test_a_failure_of_the_window_is_shown_and_logged(make_reporter, capsys):
    bar, reporter = make_reporter()
    fail(reporter)
    assert "ValueError: broken slot" in bar.text
    assert str(reporter.log) in bar.text
    log = reporter.log.read_text(encoding="utf-8")
    assert "in fail" in log
    assert log in f"{log[: log.index(chr(10))]}\n{capsys.readouterr().err}\n"


def test_what_fails_again_and_again_is_logged_once(make_reporter, capsys):
    bar, reporter = make_reporter()
    for _ in range(3):
        fail(reporter)
    assert reporter.log.read_text(encoding="utf-8").count("ValueError: broken slot") == 1
    bar.clear()
    fail(reporter)
    assert "broken slot" in bar.text
    assert reporter.log.read_text(encoding="utf-8").count("ValueError: broken slot") == 2


def test_the_log_does_not_grow_for_ever(make_reporter, capsys):
    _, reporter = make_reporter()
    for number in range(12):
        fail(reporter, f"{number} " + "x" * 200_000)
    assert reporter.log.stat().st_size < 2_000_000
    assert "ValueError: 11 " in reporter.log.read_text(encoding="utf-8")


def test_words_that_no_file_can_hold_are_logged_all_the_same(make_reporter, capsys):
    bar, reporter = make_reporter()
    fail(reporter, "lone \udc80")
    assert "ValueError: lone" in bar.text
    assert "lone \\udc80" in reporter.log.read_text(encoding="utf-8")


def test_a_log_that_cannot_be_written_is_not_named(make_reporter, capsys):
    bar, reporter = make_reporter()
    reporter.log.mkdir(parents=True)
    fail(reporter)
    assert "ValueError: broken slot" in bar.text
    assert str(reporter.log) not in bar.text


def test_a_failure_in_a_thread_is_shown(make_reporter, qtbot, capsys):
    bar, reporter = make_reporter()
    reporter.install()
    thread = threading.Thread(target=lambda: [].pop())
    thread.start()
    qtbot.waitUntil(lambda: "IndexError" in bar.text)
    thread.join()


def test_what_ended_the_window_is_told_by_the_next_one(make_reporter):
    _, reporter = make_reporter()
    done = subprocess.run(
        [sys.executable, "-c", DIES, str(reporter.log)], check=False, capture_output=True
    )
    assert done.returncode == -signal.SIGSEGV
    bar, reporter = make_reporter()
    reporter.install()
    assert "The window ended unexpectedly the last time." in bar.text
    assert str(reporter.log) in bar.text
    assert "in here_it_dies" in reporter.log.read_text(encoding="utf-8")
    reporter.uninstall()
    bar, reporter = make_reporter()
    reporter.install()
    assert bar.text == ""
