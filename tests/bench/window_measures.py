"""What is measured of the window; each function has a process and a window of its own."""

from __future__ import annotations

import itertools
import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from coro_debugger.session.state import SessionState
from tests.bench.bench_window import BenchWindow
from tests.bench.event_loop import Gap
from tests.markers import EXAMPLES

PROGRAMS = Path(__file__).parent / "programs"
_SENDS = 60
_FRAMES = 300
_LINES = 50_000
_MEGABYTES = 200


@dataclass(frozen=True)
class Figure:
    """One number with what it should be at most, and the longest gap of the loop meanwhile."""

    what: str
    unit: str
    value: float
    target: float | None
    gap: Gap | None = None


Measure = Callable[[BenchWindow, str | None], Iterator[Figure]]
"""Takes an open window and the debuggee's interpreter."""


def sending(bench: BenchWindow, python: str | None) -> Iterator[Figure]:
    """Send with 1,000 coroutines alive, after the script's end and at a stop within it."""
    crowd = PROGRAMS / "crowd.py"
    bench.open(crowd, "1000", python=python)
    bench.break_at(crowd, "stop")
    bench.run(SessionState.PAUSED)
    bench.settled()
    bench.select(0)
    yield from _sends(bench, "Send at a stop, 1,000 coroutines")
    bench.go_on()
    bench.select(0)
    yield from _sends(bench, "Send after the end, 1,000 coroutines")
    bench.scroll_to_end()
    bench.select(bench.list.model().rowCount() - 1)
    yield from _sends(bench, "Send to the last of 1,000")


def _sends(bench: BenchWindow, name: str) -> Iterator[Figure]:
    bench.send("'before the clock runs'")
    bench.loop.reset()
    took = sorted(bench.send(f"'hello {number}'") * 1000 for number in range(_SENDS))
    gap = bench.loop.longest
    yield Figure(f"{name}: median", "ms", statistics.median(took), 16, gap)
    yield Figure(f"{name}: 95th percentile", "ms", took[round(len(took) * 0.95) - 1], 33, gap)


def crowd(bench: BenchWindow, python: str | None) -> Iterator[Figure]:
    """100,000 coroutines: the first page, then the whole list scrolled."""
    program = PROGRAMS / "crowd.py"
    bench.open(program, "100000", python=python)
    bench.break_at(program, "stop")
    text = ""
    said: list[float] = []

    def on_output(output: Any) -> None:
        nonlocal text
        text += output.output
        found = re.search(r"stops at ([\d.]+)\n", text)
        if found and not said:
            said.append(float(found.group(1)))
            bench.loop.reset()

    bench.app.session.output_received.connect(on_output)
    shown: list[float] = []

    def on_page(page: Any) -> None:
        if bench.app.session.state is SessionState.PAUSED and not shown:
            shown.append(time.perf_counter())

    bench.app.inspector.coroutines_page_received.connect(on_page)
    bench.run(SessionState.PAUSED)
    bench.loop.wait(lambda: shown and bench.paints.began > shown[0])
    first = (bench.paints.ended - said[0]) * 1000
    gap = bench.loop.longest
    bench.settled()
    yield Figure("100,000 coroutines: stop to first page painted", "ms", first, 300, gap)
    yield from _scrolls(bench)


def _scrolls(bench: BenchWindow) -> Iterator[Figure]:
    bench.loop.reset()
    frames = [bench.page_down() for _ in range(_FRAMES)]
    bench.settled()
    name = f"100,000 coroutines: {_FRAMES} pages down, longest frame"
    yield Figure(name, "ms", max(frames) * 1000, 50, bench.loop.longest)
    bar = bench.list.verticalScrollBar()
    bench.loop.reset()
    places = [(number * 7919) % _FRAMES / _FRAMES for number in range(1, _FRAMES)]
    frames = [
        bench.painted(lambda: bar.setValue(round(bar.maximum() * place)))  # noqa: B023
        for place in [*places, 1]
    ]
    bench.settled()
    name = "100,000 coroutines: dragging all over the list, longest frame"
    yield Figure(name, "ms", max(frames) * 1000, 50, bench.loop.longest)
    bench.loop.wait(bench.last_row_is_here)
    yield Figure("100,000 coroutines: rows in the list", "", bench.list.model().rowCount(), None)


