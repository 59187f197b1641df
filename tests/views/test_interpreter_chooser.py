from __future__ import annotations

import pytest
from PySide6.QtWidgets import QFileDialog

from coro_debugger.session.interpreters import Interpreter, Origin
from coro_debugger.views.interpreter_chooser import InterpreterChooser

FOUND = [
    Interpreter("/p/.venv/bin/python", Origin.PROJECT, (3, 13, 0), environment=".venv"),
    Interpreter("/usr/bin/python3", Origin.PATH, (3, 12, 1)),
    Interpreter("/usr/bin/python3.9", Origin.PATH, (3, 9, 2)),
]


@pytest.fixture
def chooser(qtbot):
    chooser = InterpreterChooser()
    qtbot.addWidget(chooser)
    chooser.set_found(FOUND)
    chooser.choose(FOUND[0].path)
    return chooser


def entries(chooser):
    return [a for a in chooser.menu().actions() if a.data()]


def test_the_button_names_the_chosen_one(chooser):
    assert chooser.text() == "Python 3.13.0 · .venv ▾"
    chooser.choose(FOUND[1].path)
    assert chooser.text() == "Python 3.12.1 ▾"


def test_choosing_one_tells_its_path(chooser, qtbot):
    with qtbot.waitSignal(chooser.interpreter_chosen) as chosen:
        entries(chooser)[1].trigger()
    assert chosen.args == ["/usr/bin/python3"]


def test_one_that_is_too_old_is_listed_with_the_reason_and_cannot_be_chosen(chooser):
    assert [a.isEnabled() for a in entries(chooser)] == [True, True, False]
    old = "Python 3.9.2 — too old, 3.11 or later is needed\t/usr/bin/python3.9"
    assert entries(chooser)[-1].text() == old


def test_one_that_is_no_cpython_says_so(chooser):
    chooser.add(Interpreter("/p/pypy", Origin.PATH, (3, 11, 9), implementation="pypy"))
    assert not entries(chooser)[-1].isEnabled()
    expected = "Python 3.11.9 (pypy) — only CPython can be debugged\t/p/pypy"
    assert entries(chooser)[-1].text() == expected


def test_another_file_can_be_chosen(chooser, qtbot):
    (other,) = [a for a in chooser.menu().actions() if a.text() == "Other…"]
    other.trigger()
    (dialog,) = chooser.window().findChildren(QFileDialog)
    with qtbot.waitSignal(chooser.interpreter_chosen) as chosen:
        dialog.fileSelected.emit("/opt/python")
    assert chosen.args == ["/opt/python"]
    dialog.close()


def test_a_chosen_one_stays_in_the_list(chooser):
    own = Interpreter("/opt/python", Origin.CHOSEN, (3, 14, 0))
    chooser.add(own)
    chooser.choose(own.path)
    chooser.set_found(FOUND)
    (entry,) = [a for a in entries(chooser) if a.data() == "/opt/python"]
    assert entry.isChecked()


def test_a_path_that_nothing_is_known_of_is_named_by_its_file(chooser):
    chooser.choose("/strange/pypy")
    assert chooser.text() == "pypy ▾"
