"""The tree of values: its keys, its mouse, its menu, its editor."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from coro_debugger.models.value_cells import ValueColumn
from coro_debugger.models.variables_model import VariablesModel
from coro_debugger.protocol.values import (
    CompletionItem,
    Scope,
    Variable,
    VariablePresentationHint,
)
from coro_debugger.views.value_menu import value_menu
from coro_debugger.views.value_panel import ValuePanel
from coro_debugger.views.value_tree_view import ValueTreeView

FIXED = VariablePresentationHint(attributes=["readOnly"])
VALUES = [
    Variable("n", "5", 0, "int", "n"),
    Variable("fixed", "(1,)", 30, "tuple", "fixed", presentation_hint=FIXED),
    Variable("out", "<generator>", 31, "generator", "out", coroutine_id=7),
    Variable("unnamed", "1", 0, "int"),
]
N, FIXED_ROW, OUT, UNNAMED, STACK = range(5)


@pytest.fixture
def panel(qtbot, theme):
    view = ValueTreeView(theme, "localsView")
    panel = ValuePanel(theme, view, VariablesModel(view))
    qtbot.addWidget(panel)
    panel.resize(380, 300)
    panel.model.set_scopes("f", [Scope("Locals", 1, False), Scope("Stack", 2, False)])
    panel.model.set_children(1, VALUES)
    with qtbot.waitExposed(panel):
        panel.show()
    panel.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    return panel


@pytest.fixture
def view(panel):
    return panel.view


def at(view, row, column=ValueColumn.NAME):
    return view.model().index(row, column)


def go_to(view, row):
    view.setCurrentIndex(at(view, row))


def editor(view) -> QLineEdit | None:
    return view.findChild(QLineEdit, "valueEditor")


def double_click(qtbot, view, index):
    place = view.visualRect(index).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def menu_texts(view, row) -> dict[str, bool]:
    menu = value_menu(view, at(view, row))
    return {a.text(): a.isEnabled() for a in menu.actions() if a.text()}


def test_f2_and_a_double_click_open_the_editor(view, qtbot):
    go_to(view, N)
    with qtbot.waitSignal(view.editor_opened):
        qtbot.keyClick(view, Qt.Key.Key_F2)
    field = editor(view)
    assert field.text() == "5"
    assert field.accessibleName() == "New value of n"
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: editor(view) is None)
    double_click(qtbot, view, at(view, N, ValueColumn.VALUE))
    assert editor(view).text() == "5"


def test_what_is_typed_is_told(view, qtbot):
    go_to(view, N)
    qtbot.keyClick(view, Qt.Key.Key_F2)
    field = editor(view)
    field.setText("6 + 1")
    with qtbot.waitSignal(view.values.value_edited) as edited:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert (edited.args[0].reference, edited.args[0].expression) == (1, "6 + 1")


def test_an_open_list_of_completions_has_its_keys_first(view, qtbot):
    completers = []
    view.editor_opened.connect(completers.append)
    go_to(view, N)
    qtbot.keyClick(view, Qt.Key.Key_F2)
    field, (completer,) = editor(view), completers
    items = [CompletionItem("matches", start=1, length=2), CompletionItem("max", start=1, length=2)]
    completer.wanted.connect(lambda wanted: completer.offer(wanted, items))
    field.selectAll()
    qtbot.keyClicks(field, "ma")
    qtbot.waitUntil(lambda: completer.is_open)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not completer.is_open
    assert editor(view) is field
    qtbot.keyClicks(field, "x")
    completer.close()
    field.setText("ma")
    completer.ask()
    qtbot.keyClick(field, Qt.Key.Key_Down)
    with qtbot.assertNotEmitted(view.values.value_edited):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "matches"


def test_what_cannot_be_changed_is_refused_and_told_in_place(panel, view, qtbot):
    go_to(view, FIXED_ROW)
    with qtbot.waitSignal(view.edit_refused) as refused:
        qtbot.keyClick(view, Qt.Key.Key_F2)
    assert refused.args[0].name == "fixed"
    assert editor(view) is None
    panel.model.set_problem(refused.args[0].key, "a tuple cannot be changed")
    assert panel.problem.isVisible()
    assert panel.problem.text() == "fixed: a tuple cannot be changed"
    assert "cannot be changed" in view.accessibleDescription()
    go_to(view, N)
    assert not panel.problem.isVisible()


def test_a_problem_is_painted_beside_the_value(panel, view, theme):
    def colours():
        image = view.viewport().grab(view.visualRect(at(view, N, ValueColumn.VALUE))).toImage()
        size = image.size()
        return {
            image.pixelColor(x, y).name() for x in range(size.width()) for y in range(size.height())
        }

    assert theme.tokens.bad.name() not in colours()
    panel.model.set_problem(view.node(at(view, N)).key, "NameError")
    assert {theme.tokens.bad.name(), theme.tokens.text.name()} <= colours()


def test_enter_opens_and_closes_rows_and_selects_coroutines(view, qtbot):
    go_to(view, FIXED_ROW)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert view.isExpanded(at(view, FIXED_ROW))
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert not view.isExpanded(at(view, FIXED_ROW))
    go_to(view, OUT)
    with qtbot.waitSignal(view.coroutine_opened) as opened:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == [7]
    with qtbot.waitSignal(view.coroutine_opened):
        double_click(qtbot, view, at(view, OUT, ValueColumn.VALUE))


def test_values_and_expressions_are_copied(view, qtbot):
    go_to(view, N)
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "5"
    menu = value_menu(view, at(view, FIXED_ROW))
    {a.text(): a for a in menu.actions()}["Copy expression"].trigger()
    assert QApplication.clipboard().text() == "fixed"


def test_the_menu_offers_what_can_be_done(view, qtbot):
    assert menu_texts(view, N) == {
        "Copy value": True,
        "Copy expression": True,
        "Show whole value…": True,
        "Edit value": True,
        "Add to watches": True,
    }
    assert "Select this coroutine" in menu_texts(view, OUT)
    assert not menu_texts(view, UNNAMED)["Add to watches"]
    assert menu_texts(view, STACK) == {}
    menu = value_menu(view, at(view, N))
    actions = {a.text(): a for a in menu.actions()}
    with qtbot.waitSignal(view.watch_wanted) as watched:
        actions["Add to watches"].trigger()
    assert watched.args == ["n"]
    with qtbot.waitSignal(view.whole_value_wanted):
        actions["Show whole value…"].trigger()


def test_the_evaluation_stack_is_open_from_the_start(view):
    assert view.isExpanded(at(view, STACK))
    assert view.isFirstColumnSpanned(STACK, view.rootIndex())
