"""Measures the engine beside plain Python, pdb and debugpy: ``python -m tests.bench.engine``.

CPU seconds are the program's own (``time.process_time`` around its work, so start-up is left out);
every figure is the median of runs that alternate between the variants. debugpy is measured if it is
installed in the environment of this command.
"""

from __future__ import annotations

import argparse
import importlib.util
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests import interpreters
from tests.bench.dap_connection import DapConnection
from tests.markers import line_of

PROGRAMS = Path(__file__).parent / "programs"
WORK = ("loop", "calls", "pipeline", "generators", "exceptions")
OURS = [sys.executable, "-m", "coro_debugger.adapter"]
DEBUGPY = [sys.executable, "-m", "debugpy.adapter"]


def program(name: str) -> str:
    return str(PROGRAMS / f"{name}.py")


def cpu_of(output: str) -> float:
    found = re.search(r"cpu ([\d.]+)", output)
    assert found, output
    return float(found.group(1))


def plain(python: str, name: str) -> float:
    run = subprocess.run([python, program(name)], capture_output=True, text=True, check=True)
    return cpu_of(run.stdout)


def pdb(python: str, name: str) -> float:
    command = [python, "-m", "pdb", "-c", "continue", "-c", "quit", program(name)]
    run = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    return cpu_of(run.stdout)


def adapter(command: list[str], breakpoints: Callable[[str], dict]) -> Callable[[str, str], float]:
    def measure(python: str, name: str) -> float:
        connection = DapConnection(command)
        try:
            connection.launch(program(name), python, breakpoints(name))
            return cpu_of(connection.output())
        finally:
            connection.close()

    return measure


def no_breakpoint(name: str) -> dict:
    return {}


def breakpoint_elsewhere(name: str) -> dict:
    return {program("elsewhere"): [{"line": 1}]}


def false_condition(name: str) -> dict:
    line = line_of(program(name), "hot")
    return {program(name): [{"line": line, "condition": "1 == 2"}]}


VARIANTS: dict[str, Callable[[str, str], float]] = {
    "ours": adapter(OURS, no_breakpoint),
    "ours, breakpoint elsewhere": adapter(OURS, breakpoint_elsewhere),
    "ours, false condition": adapter(OURS, false_condition),
    "pdb": pdb,
}
if importlib.util.find_spec("debugpy"):
    VARIANTS |= {
        "debugpy": adapter(DEBUGPY, no_breakpoint),
        "debugpy, breakpoint elsewhere": adapter(DEBUGPY, breakpoint_elsewhere),
        "debugpy, false condition": adapter(DEBUGPY, false_condition),
    }


def cpu_table(python: str, names: list[str], variants: list[str], runs: int) -> None:
    """Print the ratio of each variant to plain Python, run in turn with it."""
    print(f"{'CPU, ratio to plain Python':32}", *(f"{name:>12}" for name in names))
    base = {name: [plain(python, name) for _ in range(2)] for name in names}
    shown = (f"{statistics.median(base[name]):11.2f}s" for name in names)
    print(f"{'plain Python':32}", *shown)
    for variant in variants:
        cells = []
        for name in names:
            ratios = []
            for _ in range(runs):
                ratios.append(VARIANTS[variant](python, name) / plain(python, name))
                if ratios[-1] > 20:
                    break  # one run says enough
            cells.append(f"{statistics.median(ratios):12.2f}")
        print(f"{variant:32}", *cells, flush=True)


def step_latency(command: list[str], python: str) -> tuple[float, float]:
    """Return median milliseconds of a step, and seconds from start to the first stop."""
    connection = DapConnection(command)
    try:
        line = [{"line": 3}]
        connection.launch(program("steps"), python, {program("steps"): line})
        thread = connection.wait_for("stopped")["threadId"]
        frame = connection.request("stackTrace", threadId=thread)["stackFrames"][0]
        first = time.perf_counter() - connection.started
        took = []
        for _ in range(100):
            begin = time.perf_counter()
            connection.request("stepIn", threadId=thread)
            connection.wait_for("stopped")
            frame = connection.request("stackTrace", threadId=thread)["stackFrames"][0]
            scopes = connection.request("scopes", frameId=frame["id"])["scopes"]
            reference = scopes[0]["variablesReference"]
            connection.request("variables", variablesReference=reference)
            took.append(time.perf_counter() - begin)
        return statistics.median(took) * 1000, first
    finally:
        connection.close()


def first_page(python: str) -> float:
    """Return milliseconds to the first page of 100,000 live coroutines at a stop."""
    connection = DapConnection(OURS)
    try:
        name = program("many")
        connection.launch(name, python, {name: [{"line": line_of(name, "stop")}]})
        connection.wait_for("stopped")
        begin = time.perf_counter()
        answer = connection.request("coroutines", start=0, count=100)
        assert answer["total"] == 100_000, answer["total"]
        return (time.perf_counter() - begin) * 1000
    finally:
        connection.close()


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
        print(f"\n=== CPython {python.version}")
        cpu_table(python.path, options.work, options.only, options.runs)
        for name, command in (("ours", OURS), ("debugpy", DEBUGPY)):
            if not any(variant.startswith(name) for variant in options.only):
                continue
            step, first = step_latency(command, python.path)
            print(f"{name}: step {step:.2f} ms, first stop with its stack {first:.3f} s")
        print(f"first page of 100,000 coroutines: {first_page(python.path):.0f} ms", flush=True)


if __name__ == "__main__":
    main()
