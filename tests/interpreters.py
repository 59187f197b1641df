"""Finds the Pythons that debuggees are run with in tests."""

from __future__ import annotations

import functools
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

VERSIONS = ("3.11", "3.12", "3.13", "3.14", "3.15")

_PROBE = "import json, sys; print(json.dumps([sys.implementation.name, *sys.version_info[:2]]))"


@dataclass(frozen=True)
class Python:
    """An interpreter that was run: its path and its version as "3.12"."""

    path: str
    version: str

    @property
    def minor(self) -> int:
        return int(self.version.partition(".")[2])


@functools.cache
def found() -> tuple[Python, ...]:
    """Return one working CPython for each of VERSIONS that this machine has, oldest first.

    The one that runs the tests stands for its own version.
    """
    pythons: dict[str, Python] = {}
    for path in _candidates():
        version = _version_of(path)
        if version in VERSIONS:
            pythons.setdefault(version, Python(path, version))
    return tuple(pythons[version] for version in VERSIONS if version in pythons)


def missing() -> list[str]:
    """Return which of VERSIONS were not found."""
    present = {python.version for python in found()}
    return [version for version in VERSIONS if version not in present]


def _candidates() -> Iterator[str]:
    yield sys.executable
    for version in VERSIONS:
        if path := shutil.which(f"python{version}"):
            yield path
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"), "versions")
    yield from map(str, sorted(pyenv.glob("*/bin/python"), reverse=True))


def _version_of(path: str) -> str | None:
    # A command on the PATH may be a shim that refuses: only what runs counts.
    try:
        done = subprocess.run([path, "-c", _PROBE], capture_output=True, text=True, timeout=30)
        name, major, minor = json.loads(done.stdout)
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None
    return f"{major}.{minor}" if name == "cpython" else None
