"""Runs, drives and stops one script over and over in one window: nothing may pile up."""

from __future__ import annotations

import gc
import os
import threading
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import SIGNAL, QCoreApplication, QEvent, QObject
from PySide6.QtGui import QAction

from coro_debugger.app import Wish
from coro_debugger.session.state import SessionState
from tests.markers import line_of

SCRIPT = """\
def numbers():
    n = 0
    while True:
        n += 1
        print("giving", n)
        yield n


g = numbers()
next(g)
print(*range(10), sep="\\n")
pass  # @here
next(g)
"""
_CHANGED = SIGNAL("changed()")
_MAY_GROW_MEGABYTES = 2.0
"""In the second half of a long run, when the console has long been full."""


@dataclass(frozen=True)
class Measure:
    """What the window's process has."""

    megabytes: float
    files: int
    threads: int
    objects: int
    """Of Qt's, below the window."""
    connections: int
    """To the changes of its actions: buttons and menus."""

    @classmethod
    def of(cls, window: QObject) -> Measure:
        # What was let go with `deleteLater` is gone only then.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return cls(
            pages * os.sysconf("SC_PAGE_SIZE") / 1e6,
            len(list(Path("/proc/self/fd").iterdir())),
            threading.active_count(),
            len(window.findChildren(QObject)),
            sum(action.receivers(_CHANGED) for action in window.findChildren(QAction)),
        )

    @property
    def counts(self) -> tuple[int, ...]:
        """All but the memory."""
        return self.files, self.threads, self.objects, self.connections


def play_round(window, number: int) -> None:
    """Run, look, drive and stop: at a breakpoint, and every other time at the end."""
    window.act("actionRun")
    window.reach(SessionState.PAUSED)
    assert window.drive("g", "next").startswith("yielded 2")
    if number % 2:
        window.act("actionContinue")
        window.reach(SessionState.ENDED)
        assert window.drive("g", "next").startswith("yielded 4")
        window.drive("g", "close")
    window.act("actionStop")
    window.reach(SessionState.READY)


@pytest.mark.timeout(7200)
@pytest.mark.parametrize("rounds", [6, pytest.param(2000, marks=pytest.mark.long)])
def test_nothing_piles_up(window, script, rounds, record_property):
    path = script(SCRIPT)
    window.app.open(Wish(str(path)))
    window.app.breakpoints.toggle(str(path), line_of(path, "here"))
    measures = []
    every = max(2, rounds // 20)
    every += every % 2  # the same kind of round before each
    for number in range(rounds):
        play_round(window, number)
        if number % every == every - 1:
            measures.append(Measure.of(window.window))
            print(f"{number + 1:,} rounds: {measures[-1]}", flush=True)
    first, last = measures[len(measures) // 2], measures[-1]
    record_property(
        "soak",
        f"{rounds:,} rounds, {first.megabytes:.1f} MB at half of them, {last.megabytes:.1f} MB at"
        f" the end, {last.files} files, {last.threads} threads, {last.objects} objects,"
        f" {last.connections} connections",
    )
    assert last.counts == first.counts
    assert last.megabytes - first.megabytes < _MAY_GROW_MEGABYTES
