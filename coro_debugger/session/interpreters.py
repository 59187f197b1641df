"""Finds interpreters to run scripts with: where they may be, and what is known of each."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from coro_debugger.protocol.bundle import default_python
from coro_debugger.protocol.launch import MINIMUM_PYTHON, SUPPORTED_PYTHONS

_NEWEST_MINOR = int(SUPPORTED_PYTHONS.rpartition(".")[2])
_ON_WINDOWS = sys.platform == "win32"
_PROGRAM = "Scripts/python.exe" if _ON_WINDOWS else "bin/python"
_PYENV_PROGRAM = "python.exe" if _ON_WINDOWS else "bin/python"
_ENVIRONMENTS = (".venv", "venv")
_FOLDERS_UP = 3
_LAUNCHER_LINE = re.compile(r"^\s*-\S+\s+(?:\*\s+)?(\S.*?)\s*$")
CPYTHON = "cpython"


class Origin(Enum):
    """Where an interpreter was found."""

    CURRENT = "current"
    """The one that runs the window."""
    PROJECT = "project"
    """A virtual environment beside the script."""
    PATH = "PATH"
    PYENV = "pyenv"
    LAUNCHER = "launcher"
    """The `py` launcher of Windows knows it."""
    CHOSEN = "chosen"
    """A person named it."""


@dataclass(frozen=True, slots=True)
class Interpreter:
    """An interpreter; `version` None: it does not run, and `problem` says why.

    `environment`: the name of its virtual environment. `identity`: the same for two paths that
    are the same interpreter with the same packages.
    """

    path: str
    origin: Origin
    version: tuple[int, ...] | None = None
    problem: str = ""
    implementation: str = CPYTHON
    environment: str = ""
    identity: str = ""

    @property
    def is_too_old(self) -> bool:
        """Whether its version is known and below the first that can be debugged."""
        return self.version is not None and self.version[:2] < MINIMUM_PYTHON

    @property
    def is_supported(self) -> bool:
        """Whether scripts can be debugged with it."""
        is_cpython = self.implementation == CPYTHON
        return self.version is not None and not self.is_too_old and is_cpython

    @property
    def version_text(self) -> str:
        """The version as Python writes it, "" if not known."""
        return ".".join(map(str, self.version or ()))


def candidates(
    script: str | None = None, launcher: Callable[[], str] | None = None
) -> Iterator[tuple[str, Origin]]:
    """Return paths of interpreters there may be, the best first, each one once.

    ``launcher`` returns what ``py -0p`` prints, where there is such a program.
    """
    seen: set[str] = set()
    for path, origin in _all_candidates(script, launcher):
        known = identity_of(path)
        if known not in seen and os.access(path, os.X_OK):
            seen.add(known)
            yield path, origin


def project_python(script: str) -> str | None:
    """Return the interpreter of the virtual environment beside a script, if there is one."""
    for path in _project_pythons(script):
        if os.access(path, os.X_OK):
            return path
    return None


def environment_of(path: str) -> Path | None:
    """Return the folder of the virtual environment that an interpreter belongs to."""
    folder = Path(path).absolute().parent.parent
    return folder if (folder / "pyvenv.cfg").is_file() else None


def identity_of(path: str) -> str:
    """Return what is the same for two names of one interpreter.

    A virtual environment's interpreter is a link to another's, and still its own.
    """
    folder = environment_of(path)
    return os.path.realpath(path) if folder is None else os.path.realpath(folder)


def launcher_paths(listing: str) -> list[str]:
    """Return the paths in what ``py -0p`` prints: a version, a star at the default, a path."""
    found = (_LAUNCHER_LINE.match(line) for line in listing.splitlines())
    return [match.group(1) for match in found if match]


def _all_candidates(
    script: str | None, launcher: Callable[[], str] | None
) -> Iterator[tuple[str, Origin]]:
    if script:
        yield from ((path, Origin.PROJECT) for path in _project_pythons(script))
    yield default_python(), Origin.CURRENT
    minors = range(_NEWEST_MINOR, MINIMUM_PYTHON[1] - 1, -1)
    for name in ("python3", "python", *(f"python3.{minor}" for minor in minors)):
        if path := shutil.which(name):
            yield path, Origin.PATH
    if launcher is not None:
        yield from ((path, Origin.LAUNCHER) for path in launcher_paths(launcher()))
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv", "versions")
    found = sorted(pyenv.glob(f"*/{_PYENV_PROGRAM}"))
    yield from ((str(path), Origin.PYENV) for path in found)


def _project_pythons(script: str) -> Iterator[str]:
    for folder in list(Path(script).absolute().parents)[:_FOLDERS_UP]:
        for name in _ENVIRONMENTS:
            yield str(folder / name / _PROGRAM)
