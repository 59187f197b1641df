"""Programs that write a great deal, or what no terminal should be given."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from coro_debugger.app import Wish
from coro_debugger.session.state import SessionState
from coro_debugger.views.console_output import MOST_LINES
from coro_debugger.views.console_text import LONGEST_LINE
from tests.hostile.debuggee import PROGRAMS, on_pythons

WAYS = ("lines", "no lines", "not UTF-8", "terminal", "combining", "carriage returns")
_MAY_GROW_MEGABYTES = 150


def megabytes() -> float:
    """Return how much memory the window's process has."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


@pytest.mark.parametrize(("how", "python"), on_pythons(*WAYS))
def test_what_is_written_arrives(debuggee, how, python):
    debuggee.run("output_flood", how, "300000", python=python)
    client = debuggee.client
    client.stopped("end")
    assert client.output().endswith("\nlast line\n")
    assert len(client.output().encode()) >= 300_000
    assert client.output("stderr") == "\nlast words\n"


@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    ("how", "size"),
    [
        ("no lines", 1_000_000),
        ("terminal", 1_000_000),
        *(pytest.param(how, 200_000_000, marks=pytest.mark.long) for how in WAYS),
    ],
)
def test_the_window_shows_the_end_of_it_and_stays_small(window, qtbot, script, how, size):
    path = script((PROGRAMS / "output_flood.py").read_bytes(), "output_flood.py")
    window.app.open(Wish(str(path), [how, str(size)]))
    before = megabytes()
    window.act("actionRun")
    qtbot.waitUntil(
        lambda: window.app.session.state is SessionState.ENDED, timeout=550_000
    )  # the last of it is shown a moment later
    window.wait(lambda: "last line" in window.console() and "last words" in window.console())
    assert megabytes() - before < _MAY_GROW_MEGABYTES
    shown = window.console().split("\n")
    assert len(shown) <= MOST_LINES + 1
    assert max(map(len, shown)) <= LONGEST_LINE
    assert "\x1b" not in window.console()
    assert window.drive("g", "next").startswith("yielded 2")
