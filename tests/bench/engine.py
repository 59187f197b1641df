"""Measures the engine beside plain Python, pdb and debugpy: ``python -m tests.bench.engine``.

Prints a table in Markdown for each Python. Processor time is the program's own
(``time.process_time`` around its work, so start-up is left out), as a ratio to a plain run that
came right after: the median of several such pairs. Where one pair takes over twenty times as long,
one pair is all; of pdb and debugpy a twentieth of the work is measured there. debugpy is measured
if it is installed in the environment of this command.
"""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Iterable

from tests import interpreters
from tests.bench.debuggers import (
    DEBUGPY,
    OURS,
    VARIANTS,
    adapter_steps,
    first_page,
    pdb_steps,
    plain,
)

WORK = ("loop", "calls", "pipeline", "generators", "exceptions")
GENERATORS = 200_000
_SLOW = 20


def row(cells: Iterable[str]) -> None:
    print("|", " | ".join(cells), "|", flush=True)


def cpu_table(python: str, names: list[str], variants: list[str], runs: int) -> None:
    """Print the ratio of each variant to plain Python, run in turn with it."""
    row(["processor time", *names])
    row(["---", *("---:" for _ in names)])
    base = {name: statistics.median(plain(python, name) for _ in range(runs)) for name in names}
    row(["plain Python, seconds", *(f"{base[name]:.2f}" for name in names)])
    for variant in variants:
        row([variant, *(cell(python, variant, name, runs) for name in names)])


def cell(python: str, variant: str, name: str, runs: int) -> str:
    ratios: list[float] = []
    more: list[float] = []
    while len(ratios) < runs and not (ratios and ratios[-1] > _SLOW):
        ours, base = VARIANTS[variant](python, name), plain(python, name)
        ratios.append(ours / base)
        more.append((ours - base) / GENERATORS * 1e6)
    text = f"{statistics.median(ratios):.2f}"
    if name == "generators":
        text += f" (+{statistics.median(more):.1f} µs each)"
    return text


def latency_table(python: str, variants: list[str], runs: int) -> None:
    """Print how long a person waits."""
    shown = {variant.partition(",")[0] for variant in variants}
    measures = {
        "ours": lambda: adapter_steps(OURS, python),
        "pdb": lambda: pdb_steps(python),
        "debugpy": lambda: adapter_steps(DEBUGPY, python),
    }
    row(["", "a step, ms", "start to the first stop with its stack, s"])
    row(["---", "---:", "---:"])
    for name, measure in measures.items():
        if name in shown:
            pairs = [measure() for _ in range(runs)]
            step, first = (statistics.median(column) for column in zip(*pairs, strict=True))
            row([name, f"{step:.2f}", f"{first:.3f}"])
    print()
    page = statistics.median(first_page(python) for _ in range(runs))
    print(f"First page of 100,000 live coroutines at a stop: {page:.0f} ms.", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--python", help="a version such as 3.14; default: all found")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", nargs="*", choices=list(VARIANTS), default=list(VARIANTS))
    parser.add_argument("--work", nargs="*", choices=WORK, default=list(WORK))
    options = parser.parse_args()
    for python in interpreters.found():
        if options.python not in (None, python.version):
            continue
        print(f"\n### CPython {python.version}\n")
        cpu_table(python.path, options.work, options.only, options.runs)
        print()
        latency_table(python.path, options.only, options.runs)


if __name__ == "__main__":
    main()
