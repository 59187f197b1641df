"""A failure in an overridden method of Qt, in a process of its own: it might end that."""

from __future__ import annotations

import importlib
import pkgutil
import subprocess
import sys
import typing
from types import FunctionType

from PySide6.QtWidgets import QWidget

from coro_debugger import models, session, views
from coro_debugger.views.override_guard import ANSWERS, overrides

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


NESTED = """
import sys
from PySide6.QtCore import QAbstractItemModel, QModelIndex
from PySide6.QtWidgets import QApplication
from coro_debugger.views.override_guard import guard_overrides

class Failing(QAbstractItemModel):
    __module__ = "coro_debugger.models.failing"
    has_failed = False
    def parent(self, index):
        if not self.has_failed:
            self.has_failed = True
            raise LookupError("nothing there")
        return QModelIndex()
    def index(self, row, column, parent=QModelIndex()):
        return self.createIndex(row, column)

qt = QApplication([])
guard_overrides()
sys.excepthook = lambda kind, error, trace: print(kind.__name__, "reported")
model = Failing()
for _ in range(3):
    print(model.index(0, 0).sibling(0, 1).column())
"""


def test_what_c_code_raises_in_an_override_is_reported():
    check(PROGRAM, "ValueError reported\nalive\n")


def test_a_failure_inside_another_call_of_qt_costs_no_other_override():
    check(NESTED, "LookupError reported\n1\n1\n1\n")


def check(program: str, said: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout) == (0, said), done.stderr


def test_what_must_be_answered_is():
    for cls, name, method in overrides_of_the_window():
        wanted = typing.get_type_hints(method)["return"]
        if wanted not in (type(None), object, QWidget):
            assert isinstance(ANSWERS[name], wanted), f"{cls.__name__}.{name}"


def overrides_of_the_window() -> list[tuple[type, str, FunctionType]]:
    for package in (models, session, views):
        for module in pkgutil.iter_modules(package.__path__):
            importlib.import_module(f"{package.__name__}.{module.name}")
    classes = [
        cls
        for name, module in sys.modules.items()
        if name.startswith("coro_debugger.")
        for cls in vars(module).values()
        if isinstance(cls, type) and cls.__module__ == name
    ]
    found = [(cls, *override) for cls in classes for override in overrides(cls)]
    assert len(found) > 100
    return found
