"""Asks interpreters what they are, without making the window wait."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from .background_work import BackgroundWork, ProgramResult
from .interpreters import CPYTHON, Interpreter, Origin, candidates, environment_of, identity_of

_PROBE_SECONDS = 5.0
_MAX_PROBLEM = 2000
# Read by every Python there is, the oldest too.
_PROBE = (
    "import sys; "
    "kind = getattr(getattr(sys, 'implementation', None), 'name', 'cpython'); "
    "sys.stdout.write('%d.%d.%d ' % sys.version_info[:3] + kind + ' ' + (sys.executable or ''))"
)
_Signature = tuple[int, int]


class InterpreterProbe(QObject):
    """Looks for interpreters and asks each for its version; what has answered is not asked again.

    Signals:
        probed(Interpreter): one has answered, or will not.
        finished(tuple[Interpreter, ...]): all that `find` found have, in the order of preference.
    """

    probed = Signal(object)
    finished = Signal(object)

    def __init__(self, work: BackgroundWork, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._order: list[str] = []
        self._waiting: set[str] = set()
        self._found: dict[str, Interpreter] = {}
        self._known: dict[str, tuple[_Signature, Interpreter]] = {}

    def find(self, script: str | None = None) -> None:
        """Look for interpreters for ``script`` and probe each; `finished` follows."""
        self._work.call(lambda: list(candidates(script, self._launcher())), self._on_listed)

    def probe(self, path: str, origin: Origin = Origin.CHOSEN) -> None:
        """Ask the interpreter ``path``; `probed` follows."""
        self._work.call(lambda: self._ask(path, origin), self._on_answered)

    # --- in the threads

    def _launcher(self) -> Callable[[], str] | None:
        py = shutil.which("py") if os.name == "nt" else None
        if py is None:
            return None
        return lambda: self._work.run_program([py, "-0p"], _PROBE_SECONDS).output

    def _ask(self, path: str, origin: Origin) -> Interpreter:
        signature = _signature(path)
        known = self._known.get(path)
        if known is not None and known[0] == signature and known[1].origin is origin:
            return known[1]
        # Neither the site module nor the person's settings are needed to say a version.
        answer = self._work.run_program([path, "-E", "-S", "-c", _PROBE], _PROBE_SECONDS)
        interpreter = _read(path, origin, answer)
        if signature is not None and interpreter.version is not None:
            self._known[path] = (signature, interpreter)
        return interpreter

    # --- in the window's

    def _on_listed(self, wanted: list[tuple[str, Origin]]) -> None:
        self._order = [path for path, _ in wanted]
        self._waiting = set(self._order)
        self._found = {}
        for path, origin in wanted:
            self.probe(path, origin)
        if not wanted:
            self.finished.emit(())

    def _on_answered(self, interpreter: Interpreter) -> None:
        self.probed.emit(interpreter)
        if interpreter.path in self._waiting:
            self._waiting.remove(interpreter.path)
            self._found[interpreter.path] = interpreter
            if not self._waiting:
                self.finished.emit(tuple(self._each_once()))

    def _each_once(self) -> list[Interpreter]:
        """Return what was found; a script that starts another interpreter is that one."""
        seen: set[str] = set()
        each = []
        for interpreter in (self._found[path] for path in self._order):
            if interpreter.identity not in seen:
                each.append(interpreter)
            seen.add(interpreter.identity)
        return each


def _read(path: str, origin: Origin, answer: ProgramResult) -> Interpreter:
    version, _, rest = answer.output.partition(" ")
    implementation, _, executable = rest.partition(" ")
    parts = version.split(".")
    folder = environment_of(path)
    environment = folder.name if folder else ""
    if len(parts) == 3 and all(part.isdigit() for part in parts):
        return Interpreter(
            path,
            origin,
            tuple(map(int, parts)),
            implementation=implementation or CPYTHON,
            environment=environment,
            identity=identity_of(path if folder else executable or path),
        )
    problem = answer.error.strip()[-_MAX_PROBLEM:]
    return Interpreter(path, origin, problem=problem, identity=identity_of(path))


def _signature(path: str) -> _Signature | None:
    try:
        status = Path(path).stat()
    except (OSError, ValueError):
        return None
    return status.st_mtime_ns, status.st_size
