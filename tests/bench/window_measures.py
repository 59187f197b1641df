"""What is measured of the window; each function has a process and a window of its own."""

from __future__ import annotations

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
    said: list[float] = []

    def on_output(output: Any) -> None:
        if found := re.search(r"stops at ([\d.]+)", output.output):
            said.append(float(found.group(1)))
            bench.loop.reset()

    bench.app.session.output_received.connect(on_output)
    shown: list[float] = []
    bench.app.inspector.coroutines_received.connect(lambda body: shown.append(time.perf_counter()))
    bench.run(SessionState.PAUSED)
    bench.loop.wait(lambda: shown and bench.paints.began > shown[-1])
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
    """A file of 50,000 lines opened, then typed and scrolled while it is coloured."""
    path = Path(tempfile.mkdtemp()) / "long.py"
    path.write_text("".join(_source()))
    bench.loop.reset()
    begin = time.perf_counter()
    shown = bench.painted(lambda: bench.open(path, python=python)) * 1000
    view = bench.app.window.tabs.current_view
    assert view is not None and view.blockCount() > _LINES
    yield Figure(f"{view.blockCount():,} lines: shown", "ms", shown, 300, bench.loop.longest)
    field = bench.find(QLineEdit, "coroutineFilter")
    bench.loop.reset()
    typed = bench.type(field, "typed while it is coloured") * 1000
    bar, frames = view.verticalScrollBar(), []
    while not view.highlighter.is_finished or len(frames) < _FRAMES:
        value = (len(frames) * 7919 + 31) % bar.maximum()
        frames.append(bench.painted(lambda value=value: bar.setValue(value)) * 1000)  # type: ignore
    took = time.perf_counter() - begin
    print(f"  coloured after {took:.1f} s", file=sys.stderr)
    bench.settled()
    gap = bench.loop.longest
    yield Figure("50,000 lines: key to paint while it is coloured, longest", "ms", typed, 50, gap)
    name = "50,000 lines: scrolling while it is coloured, longest frame"
    yield Figure(name, "ms", max(frames), 50, gap)


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
    yield Figure("start of the process to a window with a script", "s", took, 1)


def _peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


MEASURES: dict[str, Measure] = {
    each.__name__: each for each in (sending, crowd, long_file, flood, cold_start)
}