def long_file(bench: BenchWindow, python: str | None) -> Iterator[Figure]:
    """50,000 lines opened, then typed and scrolled while they are coloured."""
    yield from _long_file(bench, python, "50,000 lines of code", "".join(_source()))


def short_lines(bench: BenchWindow, python: str | None) -> Iterator[Figure]:
    """The same with lines so short that all of them are parsed for what the window offers."""
    text = "\n".join(f"a = {number % 7}" for number in range(_LINES))
    yield from _long_file(bench, python, "50,000 short lines", text)


def _long_file(bench: BenchWindow, python: str | None, name: str, text: str) -> Iterator[Figure]:
    path = Path(tempfile.mkdtemp()) / "long.py"
    path.write_text(text)
    bench.loop.reset()
    shown = bench.painted(lambda: bench.open(path, python=python)) * 1000
    yield Figure(f"{name}: shown", "ms", shown, 300, bench.loop.longest)
    view = bench.app.window.tabs.current_view
    assert view is not None and view.blockCount() >= _LINES
    field = bench.find(QLineEdit, "coroutineFilter")
    bench.loop.reset()
    typed = bench.type(field, "typed while it is coloured") * 1000
    bar = view.verticalScrollBar()
    places = (number * 7919 % bar.maximum() for number in itertools.count(1))
    frames = []
    while len(frames) < _FRAMES or not view.highlighter.is_finished:
        place = next(places)
        frames.append(bench.painted(lambda: bar.setValue(place)) * 1000)  # noqa: B023
    bench.settled()
    gap = bench.loop.longest
    yield Figure(f"{name}: key to its paint while they are coloured", "ms", typed, 50, gap)
    yield Figure(f"{name}: scrolling then, longest frame", "ms", max(frames), 50, gap)


def _source() -> Iterator[str]:
    for number in range(_LINES // 8):
        yield f"def producer_{number}(items, limit={number}):\n"
        yield f'    """Yield what is wanted of the items, number {number}."""\n'
        yield "    for position, item in enumerate(items):\n"
        yield f"        if item % {number + 2} == 0 and position < limit:  # not all of them\n"
        yield f"            received = yield f'{{item}} of {number}', item * 0x{number:x}\n"
        yield "            print('received', received, sep=': ')\n"
        yield "    return limit\n"
        yield "\n"
    yield "\n"


def flood(bench: BenchWindow, python: str | None) -> Iterator[Figure]:
    """A debuggee that prints 200 MB, while somebody types and scrolls."""
    bench.open(PROGRAMS / "flood.py", str(_MEGABYTES), python=python)
    bench.settled()
    console = bench.find(QPlainTextEdit, "consoleOutput")
    field = bench.find(QLineEdit, "coroutineFilter")
    before = _peak_megabytes()
    bench.loop.reset()
    bench.run(SessionState.RUNNING)
    typed = []
    while bench.app.session.state is not SessionState.ENDED:
        typed.append(bench.type(field, "a"))
        bench.loop.settle(0.05)
    bench.loop.wait(lambda: "the flood is over" in console.toPlainText()[-200:])
    gap = bench.loop.longest
    name = f"{_MEGABYTES} MB printed"
    yield Figure(
        f"{name}: {len(typed)} keys, longest to its paint", "ms", max(typed) * 1000, 50, gap
    )
    yield Figure(f"{name}: peak memory grew by", "MB", _peak_megabytes() - before, None)


def cold_start(bench: BenchWindow, python: str | None) -> Iterator[Figure]:
    """The whole program, from its process to the window that shows a script."""
    script = EXAMPLES / "01_grep_filter.py"
    command = [sys.executable, "-m", "tests.bench.cold_start", str(script)]
    own_settings = {**os.environ, "XDG_CONFIG_HOME": tempfile.mkdtemp()}
    began = time.time()
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, env=own_settings)
    took = float(done.stdout) - began
    yield Figure("start of the process to a window with a script", "ms", took * 1000, 1000)


def _peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


MEASURES: dict[str, Measure] = {
    each.__name__: each for each in (sending, crowd, long_file, short_lines, flood, cold_start)
}
