from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTreeView

from coro_debugger.models.object_model import Fact
from coro_debugger.protocol.coroutines import Site
from coro_debugger.protocol.values import DisassembledInstruction, Scope, Source, Variable
from coro_debugger.views.frame_state_panel import FrameStatePanel, FrameTab
from coro_debugger.views.source_marks import SourceSpan


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


def selected(view) -> list[int]:
    return sorted(index.row() for index in view.selectionModel().selectedRows())


@pytest.fixture
def bytecode(panel, qtbot):
    panel.tabs.setCurrentIndex(FrameTab.BYTECODE)
    panel.bytecode.set_rows(
        [
            DisassembledInstruction(
                hex(n), "NOP", line=n // 2, column=1 + n, end_column=3 + n, opname="NOP"
            )
            for n in range(8)
        ]
    )
    return panel.bytecode_view


def test_what_is_selected_in_the_source_selects_its_instructions(panel, bytecode, qtbot):
    with qtbot.assertNotEmitted(bytecode.pointed_at):
        bytecode.follow(SourceSpan(2))
        assert selected(bytecode) == [4, 5]
        bytecode.follow(SourceSpan(2, 7, 2, 7))
        assert selected(bytecode) == [5]


def test_going_to_an_instruction_points_at_the_source(panel, bytecode, qtbot):
    panel.activateWindow()
    bytecode.setFocus()
    qtbot.waitUntil(bytecode.hasFocus)
    with qtbot.waitSignal(bytecode.pointed_at) as pointed:
        qtbot.keyClick(bytecode, Qt.Key.Key_Down)
    assert pointed.args[0].line is not None
    place = bytecode.visualRect(panel.bytecode.index(5, 2)).center()
    with qtbot.waitSignal(bytecode.pointed_at) as pointed:
        qtbot.mouseClick(bytecode.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert (pointed.args[0].line, pointed.args[0].column) == (2, 6)
    bytecode.follow(SourceSpan(0))  # whoever is at the instructions is not led away
    assert selected(bytecode) == [5]


def test_a_click_on_a_fact_goes_where_it_leads(panel, qtbot):
    panel.tabs.setCurrentIndex(FrameTab.OBJECT)
    place = Site(16, Source("grep.py", "/x/grep.py"))
    panel.object.set_rows(
        [
            Fact("Kind", "generator"),
            Fact("Defined at", "x", place),
            Fact("Waits for", "#2", None, 2),
        ]
    )
    told = []
    panel.place_opened.connect(told.append)
    panel.coroutine_opened.connect(told.append)
    for row in range(3):
        where = panel.object_view.visualRect(panel.object.index(row, 1)).center()
        qtbot.mouseClick(panel.object_view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert told == [place, 2]


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
