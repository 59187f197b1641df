from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from coro_debugger.models.breakpoints_model import BreakpointsModel, LineBreakpoint
from coro_debugger.views.breakpoints_panel import BreakpointsPanel

PATH = "/x/a.py"


@pytest.fixture
def panel(qtbot, theme, icons):
    panel = BreakpointsPanel(theme, icons, BreakpointsModel())
    qtbot.addWidget(panel)
    panel.show()
    panel.model().toggle(PATH, 5)
    panel.view.setCurrentIndex(panel.model().index(2, 0))
    panel.view.setFocus()
    return panel


def test_delete_removes(panel, qtbot):
    with qtbot.waitSignal(panel.model().edited):
        qtbot.keyClick(panel.view, Qt.Key.Key_Delete)
    assert panel.model().of_file(PATH) == ()


def test_space_turns_off(panel, qtbot):
    with qtbot.waitSignal(panel.model().edited):
        qtbot.keyClick(panel.view, Qt.Key.Key_Space)
    assert not panel.model().of_file(PATH)[0].enabled


def test_enter_shows_the_line(panel, qtbot):
    with qtbot.waitSignal(panel.line_wanted) as wanted:
        panel.view.activated.emit(panel.view.currentIndex())
    assert wanted.args == [LineBreakpoint(PATH, 5)]


def test_f2_edits_the_condition(panel, qtbot):
    qtbot.keyClick(panel.view, Qt.Key.Key_F2)
    assert panel.editor.isVisible()
    qtbot.keyClicks(panel.editor.condition, "n > 3")
    with qtbot.waitSignal(panel.model().edited):
        qtbot.keyClick(panel.editor.condition, Qt.Key.Key_Return)
    assert panel.model().of_file(PATH)[0].condition == "n > 3"
    assert not panel.editor.isVisible()


def test_escape_leaves_all_as_it_was(panel, qtbot):
    qtbot.keyClick(panel.view, Qt.Key.Key_F2)
    qtbot.keyClicks(panel.editor.condition, "n > 3")
    qtbot.keyClick(panel.editor.condition, Qt.Key.Key_Escape)
    assert not panel.editor.isVisible()
    assert panel.model().of_file(PATH) == (LineBreakpoint(PATH, 5),)
