"""The corpus of hostile programs. What takes long is run by `pytest -m long tests/hostile`."""

from __future__ import annotations

import pytest

from tests.end_to_end.conftest import open_window, settings, window
from tests.hostile.debuggee import Debuggee
from tests.hostile.peer import Peer

__all__ = ["debuggee", "open_window", "settings", "window"]

STOP_SECONDS = 1.0
"""What Stop may take. Tests wait longer, for the machine may be busy; what it took is reported."""


@pytest.fixture
def debuggee(tmp_path, request):
    """A hostile program to be; after the test nothing of it may run."""
    with Debuggee(tmp_path) as debuggee:
        yield debuggee
        debuggee.stop()
    request.node.user_properties.append(("stop", (debuggee.stopped_in, debuggee.name)))


@pytest.fixture
def peer(tmp_path):
    """Who speaks to the window in place of a program."""
    peer = Peer(tmp_path)
    yield peer
    peer.close()


def pytest_terminal_summary(terminalreporter) -> None:
    stops = _told(terminalreporter, "stop", "teardown") + _told(terminalreporter, "stop", "call")
    if stops:
        slowest, program = max(stops)
        over = sum(seconds > STOP_SECONDS for seconds, _ in stops)
        terminalreporter.write_line(
            f"Stop of hostile programs: {len(stops)} times, the slowest {slowest:.2f} s"
            f" ({program}), {over} over {STOP_SECONDS:.0f} s"
        )
    for steps, seed in _told(terminalreporter, "monkey", "call"):
        terminalreporter.write_line(f"Monkey: {steps:,} things done, MONKEY_SEED={seed}")
    for words in _told(terminalreporter, "soak", "call"):
        terminalreporter.write_line(f"Soak: {words}")
    for what, count in _told(terminalreporter, "inputs", "call"):
        terminalreporter.write_line(f"Fuzzed: {count:,} {what}")


def _told(terminalreporter, wanted: str, when: str) -> list:
    """Return what tests have told under this name, once each."""
    return [
        value
        for reports in terminalreporter.stats.values()
        for report in reports
        for name, value in getattr(report, "user_properties", ())
        if name == wanted and report.when == when
    ]
