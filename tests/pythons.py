"""The interpreters that are found on this machine: one of each supported minor version.

Import as ``from pythons import ON_EVERY_PYTHON`` and mark a test with it: it is then run once for
each, with the fixture-like argument ``python`` (the path of an interpreter).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

OLDEST, NEWEST = (3, 11), (3, 15)

_PROBE = """
import json, sys
print(json.dumps([sys.implementation.name, sys.executable, *sys.version_info[:3]]))
"""


@dataclass(frozen=True)
class Interpreter:
    """An interpreter that was started and told its version."""

    path: str
    version: tuple[int, int, int]

    @property
    def minor(self) -> tuple[int, int]:
        return self.version[:2]


@cache
def interpreters() -> tuple[Interpreter, ...]:
    """Return one interpreter of each supported minor version, oldest first.

    The one that runs the tests stands for its own version.
    """
    found: dict[tuple[int, int], Interpreter] = {}
    for path in _candidates():
        interpreter = _probe(path)
        if interpreter and OLDEST <= interpreter.minor <= NEWEST:
            found.setdefault(interpreter.minor, interpreter)
    return tuple(found[minor] for minor in sorted(found))


def _candidates() -> Iterator[str]:
    yield sys.executable
    minors = range(OLDEST[1], NEWEST[1] + 1)
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    for minor in minors:
        yield from (str(p) for p in sorted(pyenv.glob(f"3.{minor}.*/bin/python"), reverse=True))
    for minor in minors:
        if path := shutil.which(f"python3.{minor}"):
            yield path


def _probe(path: str) -> Interpreter | None:
    try:
        # A pyenv shim exists for versions that are not installed, and fails.
        done = subprocess.run([path, "-c", _PROBE], capture_output=True, text=True, timeout=30)
        name, executable, *version = json.loads(done.stdout)
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None
    if name != "cpython":
        return None
    return Interpreter(executable, (version[0], version[1], version[2]))


def _id(interpreter: Interpreter) -> str:
    return "py" + ".".join(map(str, interpreter.minor))


ON_EVERY_PYTHON = pytest.mark.parametrize(
    "python", [pytest.param(i.path, id=_id(i)) for i in interpreters()]
)
