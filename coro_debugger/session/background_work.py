"""Work that would make the window wait, done beside it: looking for files, asking programs."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QThreadPool, Signal

T = TypeVar("T")

_MOST_AT_ONCE = 4
_LAST_WORDS_SECONDS = 0.5
_FLAGS: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)


@dataclass(frozen=True, slots=True)
class ProgramResult:
    """What a program answered. `status` None: it did not start or took too long."""

    status: int | None
    output: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class _Done:
    take: Callable[[Any], None]
    result: Any


class BackgroundWork(QObject):
    """Calls functions in threads and gives their results back in the thread that it lives in.

    Starting a process from the window itself costs it milliseconds each: Qt copies the process,
    while Python's own way does not.
    """

    _done = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self, maxThreadCount=_MOST_AT_ONCE)
        self._lock = threading.Lock()
        self._processes: set[subprocess.Popen[bytes]] = set()
        self._is_stopped = False
        self._done.connect(self._on_done)

    def call(self, function: Callable[[], T], take: Callable[[T], None]) -> None:
        """Call ``function`` in a thread, later ``take`` with its result in this one."""

        def work() -> None:
            try:
                result = function()
            except Exception:
                sys.excepthook(*sys.exc_info())
                return
            try:
                self._done.emit(_Done(take, result))
            except RuntimeError:
                return  # the window went meanwhile

        if not self._is_stopped:
            self._pool.start(work)

    def run_program(self, command: Sequence[str], seconds: float) -> ProgramResult:
        """Run a program and return what it answered. Blocks: to be called in one of the threads."""
        try:
            process = self._start(command)
        except (OSError, ValueError) as error:
            return ProgramResult(None, error=getattr(error, "strerror", None) or str(error))
        try:
            output, error_text = process.communicate(timeout=seconds)
            status: int | None = process.returncode
        except subprocess.TimeoutExpired:
            output, error_text, status = b"", b"", None
            self._end(process)
        finally:
            with self._lock:
                self._processes.discard(process)
        return ProgramResult(status, _text(output), _text(error_text))

    def stop(self) -> None:
        """End all that was started, before this returns; results are given to nobody any more."""
        with self._lock:
            self._is_stopped = True
            processes = list(self._processes)
        for process in processes:
            process.kill()
        self._pool.clear()
        self._pool.waitForDone()

    def _start(self, command: Sequence[str]) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._is_stopped:
                raise OSError("stopped")
            process = subprocess.Popen(
                list(command),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                creationflags=_FLAGS,
            )
            self._processes.add(process)
            return process

    @staticmethod
    def _end(process: subprocess.Popen[bytes]) -> None:
        process.kill()
        try:
            process.communicate(timeout=_LAST_WORDS_SECONDS)
        except subprocess.TimeoutExpired:  # a child of its own holds the pipes
            for stream in (process.stdout, process.stderr):
                if stream:
                    stream.close()
            process.wait()  # it was killed, so that is a matter of moments

    def _on_done(self, done: _Done) -> None:
        if not self._is_stopped:
            done.take(done.result)


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace").replace(os.linesep, "\n")
