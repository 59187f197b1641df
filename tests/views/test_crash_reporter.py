from __future__ import annotations

from coro_debugger.views.crash_reporter import CrashReporter
from coro_debugger.views.notice_bar import NoticeBar


def test_a_failure_of_the_window_is_shown_and_logged(qtbot, icons, tmp_path, capsys):
    bar = NoticeBar(icons)
    qtbot.addWidget(bar)
    reporter = CrashReporter(bar, tmp_path / "logs" / "crashes.log")
    try:
        raise ValueError("broken slot")
    except ValueError as error:
        reporter.report(ValueError, error, error.__traceback__)
    assert "ValueError: broken slot" in bar.text
    assert str(reporter.log) in bar.text
    log = reporter.log.read_text(encoding="utf-8")
    assert "test_a_failure_of_the_window_is_shown_and_logged" in log
    assert "broken slot" in capsys.readouterr().err


def test_a_log_that_cannot_be_written_is_no_second_failure(qtbot, icons, tmp_path, capsys):
    (tmp_path / "file").write_text("")
    bar = NoticeBar(icons)
    qtbot.addWidget(bar)
    reporter = CrashReporter(bar, tmp_path / "file" / "crashes.log")
    reporter.report(ValueError, ValueError("x"), None)
    assert "ValueError: x" in bar.text
    assert "Details" not in bar.text
