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

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self._end)
        return False

    def _end(self) -> None:
        print(time.time(), flush=True)
        QApplication.quit()


class _Application(QApplication):
    def exec(self) -> int:
        watch = _FirstPaint()
        windows = QApplication.topLevelWidgets()
        (view,) = [view for window in windows for view in window.findChildren(SourceView)]
        view.viewport().installEventFilter(watch)
        return super().exec()


if __name__ == "__main__":
    app.QApplication = _Application  # type: ignore[attr-defined,misc]
    sys.exit(cli.main(sys.argv[1:]))
