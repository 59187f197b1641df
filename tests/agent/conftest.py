"""Checks of agent modules, run inside every Python that a debuggee may have.

``test_x.py`` with a test that takes the fixture ``check`` runs each ``check_*`` function of
``checks/x.py`` in each Python; one process per file and Python does all of them.
"""

from __future__ import annotations

import ast
import functools
import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import interpreters
from tests.interpreters import Python

_CHECKS = Path(__file__).parent / "checks"
_ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Check:
    """One check in one Python."""

    file: Path
    name: str
    python: Python

    def passes(self) -> bool:
        """Fail the test with the traceback of the check, if it failed."""
        failure = _results(self.file, self.python)[self.name]
        if failure is not None:
            pytest.fail(f"in Python {self.python.version}:\n{failure}", pytrace=False)
        return True


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "check" in metafunc.fixturenames:
        file = _CHECKS / (Path(metafunc.module.__file__).stem.removeprefix("test_") + ".py")
        checks = [Check(file, name, p) for p in interpreters.found() for name in _names(file)]
        ids = [f"py{check.python.version}-{check.name.removeprefix('check_')}" for check in checks]
        metafunc.parametrize("check", checks, ids=ids)


def _names(file: Path) -> list[str]:
    tree = ast.parse(file.read_bytes())
    functions = (node.name for node in tree.body if isinstance(node, ast.FunctionDef))
    return [name for name in functions if name.startswith("check_")]


@functools.cache
def _results(file: Path, python: Python) -> dict[str, str | None]:
    done = subprocess.run(
        [python.path, "-X", "utf8", str(_CHECKS / "run_checks.py"), str(file)],
        env={**os.environ, "PYTHONPATH": str(_ROOT)},
        capture_output=True,
        text=True,
        timeout=100,
    )
    if done.returncode or not done.stdout:
        raise AssertionError(f"exit status {done.returncode}\n{done.stderr}")
    results: dict[str, str | None] = json.loads(done.stdout)
    return results
