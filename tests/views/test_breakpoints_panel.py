from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from coro_debugger.models.breakpoint_values import EventBreakpoint, LineBreakpoint
from coro_debugger.models.breakpoints_model import BreakpointsModel
from coro_debugger.protocol.coroutines import CoroutineEvent
from coro_debugger.protocol.values import MOVED, Breakpoint
from coro_debugger.views.actions import Actions
from coro_debugger.views.breakpoint_undo import BreakpointUndo
from coro_debugger.views.breakpoints_panel import BreakpointsPanel
from tests.views.names import nameless

PATH = "/x/a.py"
YIELDS = EventBreakpoint(CoroutineEvent.YIELDED, "grep", "value > 3")


@pytest.fixture
def panel(qtbot, theme, icons):
    panel = BreakpointsPanel(theme, icons, BreakpointsModel())
    qtbot.addWidget(panel)
    panel.show()
    panel.model().toggle(PATH, 5)
    panel.view.setCurrentIndex(panel.model().index(2, 0))
    panel.view.setFocus()
    return panel


def choose(panel, breakpoint) -> None:
    panel.view.setCurrentIndex(panel.model().index_of(breakpoint))


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


def test_a_hit_count_that_is_none_is_shown_at_its_field(panel, qtbot):
    panel.edit(LineBreakpoint(PATH, 5))
    qtbot.keyClicks(panel.editor.hits, "many")
    qtbot.keyClick(panel.editor.hits, Qt.Key.Key_Return)
    assert panel.editor.isVisible()
    assert panel.editor.hits.property("invalid")
    assert "number" in panel.editor.hits.accessibleDescription()
    panel.editor.hits.setText(">= 3")
    panel.editor.save()
    assert panel.model().of_file(PATH)[0].hit_condition == ">= 3"


def test_a_condition_that_this_python_cannot_read_is_asked_for_twice(panel):
    panel.edit(LineBreakpoint(PATH, 5))
    panel.editor.condition.setText("len(")
    panel.editor.save()
    assert panel.editor.isVisible()
    assert "never closed" in panel.editor.condition.accessibleDescription()
    panel.editor.save()
    assert panel.model().of_file(PATH)[0].condition == "len("


def test_exceptions_are_neither_edited_nor_removed(panel, qtbot):
    panel.view.setCurrentIndex(panel.model().index(0, 0))
    qtbot.keyClick(panel.view, Qt.Key.Key_Delete)
    qtbot.keyClick(panel.view, Qt.Key.Key_F2)
    assert len(panel.model().rows()) == 3
    assert not (panel.editor.isVisible() or panel.event_editor.isVisible())


def test_a_row_with_a_message_has_room_for_it(panel):
    index = panel.model().index(2, 0)
    before = panel.view.rowHeight(index)
    asked = [b.asked for b in panel.model().of_file(PATH)]
    panel.model().set_answer(PATH, asked, [Breakpoint(True, 1, 7, message="moved")])
    assert panel.view.rowHeight(index) > before


def colours_of(panel) -> set[str]:
    row = panel.view.visualRect(panel.model().index(2, 0))
    image = panel.view.viewport().grab(row).toImage()
    return {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    }


def test_only_what_is_wrong_is_shown_as_a_warning(panel, theme):
    asked = [b.asked for b in panel.model().of_file(PATH)]
    warning = theme.tokens.warning.name()
    panel.model().set_answer(PATH, asked, [Breakpoint(True, 1, 7, message=MOVED)])
    assert warning not in colours_of(panel)
    panel.model().set_answer(PATH, asked, [Breakpoint(False, 1, 5, message="No code here")])
    assert warning in colours_of(panel)


def test_the_count_is_told(panel, qtbot):
    with qtbot.waitSignal(panel.counts_said) as said:
        panel.model().add(YIELDS)
    assert said.args == ["2"]
    with qtbot.waitSignal(panel.counts_said) as said:
        panel.model().enable_all(False)
    assert said.args == ["2 · 2 off"]
    with qtbot.waitSignal(panel.counts_said) as said:
        panel.model().remove_all()
    assert said.args == [""]


