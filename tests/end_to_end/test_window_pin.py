"""A pinned coroutine stays selected at stops, whichever ran."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel

from coro_debugger.app import Wish
from coro_debugger.models.coroutine_model import CoroutineModel
from coro_debugger.session.state import SessionState

TEXT = """\
def numbers():
    while True:
        yield 1


def letters():
    while True:
        yield "a"


first, second = numbers(), letters()
for each in (first, second, first, second, first):
    next(each)
"""


def next_yield(window, said: str) -> None:
    window.act("actionNextYield")
    window.wait(lambda: window.status().startswith(f"Paused - {said} yielded"))
    window.wait(lambda: window.find(QLabel, "driveTitle").text())


def title(window) -> str:
    return window.find(QLabel, "driveTitle").text()


def test_a_pinned_one_stays_selected_until_it_is_let_go(window, script):
    window.app.open(Wish(str(script(TEXT))))
    pin = window.find(QAction, "actionPin")
    assert not pin.isEnabled()
    next_yield(window, "first")
    window.wait(lambda: title(window) == "first — numbers")
    window.act("actionPin")
    model, row = window.window.coroutine_model, window.list.currentIndex()
    assert row.data(CoroutineModel.Role.PINNED)
    name = row.siblingAtColumn(1)
    assert name.data(Qt.ItemDataRole.AccessibleTextRole) == "Name: first, pinned"
    assert name.data() == "first"
    next_yield(window, "second")
    assert title(window) == "first — numbers"
    window.select("second")
    assert not pin.isChecked()
    next_yield(window, "first")
    next_yield(window, "second")
    window.wait(lambda: title(window) == "first — numbers")
    assert pin.isChecked()
    window.act("actionPin")
    assert not any(model.index(r, 0).data(CoroutineModel.Role.PINNED) for r in range(2))
    window.select("second")
    next_yield(window, "first")
    window.wait(lambda: title(window) == "first — numbers")
    window.act("actionPin")
    window.stop()
    assert window.app.session.state is SessionState.READY
    assert window.app.inspector.pinned_id is None
    assert not pin.isChecked()
