"""Keeps the window alive when its own code fails: says so, and writes the traceback to a file."""

from __future__ import annotations

import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, QStandardPaths

from .notice_bar import NoticeBar


class CrashReporter(QObject):
    """Takes over `sys.excepthook` from `install` on."""

    def __init__(self, bar: NoticeBar, log: Path | None = None) -> None:
        super().__init__(bar)
        self._bar = bar
        self.log = log or _default_log()

    def install(self) -> None:
        """Report from now on what nobody catches."""
        sys.excepthook = self.report

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
        text = "".join(traceback.format_exception(kind, error, trace))
        sys.stderr.write(text)
        written = self._write(text)
        where = self.tr("Details are in {0}.").format(self.log) if written else ""
        said = self.tr("Something went wrong in the window itself: {0}: {1}. {2}")
        self._bar.show_notice(said.format(kind.__name__, error, where).strip(), "bad")

    def _write(self, text: str) -> bool:
        try:
            self.log.parent.mkdir(parents=True, exist_ok=True)
            with self.log.open("a", encoding="utf-8") as file:
                file.write(f"{datetime.now(UTC).isoformat(timespec='seconds')}\n{text}\n")
        except OSError:
            return False
        return True


def _default_log() -> Path:
    location = QStandardPaths.StandardLocation.AppLocalDataLocation
    return Path(QStandardPaths.writableLocation(location)) / "crashes.log"