# --- events --------------------------------------------------------------------------------------


def test_an_event_breakpoint_is_made_from_its_fields(panel, qtbot):
    editor = panel.event_editor
    editor.set_functions(["grep", "printer"])
    panel.add_event()
    subjects = [editor.subject.itemText(i) for i in range(editor.subject.count())]
    assert subjects == ["any coroutine", "grep", "printer"]
    editor.subject.setCurrentText("grep")
    editor.event_choice.setCurrentIndex(editor.event_choice.findData(CoroutineEvent.YIELDED.value))
    qtbot.keyClicks(editor.condition, "value > 3")
    with qtbot.waitSignal(panel.model().events_edited):
        qtbot.keyClick(editor.condition, Qt.Key.Key_Return)
    assert panel.model().events() == (YIELDS,)


def test_any_coroutine_is_offered_first(panel):
    panel.add_event()
    panel.event_editor.save()
    assert panel.model().events() == (EventBreakpoint(CoroutineEvent.RAISED),)


def test_a_function_s_name_may_be_typed(panel):
    panel.add_event()
    panel.event_editor.subject.setEditText("not a name")
    panel.event_editor.save()
    assert panel.event_editor.isVisible()
    assert panel.event_editor.subject.property("invalid")
    panel.event_editor.subject.setEditText("make.<locals>.inner")
    panel.event_editor.save()
    assert panel.model().events()[0].qualname == "make.<locals>.inner"


def test_an_event_breakpoint_is_changed(panel, qtbot):
    panel.model().add(YIELDS)
    choose(panel, YIELDS)
    qtbot.keyClick(panel.view, Qt.Key.Key_F2)
    assert panel.event_editor.event_chosen is CoroutineEvent.YIELDED
    panel.event_editor.condition.setText("")
    panel.event_editor.save()
    assert panel.model().events() == (EventBreakpoint(CoroutineEvent.YIELDED, "grep"),)


def test_one_on_a_single_coroutine_stays_on_it(panel):
    one = EventBreakpoint(CoroutineEvent.RESUMED, "grep", coroutine_id=7, name="words")
    panel.model().add(one)
    panel.edit(one)
    assert not panel.event_editor.subject.isEnabled()
    panel.event_editor.condition.setText("value")
    panel.event_editor.save()
    (changed,) = panel.model().events()
    assert (changed.coroutine_id, changed.name, changed.condition) == (7, "words", "value")


def test_every_control_has_a_name(panel):
    panel.edit(LineBreakpoint(PATH, 5))
    assert nameless(panel) == []
    panel.add_event()
    assert nameless(panel) == []


# --- undo ----------------------------------------------------------------------------------------


@pytest.fixture
def actions(icons):
    return Actions(icons)


def test_what_was_removed_comes_back_and_goes_again(panel, actions):
    undo = BreakpointUndo(panel.model(), actions, panel)
    model = panel.model()
    model.add(YIELDS)
    model.remove_all()
    assert actions["actionUndo"].isEnabled()
    assert actions["actionUndo"].text() == "&Undo remove all breakpoints"
    actions["actionUndo"].trigger()
    assert [len(model.of_file(PATH)), model.events()] == [1, (YIELDS,)]
    actions["actionRedo"].trigger()
    assert model.own() == []
    actions["actionUndo"].trigger()
    actions["actionUndo"].trigger()
    assert model.events() == ()
    assert not actions["actionUndo"].isEnabled()
    assert actions["actionUndo"].text() == "&Undo"
    model.load([], [])
    assert undo.stack.count() == 0
    assert not actions["actionRedo"].isEnabled()


def test_what_ended_with_its_run_is_no_step_of_undo(panel, actions):
    BreakpointUndo(panel.model(), actions, panel)
    model = panel.model()
    model.toggle(PATH, 9)
    model.add(EventBreakpoint(CoroutineEvent.RESUMED, coroutine_id=7, name="words"))
    model.forget_answers()
    actions["actionUndo"].trigger()
    assert [b.line for b in model.of_file(PATH)] == [5]
