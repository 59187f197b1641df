"""A program under the debugger shows what it shows without it: output, traceback, exit status."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.interpreters import Python
from tests.markers import DEBUGGEES
from tests.transparency.runs import Run, run_debugged, run_plainly

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
    "monitoring_by_program": How(since=12),
    "processes": How(args=("fork",)),
}
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
    assert run_debugged(run) == plain
    assert run_debugged(run, keep_alive=True) == plain
