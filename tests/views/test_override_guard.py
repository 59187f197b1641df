"""A failure in an overridden method of Qt, in a process of its own: it might end that."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import sys
from PySide6.QtCore import QAbstractListModel, QModelIndex, QTimer
from PySide6.QtWidgets import QApplication, QListView
from coro_debugger.views.override_guard import guard_overrides

class Failing(QAbstractListModel):
    __module__ = "coro_debugger.models.failing"
    def rowCount(self, parent=QModelIndex()):
        return 1
    def data(self, index, role=0):
        return int("no number")

def act():
    QTimer.singleShot(0, qt.quit)
    model.index(0).data()

qt = QApplication([])
guard_overrides()
guard_overrides()
sys.excepthook = lambda kind, error, trace: print(kind.__name__, "reported")
model = Failing()
QTimer.singleShot(0, act)
qt.exec()
print("alive")
"""


def test_what_c_code_raises_in_an_override_is_reported():
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout) == (0, "ValueError reported\nalive\n"), done.stderr
