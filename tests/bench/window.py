"""Measures the window as a person feels it: ``python -m tests.bench.window [--only NAME ...]``.

The real window is driven with a real debuggee. Each measure has a process of its own, several
times; what is printed, as a table in Markdown, is the median of these runs. Beside each figure
stands the longest time that the window's event loop was kept from a timer of one millisecond: the
median of the runs, and in brackets the worst of them. On a machine with other work run it with a
priority above that work; Qt's platform is chosen as ever, with QT_QPA_PLATFORM.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

from PySide6 import __version__ as pyside_version
from PySide6.QtWidgets import QApplication

from tests.bench.bench_window import BenchWindow
from tests.bench.event_loop import Gap
from tests.bench.window_measures import MEASURES, Figure

_ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="*", choices=list(MEASURES), default=list(MEASURES))
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--python", help="the debuggee's interpreter, a path")
    parser.add_argument("--measure", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        measure(options.measure, options.python)
        return
    print(f"Window: CPython {sys.version.partition(' ')[0]}, PySide6 {pyside_version}\n")
    row("", "median of runs", "target", "longest gap of the loop (worst run)")
    row("---", "---:", "---:", "---:")
    for name in options.only:
        table(name, options.runs, options.python)


def table(name: str, runs: int, python: str | None) -> None:
    """Run one measure in processes of their own and print its rows."""
    found = [run(name, python) for _ in range(runs)]
    for figures in zip(*found, strict=True):
        value = statistics.median(figure.value for figure in figures)
        first = figures[0]
        target = "" if first.target is None else f"{first.target:g} {first.unit}"
        row(first.what, f"{value:.1f} {first.unit}", target, gap_words([f.gap for f in figures]))


def gap_words(gaps: list[Gap | None]) -> str:
    walls = [gap.wall for gap in gaps if gap is not None]
    return f"{statistics.median(walls):.0f} ms ({max(walls):.0f})" if walls else ""


def run(name: str, python: str | None) -> list[Figure]:
    """Return what one process measures. Raises CalledProcessError."""
    command = [sys.executable, "-m", "tests.bench.window", "--measure", name]
    command += ["--python", python] if python else []
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, cwd=_ROOT)
    return [_figure(**json.loads(line)) for line in done.stdout.splitlines()]


def _figure(gap: dict[str, float] | None, **values: object) -> Figure:
    return Figure(gap=Gap(**gap) if gap else None, **values)  # type: ignore[arg-type]


def measure(name: str, python: str | None) -> None:
    """Measure in this process; print a line of JSON for each figure."""
    qt = QApplication(sys.argv[:1])
    bench = BenchWindow()
    for figure in MEASURES[name](bench, python):
        print(json.dumps(asdict(figure)), flush=True)
    bench.close()
    del qt


def row(*cells: str) -> None:
    print("|", " | ".join(cells), "|", flush=True)


if __name__ == "__main__":
    main()
