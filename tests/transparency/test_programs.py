"""A program under the debugger shows what it shows without it: output, traceback, exit status."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import coverage
import pytest

from tests.interpreters import Python
from tests.markers import DEBUGGEES
from tests.transparency.runs import Outcome, Run, run_debugged, run_plainly

PROGRAMS = DEBUGGEES / "transparency"


@dataclass(frozen=True)
class How:
    """What a program needs to be run: the rest is run without arguments or input."""

    args: tuple[str, ...] = ()
    stdin: str = ""
    since: int = 11
    """The minor version from which on the program can run."""


HOW = {
    "main_namespace": How(args=("a", "--b=c", "größe")),
    "standard_input": How(stdin="first\nsecond größe\nthird\nno end of line"),
    "monitoring_all_threads": How(since=12),
    "monitoring_by_program": How(since=12),
    "coverage_inside": How(args=(str(Path(coverage.__file__).parents[1]),)),
    "processes": How(args=("fork", "spawn", "forkserver")),
}


@dataclass(frozen=True)
class Accepted:
    """What a program may show under the debugger instead of what it shows without, and why."""

    shown: str
    """A regular expression."""
    plain: str
    reason: str


ACCEPTED = (
    Accepted(
        r"<bound method SettraceEngine\._trace_call of <[^>]*>>",
        "None",
        "3.11 has no other way to watch than sys.settrace, and sys.gettrace() shows what is set.",
    ),
    Accepted(
        r"\b63 <bound method Running\._on_signal of <[^>]*>>",
        "63 0",
        "A pause reaches a main thread that sleeps by a spare real-time signal only, the last but "
        "one. Children, and a program that takes it for itself, have it as ever.",
    ),
    Accepted(
        r"\[\('c_return', 'setprofile'\), ",
        "[",
        "From 3.12 on calls are instrumented where some monitoring tool, coverage for one, asks "
        "for it, and then the call that switches a profiler on is reported to it as returning.",
    ),
    Accepted(
        r"\[Previous line repeated \d+ more times\]",
        "[Previous line repeated MANY more times]",
        "The recursion limit is met a few frames early: the debugger's own are below __main__.",
    ),
)
"""Beyond these, and not in these programs:

- stdout is line buffered;
- sys._current_frames() and /proc/self/task show the thread that listens while the program runs; it
  is hidden from tools of the program that watch all threads;
- frames of the debugger are below that of ``__main__``: inspect.stack(), traceback.print_stack()
  and a warning whose stacklevel goes beyond the top of the script show them;
- the first gc.collect() does not find what starting Python has left;
- a signal that arrives while a callback of the debugger runs is handled there, one instruction
  early or late.
"""
_NOT_PROGRAMS = ("modules_imported_helper", "modules_imported_failing")


def _programs() -> list[Path]:
    found = [path for path in PROGRAMS.glob("*.py") if path.stem not in _NOT_PROGRAMS]
    return sorted([*found, PROGRAMS / "shadows" / "program.py"])


@pytest.mark.parametrize("program", _programs(), ids=lambda path: path.stem)
def test_a_program(program: Path, debuggee_python: Python, tmp_path: Path) -> None:
    how = HOW.get(program.stem, How())
    if debuggee_python.minor < how.since:
        return
    run = Run(debuggee_python.path, program, tmp_path, how.args, how.stdin)
    plain = run_plainly(run)
    expected = _accepted(plain)
    assert _accepted(run_debugged(run)) == expected
    assert _accepted(run_debugged(run, keep_alive=True)) == expected


ARCHIVED = """
import sys
import helper

def numbers():
    got = yield helper.VALUE
    yield got

g = numbers()
print(next(g), g.send(3), __name__, __file__, __package__, __spec__, __loader__)
print(sys.argv, sys.path[0], sorted(sys.modules), list(globals()))
1 / 0
"""


def test_an_archive(debuggee_python: Python, tmp_path: Path) -> None:
    path = tmp_path / "archive.pyz"
    with ZipFile(path, "w") as archive:
        archive.writestr("__main__.py", ARCHIVED)
        archive.writestr("helper.py", "VALUE = 'from the archive'")
    run = Run(debuggee_python.path, path, tmp_path, ("a", "b"))
    expected = run_plainly(run)
    assert expected.status == 1
    assert "from the archive" in expected.stdout
    assert run_debugged(run) == expected
    assert run_debugged(run, keep_alive=True) == expected


UNREADABLE = {
    "a null byte": b"print(1)\nx = 'a\0b'\n",
    "not UTF-8": b"print(1)\n\nx = '\xff'\n",
    "not UTF-8 in a comment": b"# \xe9\nprint(1)\n",
    "unknown encoding": b"# coding: nothing\nprint(1)\n",
    "a mark and another encoding": b"\xef\xbb\xbf# coding: latin-1\nprint(1)\n",
    "another encoding": b"# coding: latin-1\nprint('\xe9')\n",
    "a mark": b"\xef\xbb\xbfprint(1)\n",
    "ends of lines": b"print(1)\r\nprint(2)\rprint(3)",
    "nothing": b"",
}


@pytest.mark.parametrize("source", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_bytes_of_a_script(
    source: bytes, script: Callable[[bytes], Path], debuggee_python: Python, tmp_path: Path
) -> None:
    run = Run(debuggee_python.path, script(source), tmp_path)
    assert run_debugged(run) == run_plainly(run)


def _accepted(outcome: Outcome) -> Outcome:
    stdout, stderr = outcome.stdout, outcome.stderr
    for accepted in ACCEPTED:
        stdout = re.sub(accepted.shown, accepted.plain, stdout)
        stderr = re.sub(accepted.shown, accepted.plain, stderr)
    return Outcome(stdout, stderr, outcome.status)
