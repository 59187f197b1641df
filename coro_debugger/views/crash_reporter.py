"""Keeps the window alive when its own code fails: says so, and writes the traceback to a file."""

from __future__ import annotations

import faulthandler
import sys
import threading
import traceback
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from PySide6.QtCore import QObject, QStandardPaths, Signal

from .notice_bar import NoticeBar

_MOST_BYTES = 1_000_000


@dataclass(frozen=True)
class _Failure:
    """An exception: its last line, and all of its traceback."""

    said: str
    text: str


class CrashReporter(QObject):
    """Reports what nobody catches, in any thread, from `install` on.

    What ends the process at once can only be reported by the next window: its traceback waits in
    a file beside the log.
    """

    _failed = Signal(object)

    def __init__(self, bar: NoticeBar, log: Path | None = None) -> None:
        super().__init__(bar)
        self._bar = bar
        self.log = log or _default_log()
        self._fatal = self.log.with_name("fatal.log")
        self._fatal_file: BinaryIO | None = None
        self._latest: _Failure | None = None
        self._is_telling = False
        # A signal: only the main thread may touch the bar.
        self._failed.connect(self._tell)

    def install(self) -> None:
        """Report from now on, and first what ended the window the last time."""
        sys.excepthook = self.report
        threading.excepthook = self._report_of_thread
        try:
            self._tell_fatal()
            self._fatal_file = self._fatal.open("ab")
            faulthandler.enable(self._fatal_file)
        except OSError:
            pass  # no place to write to: what else is reported is shown all the same

    def uninstall(self) -> None:
        """Leave everything as Python has it."""
        sys.excepthook, threading.excepthook = sys.__excepthook__, threading.__excepthook__
        if self._fatal_file is not None:
            faulthandler.disable()
            self._fatal_file.close()

    def report(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        """Write an exception to the log and say that it happened."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        text = _clean("".join(traceback.format_exception(kind, error, trace)))
        said = _clean(traceback.format_exception_only(kind, error)[-1].strip())
        self._failed.emit(_Failure(said, text))

    def _report_of_thread(self, failed: threading.ExceptHookArgs) -> None:
        if failed.exc_value is not None and failed.exc_type is not SystemExit:
            self.report(failed.exc_type, failed.exc_value, failed.exc_traceback)

    def _tell(self, failure: _Failure) -> None:
        # What fails in every painting fails again for each notice: it is written and shown once.
        if self._is_telling or (failure == self._latest and self._bar.text):
            return
        self._latest, self._is_telling = failure, True
        try:
            self._write_and_show(failure)
        finally:
            self._is_telling = False

    def _write_and_show(self, failure: _Failure) -> None:
        if sys.stderr is not None:  # a program without a terminal on Windows has none
            sys.stderr.write(failure.text)
        words = self.tr("Something went wrong in the window itself: {0}. {1}")
        self._show(words.format(failure.said, self._where(self._write(failure.text))))

    def _tell_fatal(self) -> None:
        self.log.parent.mkdir(parents=True, exist_ok=True)
        if self._fatal.exists() and (text := self._fatal.read_text(errors="replace")):
            written = self._write(text)
            self._fatal.unlink()
            words = self.tr("The window ended unexpectedly the last time. {0}")
            self._show(words.format(self._where(written)))

    def _show(self, words: str) -> None:
        self._bar.show_notice(words.strip(), "bad")

    def _where(self, written: bool) -> str:
        return self.tr("Details are in {0}.").format(self.log) if written else ""

    def _write(self, text: str) -> bool:
        try:
            self.log.parent.mkdir(parents=True, exist_ok=True)
            is_full = self.log.exists() and self.log.stat().st_size > _MOST_BYTES
            with self.log.open("w" if is_full else "a", encoding="utf-8") as file:
                file.write(f"{datetime.now(UTC).isoformat(timespec='seconds')}\n{text}\n")
        except OSError:
            return False
        return True


def _clean(text: str) -> str:
    """Return what can be written anywhere: without lone surrogates."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _default_log() -> Path:
    location = QStandardPaths.StandardLocation.AppLocalDataLocation
    return Path(QStandardPaths.writableLocation(location)) / "crashes.log"
