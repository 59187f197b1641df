"""Starts the program as its command does and ends it once the window shows the script.

``python -m tests.bench.cold_start SCRIPT`` prints when that was, by `time.time`.
"""

from __future__ import annotations

import sys
import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from coro_debugger import app, cli
from coro_debugger.views.source_view import SourceView


class _FirstPaint(QObject):
    """Ends the program behind the first paint of the source."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and isinstance(watched.parent(), SourceView):
            QApplication.instance().removeEventFilter(self)
            QTimer.singleShot(0, self._end)
        return False

    def _end(self) -> None:
        print(time.time(), flush=True)
        QApplication.quit()


class _Application(QApplication):
    def exec(self) -> int:
        watch = _FirstPaint()
        self.installEventFilter(watch)  # the script is opened in the loop
        return super().exec()


if __name__ == "__main__":
    app.QApplication = _Application  # type: ignore[attr-defined,misc]
    sys.exit(cli.main(sys.argv[1:]))
