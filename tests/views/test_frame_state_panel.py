from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTreeView

from coro_debugger.protocol.values import DisassembledInstruction, Scope, Variable
from coro_debugger.views.frame_state_panel import FrameStatePanel, FrameTab


@pytest.fixture
def panel(qtbot, theme):
    panel = FrameStatePanel(theme)
    qtbot.addWidget(panel)
    panel.resize(380, 400)
    panel.show()
    return panel


def test_the_object_names_are_the_contract(panel):
    names = ["localsView", "watchesView", "awaitChainView", "bytecodeView", "objectView"]
    for tab, name in zip(FrameTab, names, strict=True):
        page = panel.tabs.widget(tab)
        view = page if page.objectName() == name else page.findChild(QTreeView, name)
        assert view.accessibleName()


def test_the_byte_code_is_asked_for_when_it_is_looked_at(panel, qtbot):
    assert not panel.shows_bytecode
    with qtbot.waitSignal(panel.bytecode_wanted):
        panel.tabs.setCurrentIndex(FrameTab.BYTECODE)
    assert panel.shows_bytecode


def test_the_line_of_the_source_selects_its_instructions(panel, qtbot):
    panel.bytecode.set_rows(
        [DisassembledInstruction(hex(n), "NOP", line=n // 2, opname="NOP") for n in range(8)]
    )
    panel.select_line(2)
    assert panel.bytecode_view.currentIndex().row() == 4


def test_opening_a_variable_asks_for_its_children(panel, qtbot):
    panel.locals.set_scopes("f", [Scope("Locals", 1, False)])
    panel.locals.set_children(1, [Variable("items", "[1]", 30, "list")])
    with qtbot.waitSignal(panel.locals.children_wanted) as wanted:
        panel.locals_view.expand(panel.locals.index(0, 0))
    assert wanted.args[0].reference == 30


def test_a_variable_that_is_a_coroutine_can_be_opened(panel, qtbot):
    panel.locals.set_scopes("f", [Scope("Locals", 1, False)])
    panel.locals.set_children(1, [Variable("out", "<generator>", 30, coroutine_id=7)])
    panel.locals_view.setCurrentIndex(panel.locals.index(0, 0))
    with qtbot.waitSignal(panel.coroutine_opened) as opened:
        qtbot.keyClick(panel.locals_view, Qt.Key.Key_Return)
    assert opened.args == [7]
    place = panel.locals_view.visualRect(panel.locals.index(0, 1)).center()
    viewport = panel.locals_view.viewport()
    with qtbot.waitSignal(panel.coroutine_opened) as opened:
        qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place)
        qtbot.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=place)
    assert opened.args == [7]


def test_scopes_reach_over_all_columns(panel):
    panel.locals.set_scopes("f", [Scope("Locals", 1, False), Scope("Stack", 2, False)])
    assert panel.locals_view.isFirstColumnSpanned(0, panel.locals_view.rootIndex())


def test_empty_views_say_what_belongs_there(panel):
    panel.set_hint("Shown while the program stands still.")
    assert panel.locals_view.accessibleDescription() == "Shown while the program stands still."
    panel.set_hint("")
    assert "coroutine" in panel.object_view.accessibleDescription()
