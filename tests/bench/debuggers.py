"""How one program is run plainly and under each debugger, and what is read off it."""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from tests.bench.dap_connection import DapConnection
from tests.markers import line_of

PROGRAMS = Path(__file__).parent / "programs"
OURS = [sys.executable, "-m", "coro_debugger.adapter"]
DEBUGPY = [sys.executable, "-m", "debugpy.adapter"]
STEPS = 100
_NEVER_TRUE = {
    "loop": "number < 0",
    "calls": "left < 0",
    "pipeline": "item < 0",
    "generators": "total < 0",
    "exceptions": "number < 0",
}

SLOW_PART = 20
"""Where others take a hundred times as long, this part of the work is measured and multiplied."""

Measure = Callable[[str, str], float]
"""Seconds of processor time that a Python (its path) takes for the program with this name."""
Breakpoints = dict[str, list[dict[str, object]]]


def program(name: str) -> str:
    return str(PROGRAMS / f"{name}.py")


def cpu_of(output: str) -> float:
    """Return the seconds of processor time that the program measured around its work."""
    found = re.search(r"cpu ([\d.]+)", output)
    assert found, output
    return float(found.group(1))


def plain(python: str, name: str) -> float:
    run = subprocess.run([python, program(name), "1"], capture_output=True, text=True, check=True)
    return cpu_of(run.stdout)


def pdb(*commands: str, part: int = 1) -> Measure:
    """Return what runs a program under pdb: ``{line}`` and ``{condition}`` are filled in."""

    def measure(python: str, name: str) -> float:
        line, condition = line_of(program(name), "hot"), _NEVER_TRUE[name]
        typed = [each.format(line=line, condition=condition) for each in commands]
        options = [part for each in [*typed, "continue", "quit"] for part in ("-c", each)]
        command = [python, "-m", "pdb", *options, program(name), str(part)]
        run = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
        return cpu_of(run.stdout) * part

    return measure


def adapter(command: list[str], breakpoints: Callable[[str], Breakpoints], part: int) -> Measure:
    """Return what runs a program under a DAP adapter with these breakpoints."""

    def measure(python: str, name: str) -> float:
        connection = DapConnection(command)
        try:
            connection.launch(program(name), python, breakpoints(name), args=[str(part)])
            return cpu_of(connection.output()) * part
        finally:
            connection.close()

    return measure


def nowhere(name: str) -> Breakpoints:
    return {}


def elsewhere(name: str) -> Breakpoints:
    return {program("elsewhere"): [{"line": 1}]}


def constant(name: str) -> Breakpoints:
    return {program(name): [{"line": line_of(program(name), "hot"), "condition": "1 == 2"}]}


def variable(name: str) -> Breakpoints:
    line = line_of(program(name), "hot")
    return {program(name): [{"line": line, "condition": _NEVER_TRUE[name]}]}


def _adapter_variants(title: str, command: list[str], part: int) -> dict[str, Measure]:
    return {
        title: adapter(command, nowhere, 1),
        f"{title}, breakpoint elsewhere": adapter(command, elsewhere, 1),
        f"{title}, hot `1 == 2`": adapter(command, constant, part),
        f"{title}, hot `variable < 0`": adapter(command, variable, part),
    }


VARIANTS = {
    **_adapter_variants("ours", OURS, 1),
    "pdb": pdb(),
    "pdb, hot `variable < 0`": pdb("break {line}, {condition}", part=SLOW_PART),
    **(_adapter_variants("debugpy", DEBUGPY, SLOW_PART) if find_spec("debugpy") else {}),
}


def adapter_steps(command: list[str], python: str) -> tuple[float, float]:
    """Return median milliseconds of a step, and seconds from start to the first stop.

    A step: stepIn, then the stack, scopes and variables of where it stopped.
    """
    connection = DapConnection(command)
    try:
        connection.launch(program("steps"), python, {program("steps"): [{"line": 3}]})
        thread = connection.wait_for("stopped")["threadId"]
        connection.request("stackTrace", threadId=thread)
        first = time.perf_counter() - connection.started
        took = []
        for _ in range(STEPS):
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


def pdb_steps(python: str) -> tuple[float, float]:
    """Return the same of pdb, typed at through a pipe: step, where, the variables."""
    begin = time.perf_counter()
    command = [python, "-u", "-m", "pdb", program("steps")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None and process.stdout is not None

        def ask(text: bytes) -> None:
            process.stdin.write(text)
            process.stdin.flush()
            _read_prompt(process.stdout.fileno())

        _read_prompt(process.stdout.fileno())
        ask(b"where\n")
        first = time.perf_counter() - begin
        took = []
        for _ in range(STEPS):
            begin_step = time.perf_counter()
            for typed in (b"step\n", b"where\n", b"p dict(locals())\n"):
                ask(typed)
            took.append(time.perf_counter() - begin_step)
        process.kill()
    return statistics.median(took) * 1000, first


def _read_prompt(stdout: int) -> None:
    text = b""
    while not text.endswith(b"(Pdb) "):
        part = os.read(stdout, 65_536)
        assert part, text
        text += part


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
