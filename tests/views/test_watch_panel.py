from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton

from coro_debugger.models.watches_model import Watch, WatchesModel
from coro_debugger.protocol.commands import EvaluateBody
from coro_debugger.views.value_menu import value_menu
from coro_debugger.views.watch_panel import WatchPanel


@pytest.fixture
def panel(qtbot, theme):
    panel = WatchPanel(theme, WatchesModel())
    qtbot.addWidget(panel)
    with qtbot.waitExposed(panel):
        panel.show()
    panel.activateWindow()
    return panel


@pytest.fixture
def told(panel):
    told = []
    panel.watches.expressions_changed.connect(told.append)
    return told


def add(panel, qtbot, expression):
    panel.field.setText(expression)
    qtbot.keyClick(panel.field, Qt.Key.Key_Return)


def test_names(panel):
    assert panel.view.objectName() == "watchesView"
    assert panel.field.objectName() == "watchExpression"
    assert panel.field.accessibleName()


def test_what_is_entered_is_watched_and_recalled(panel, told, qtbot):
    add(panel, qtbot, " n + 1 ")
    assert told == [("n + 1",)]
    assert panel.field.text() == ""
    assert panel.view.currentIndex().data() == "n + 1"
    add(panel, qtbot, "  ")
    assert told == [("n + 1",)]
    qtbot.keyClick(panel.field, Qt.Key.Key_Up)
    assert panel.field.text() == "n + 1"


def test_several_are_removed_together(panel, told, qtbot):
    for expression in ("a", "b", "c"):
        add(panel, qtbot, expression)
    panel.view.setFocus()
    panel.view.selectAll()
    panel.view.setCurrentIndex(panel.watches.index(1, 0))
    qtbot.keyClick(panel.view, Qt.Key.Key_Delete)
    assert told[-1] == ("a", "c")


def test_the_menu_adds_edits_evaluates_and_removes(panel, told, qtbot):
    add(panel, qtbot, "a")

    def choose(text, index=None):
        menu = value_menu(panel.view, index or panel.watches.index(0, 0))
        {action.text(): action for action in menu.actions()}[text].trigger()

    with qtbot.waitSignal(panel.watches.evaluation_wanted) as wanted:
        choose("Evaluate again")
    assert wanted.args == [Watch(panel.watches.watches()[0].key, "a")]
    choose("Edit expression")
    editor = panel.view.findChild(QLineEdit, "valueEditor")
    editor.setText("b")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: told[-1] == ("b",))
    choose("Add a watch")
    qtbot.waitUntil(panel.field.hasFocus)
    choose("Remove")
    assert told[-1] == ()
    menu = value_menu(panel.view, panel.watches.index(9, 0))
    assert [action.text() for action in menu.actions()] == ["Add a watch"]


def test_a_failure_is_said_in_full_below(panel, qtbot):
    add(panel, qtbot, "nothing")
    key = panel.watches.watches()[0].key
    panel.watches.set_failure(key, "NameError: name 'nothing' is not defined")
    assert panel.problem.text() == "nothing: NameError: name 'nothing' is not defined"
    add(panel, qtbot, "n")
    assert not panel.problem.isVisible()
    panel.view.setCurrentIndex(panel.watches.index(0, 0))
    assert panel.problem.isVisible()
    panel.watches.set_value(key, EvaluateBody("1", 0, "int"))
    assert not panel.problem.isVisible()


def test_what_takes_long_is_said_and_can_be_cancelled(panel, qtbot):
    bar = panel.findChild(QFrame, "watchBusy")
    panel.set_under_way("slow()")
    assert bar.isVisible()
    with qtbot.waitSignal(panel.cancel_wanted):
        panel.findChild(QPushButton, "watchCancel").click()
    with qtbot.waitSignal(panel.cancel_wanted):
        qtbot.keyClick(panel.view, Qt.Key.Key_Escape)
    panel.set_under_way("")
    assert not bar.isVisible()


def test_an_empty_list_says_what_belongs_there(panel):
    panel.view.set_hint("Expressions added here are evaluated at every stop.")
    assert "every stop" in panel.view.accessibleDescription()
