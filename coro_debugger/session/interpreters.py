"""Finds interpreters to run scripts with, and asks each for its version."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QProcess, QTimer, Signal

from coro_debugger.protocol.bundle import default_python
from coro_debugger.protocol.launch import MINIMUM_PYTHON, SUPPORTED_PYTHONS

_PROBE_MILLISECONDS = 5000
_MAX_PROBLEM = 2000
# Read by every Python there is, the oldest too.
_PROBE = "import sys; sys.stdout.write('.'.join(map(str, sys.version_info[:3])))"
_NEWEST_MINOR = int(SUPPORTED_PYTHONS.rpartition(".")[2])
_PROGRAM = "Scripts/python.exe" if sys.platform == "win32" else "bin/python"


class Origin(Enum):
    """Where an interpreter was found."""

    CURRENT = "current"
    """The one that runs the window, or lies in its bundle."""
    PROJECT = "project"
    """A virtual environment beside the script."""
    PATH = "PATH"
    PYENV = "pyenv"
    CHOSEN = "chosen"
    """A person named it."""


@dataclass(frozen=True, slots=True)
class Interpreter:
    """An interpreter; `version` None: it does not run, and `problem` says why."""

    path: str
    origin: Origin
    version: tuple[int, ...] | None = None
    problem: str = ""

    @property
    def is_supported(self) -> bool:
        """Whether scripts can be debugged with it."""
        return self.version is not None and self.version[:2] >= MINIMUM_PYTHON

    @property
    def version_text(self) -> str:
        """The version as Python writes it, "" if not known."""
        return ".".join(map(str, self.version or ()))


def candidates(script: str | None = None) -> Iterator[tuple[str, Origin]]:
    """Return paths of interpreters there may be, the best first, each one once."""
    seen: set[str] = set()
    for path, origin in _all_candidates(script):
        # A virtual environment's interpreter is a link to another's, and still its own.
        known = path if origin is Origin.PROJECT else os.path.realpath(path)
        if known not in seen and os.access(path, os.X_OK):
            seen.add(known)
            yield path, origin


def _all_candidates(script: str | None) -> Iterator[tuple[str, Origin]]:
    if script:
        for folder in list(Path(script).absolute().parents)[:3]:
            for name in (".venv", "venv"):
                yield str(folder / name / _PROGRAM), Origin.PROJECT
    yield default_python(), Origin.CURRENT
    for name in ("python3", *(f"python3.{minor}" for minor in range(_NEWEST_MINOR, 10, -1))):
        if path := shutil.which(name):
            yield path, Origin.PATH
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv", "versions")
    yield from ((str(path), Origin.PYENV) for path in sorted(pyenv.glob(f"*/{_PROGRAM}")))


class _Probe(QProcess):
    """One interpreter being asked for its version.

    Its signals go to its own methods: a lambda that holds the object whose signal it is connected
    to makes PySide crash when the object is deleted (seen with 6.11 and 6.12).
    """

    answered = Signal(object)

    def __init__(self, path: str, origin: Origin, parent: QObject) -> None:
        super().__init__(parent)
        self._path = path
        self._origin = origin
        self.finished.connect(self._on_finished)
        self.errorOccurred.connect(self._on_error_occurred)
        # Neither the site module nor the person's settings are needed to say a version.
        self.start(path, ["-E", "-S", "-c", _PROBE])
        QTimer.singleShot(_PROBE_MILLISECONDS, self, self.kill)

    def _on_finished(self) -> None:
        parts = self._text(self.readAllStandardOutput()).split(".")
        if len(parts) == 3 and all(part.isdigit() for part in parts):
            self._answer(Interpreter(self._path, self._origin, tuple(map(int, parts))))
        else:
            self._fail(self._text(self.readAllStandardError()).strip()[-_MAX_PROBLEM:])

    def _on_error_occurred(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._fail(self.errorString())

    def _fail(self, why: str) -> None:
        self._answer(Interpreter(self._path, self._origin, problem=why))

    def _answer(self, interpreter: Interpreter) -> None:
        self.answered.emit(interpreter)
        self.deleteLater()

    def _text(self, data: QByteArray) -> str:
        return bytes(data.data()).decode("utf-8", "replace")


class InterpreterProbe(QObject):
    """Asks interpreters for their versions, without waiting.

    Signals:
        probed(Interpreter): one has answered, or will not.
        finished(tuple[Interpreter, ...]): all that `find` found have, in the order of preference.
    """

    probed = Signal(object)
    finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._order: list[str] = []
        self._waiting: set[str] = set()
        self._found: dict[str, Interpreter] = {}

    def find(self, script: str | None = None) -> None:
        """Look for interpreters for ``script`` and probe each; `finished` follows."""
        wanted = list(candidates(script))
        self._order = [path for path, _ in wanted]
        self._waiting = set(self._order)
        self._found = {}
        for path, origin in wanted:
            self.probe(path, origin)
        if not wanted:
            QTimer.singleShot(0, self, self._finish)

    def probe(self, path: str, origin: Origin = Origin.CHOSEN) -> None:
        """Ask the interpreter ``path``; `probed` follows."""
        _Probe(path, origin, self).answered.connect(self._on_answered)

    def _on_answered(self, interpreter: Interpreter) -> None:
        self.probed.emit(interpreter)
        if interpreter.path in self._waiting:
            self._waiting.remove(interpreter.path)
            self._found[interpreter.path] = interpreter
            if not self._waiting:
                self._finish()

    def _finish(self) -> None:
        self.finished.emit(tuple(self._found[path] for path in self._order))
