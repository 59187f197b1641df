"""Measures the timeline in the real window: ``python -m tests.bench.window_timeline``.

A real debuggee makes more than 10,000 events; they are fetched, scrolled through from end to end,
zoomed, filtered and saved. What is told is the longest time that the event loop was held up: no
frame of the window can come sooner.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication

from coro_debugger.app import DebuggerApp, Wish
from coro_debugger.models.timeline_model import TimelineFilter
from coro_debugger.session.settings import Settings
from coro_debugger.views.diagram_file import save
from coro_debugger.views.timeline_diagram import timeline_diagram

Measure = tuple[str, float, str]
EVENTS = 10_000
PROGRAM = """\
def make(i):
    space = {}
    exec(f"def stage_{i}(target):\\n"
         "    while True:\\n"
         "        item = yield\\n"
         "        if target is not None:\\n"
         "            target.send(item)\\n", space)
    return space[f"stage_{i}"]


last, stages = None, []
for i in range(40):
    last = make(i)(last)
    next(last)
    stages.append(last)
for n in range(160):
    last.send(f"item {n}")
"""


class Gaps:
    """How long the event loop goes without turning, in milliseconds: a timer that is always due.

    `longest` is what the clock says, `busiest` the processor's time of this thread: the first is
    longer where other programs compete for the processor.
    """

    def __init__(self) -> None:
        self._timer = QTimer(interval=0)
        self._timer.timeout.connect(self._on_timeout)
        self._last = 0.0
        self._last_busy = 0.0
        self.longest = self.busiest = 0.0

    def begin(self) -> None:
        self.longest = self.busiest = 0.0
        self._last, self._last_busy = time.perf_counter(), time.thread_time()
        self._timer.start()

    def _on_timeout(self) -> None:
        now, busy = time.perf_counter(), time.thread_time()
        self.longest = max(self.longest, (now - self._last) * 1000)
        self.busiest = max(self.busiest, (busy - self._last_busy) * 1000)
        self._last, self._last_busy = now, busy


class Bench:
    """One window with the timeline full."""

    def __init__(self, qt: QApplication, folder: Path) -> None:
        self._qt = qt
        self._folder = folder
        store = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
        self.app = DebuggerApp(qt, Settings(store))
        self.app.window.resize(1440, 900)
        self.app.window.show()
        self.view = self.app.window.timeline.view
        self.model = self.app.window.timeline_model
        self.gaps = Gaps()
        self.found: list[Measure] = []

    def wait(self, condition: Callable[[], bool], seconds: float = 60.0) -> None:
        deadline = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > deadline:
                raise TimeoutError("the window did not get there")
            self._qt.processEvents()

    def settle(self, seconds: float = 0.3) -> None:
        end = time.monotonic() + seconds
        self.wait(lambda: time.monotonic() > end)

    def note(self, name: str, value: float, unit: str = "ms") -> None:
        self.found.append((name, round(value, 1), unit))

    def note_gaps(self, name: str) -> None:
        self.note(f"{name}: longest gap", self.gaps.longest)
        self.note(f"{name}: longest gap, own time", self.gaps.busiest)

    def run(self) -> list[Measure]:
        self.fill()
        self.scroll()
        self.change("zooming in", lambda: self.view.zoom.by(3))
        self.change("zooming out", lambda: self.view.zoom.by(-9))
        self.view.zoom.reset()
        last = self.model.everybody()[-1].who
        self.change(
            "choosing one coroutine",
            lambda: self.model.set_filter(TimelineFilter(focus=last)),
        )
        self.change("showing everything", lambda: self.model.set_filter(TimelineFilter()))
        self.save_it()
        self.app.session.shut_down()
        self.app.window.close()
        return self.found

    def fill(self) -> None:
        script = self._folder / "stages.py"
        script.write_text(PROGRAM)
        self.app.open(Wish(str(script), run=True))
        self.wait(lambda: self.app.session.state.value == "running")
        self.gaps.begin()
        self.wait(lambda: self.app.session.state.value == "ended")
        began = time.perf_counter()
        self.wait(lambda: self.model.total >= EVENTS)
        self.note("events in the timeline", self.model.total, "events")
        self.note("all fetched after the stop", (time.perf_counter() - began) * 1000)
        self.note_gaps("fetching")
        # On a busy machine the Console may have come to the front: the script was quiet for long.
        self.app.window.bottom.bring("timeline")
        self.wait(lambda: not self.view.viewport().visibleRegion().isEmpty())
        self.settle()

    def scroll(self) -> None:
        """Go from end to end a few rows at a time, every position painted before the next."""
        bar, frames = self.view.verticalScrollBar(), []
        self.gaps.begin()
        steps = 400
        for step in range(steps + 1):
            began = time.perf_counter()
            bar.setValue(round(bar.maximum() * step / steps))
            self.view.viewport().repaint()
            frames.append((time.perf_counter() - began) * 1000)
            self._qt.processEvents()
        frames.sort()
        self.note("scrolling: frame, median", frames[len(frames) // 2])
        self.note("scrolling: longest frame", frames[-1])
        self.note_gaps("scrolling")

    def change(self, name: str, act: Callable[[], object]) -> None:
        self.gaps.begin()
        act()
        self.settle(0.2)
        self.note_gaps(name)

    def save_it(self) -> None:
        began = time.perf_counter()
        save(timeline_diagram(self.model, self.view.look, "bench"), str(self._folder / "t.svg"))
        self.note("saved as SVG", (time.perf_counter() - began) * 1000)


def measure() -> list[Measure]:
    """Return (name, value, unit) of everything measured."""
    qt = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(qt, QApplication)
    with tempfile.TemporaryDirectory() as folder:
        return Bench(qt, Path(folder)).run()


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    for name, value, unit in measure():
        print(f"{name:45} {value:>10,.1f} {unit}")


if __name__ == "__main__":
    main()
