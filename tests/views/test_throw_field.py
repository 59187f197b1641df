from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListView

from coro_debugger.protocol.values import CompletionItem
from coro_debugger.views.throw_field import ThrowField


@pytest.fixture
def field(qtbot):
    field = ThrowField()
    qtbot.addWidget(field)
    with qtbot.waitExposed(field):
        field.show()
    field.set_names(["ValveError"])
    field.setFocus()
    qtbot.waitUntil(field.lineEdit().hasFocus)
    return field


def offered(field) -> list[str]:
    view = field.findChild(QListView, "completionPopup")
    model = view.model()
    return [model.index(r, 0).data() for r in range(model.rowCount())] if view.isVisible() else []


def retype(qtbot, field, text):
    field.lineEdit().selectAll()
    qtbot.keyClicks(field.lineEdit(), text)


def test_exceptions_of_the_script_and_of_python_are_offered_while_one_types(field, qtbot):
    field.completer_.wanted.connect(lambda wanted: field.completer_.offer(wanted, []))
    retype(qtbot, field, "val")
    qtbot.waitUntil(lambda: offered(field) == ["ValveError", "ValueError"])
    qtbot.keyClick(field.lineEdit(), Qt.Key.Key_Tab)
    assert field.currentText() == "ValveError"


def test_names_of_the_program_come_behind_them(field, qtbot):
    def on_wanted(wanted):
        found = ("ValueError", "valid_line")
        items = [CompletionItem(name, start=1, length=3) for name in found]
        field.completer_.offer(wanted, items)

    field.completer_.wanted.connect(on_wanted)
    retype(qtbot, field, "val")
    qtbot.waitUntil(lambda: offered(field) == ["ValveError", "ValueError", "valid_line"])


def test_up_and_down_recall_what_was_thrown(field, qtbot):
    field.remember("KeyError('a')")
    field.remember("ValueError")
    line = field.lineEdit()
    line.setText("draft")
    seen = []
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down):
        qtbot.keyClick(line, key)
        seen.append(field.currentText())
    assert seen == ["ValueError", "KeyError('a')", "ValueError", "draft"]


@pytest.mark.parametrize("modifier", [Qt.KeyboardModifier.ControlModifier, Qt.NoModifier])
def test_enter_throws(field, qtbot, modifier):
    with qtbot.waitSignal(field.submitted):
        qtbot.keyClick(field.lineEdit(), Qt.Key.Key_Return, modifier)


def test_what_was_typed_stays_when_the_script_has_other_exceptions(field):
    field.setEditText("Mine(1)")
    field.set_names(["Other"])
    assert field.currentText() == "Mine(1)"
    assert field.itemText(0) == "Other"
