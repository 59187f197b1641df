"""Breakpoints in the window with a real program: set, hit, explained, remembered, taken back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit

from coro_debugger.app import Wish
from coro_debugger.models.breakpoint_values import EventBreakpoint, LineBreakpoint
from coro_debugger.protocol.coroutines import CoroutineEvent
from coro_debugger.session.state import SessionState
from coro_debugger.views.source_menu import source_menu
from tests.markers import line_of

GREP = """\
def grep(pattern):
    matches = 0
    while True:
        line = yield matches  # @yield
        if pattern in line:
            matches += 1  # @match


words = grep("hello")  # @create
next(words)  # @start
other = grep("x")
next(other)
words.send("hello world")
other.send("abc")
words.send("bye")  # @bye
"""


@pytest.fixture
def grep(window, script):
    path = script(GREP, "grep.py")
    window.app.open(Wish(str(path)))
    return path


def list_of(window) -> list[str]:
    model = window.app.breakpoints
    return [model.index(row, 0).data() for row in range(2, model.rowCount())]


def paused_with(window, text: str) -> None:
    try:
        window.wait(lambda: text in window.status())
    except Exception as error:
        raise AssertionError(f"{text!r} is not said: {window.status()!r}") from error


def add_event(window, event: CoroutineEvent, subject: str = "", condition: str = "") -> None:
    window.act("actionAddEventBreakpoint")
    choice = window.find(QComboBox, "eventBreakpointEvent")
    choice.setCurrentIndex(choice.findData(event.value))
    if subject:
        window.find(QComboBox, "eventBreakpointSubject").setEditText(subject)
    window.find(QLineEdit, "eventBreakpointCondition").setText(condition)
    window.window.breakpoints.event_editor.save()


def test_the_functions_of_the_script_are_offered(window, grep):
    window.act("actionAddEventBreakpoint")
    subject = window.find(QComboBox, "eventBreakpointSubject")
    assert [subject.itemText(i) for i in range(subject.count())] == ["any coroutine", "grep"]


def test_an_event_breakpoint_stops_and_is_explained(window, grep):
    add_event(window, CoroutineEvent.RESUMED, "grep", "value == 'hello world'")
    assert list_of(window) == ["grep is resumed when value == 'hello world'"]
    window.act("actionRun")
    paused_with(
        window,
        "Paused - words was resumed with 'hello world', event breakpoint, "
        f"at line {line_of(grep, 'yield')} in grep",
    )
    current = window.window.breakpoints.view.currentIndex()
    assert current.data() == list_of(window)[0]


def test_one_coroutine_is_watched_from_the_menu_until_the_run_ends(window, grep):
    window.window.tabs.view(str(grep)).breakpoint_toggled.emit(line_of(grep, "bye"))
    assert not window.find(QAction, "actionBreakResumed").isEnabled()
    window.act("actionRun")
    paused_with(window, "breakpoint")
    window.select("words")
    window.act("actionBreakResumed")
    assert list_of(window)[1] == "words is resumed until this run ends"
    window.act("actionContinue")
    paused_with(window, "words was resumed with 'bye', event breakpoint")
    window.act("actionContinue")
    window.reach(SessionState.ENDED)
    assert "other" in [row["Name"] for row in window.rows()]
    window.stop()
    assert list_of(window) == [f"grep.py:{line_of(grep, 'bye')}"]


def test_one_is_hit_while_driving_after_the_end(window, grep):
    window.run_to_end()
    window.select("words")
    window.act("actionBreakYielded")
    window.begin_drive("words", "send", "'hello'")
    window.reach(SessionState.PAUSED)
    paused_with(window, "words yielded 2, event breakpoint")


def test_the_list_of_coroutines_has_it_in_its_context_menu(window):
    actions = window.list.actions()
    (menu,) = [action.menu() for action in actions if action.menu()]
    assert window.find(QAction, "actionBreakRaised") in menu.actions()


def test_a_condition_that_fails_is_told_at_its_breakpoint(window, grep):
    line = line_of(grep, "match")
    window.app.breakpoints.add(LineBreakpoint(str(grep), line, condition="lines > 3"))
    window.act("actionRun")
    paused_with(window, "The condition failed: NameError: name 'lines' is not defined")
    (shown,) = window.app.breakpoints.of_file(str(grep))
    window.wait(lambda: window.app.breakpoints.of_file(str(grep))[0].message)
    (shown,) = window.app.breakpoints.of_file(str(grep))
    assert shown.message.startswith("The condition failed: NameError")
    window.app.breakpoints.edit(shown, LineBreakpoint(str(grep), line))
    assert window.app.breakpoints.of_file(str(grep))[0].message == ""


def test_one_that_the_debuggee_cannot_use_says_why(window, script):
    path = script("x = 1\n\n# nothing\n", "grep.py")
    window.app.open(Wish(str(path)))
    model = window.app.breakpoints
    model.toggle(str(path), 3)
    model.add(EventBreakpoint(CoroutineEvent.RAISED, condition="value >"))
    window.run_to_end()
    window.wait(lambda: model.events()[0].message)
    assert model.of_file(str(path))[0].message == "No code on this line or below it"
    assert model.of_file(str(path))[0].verified is False
    assert model.events()[0].message == "The condition cannot be read: invalid syntax"


def test_breakpoints_are_remembered_with_their_script(open_window, window, grep, script):
    add_event(window, CoroutineEvent.RAISED)
    add_event(window, CoroutineEvent.YIELDED, "grep", "value > 3")
    window.app.breakpoints.enable_all(False)
    window.app.breakpoints.toggle(str(grep), 2)
    window.app.open(Wish(str(script("pass\n", "another.py"))))
    assert list_of(window) == []
    assert not window.find(QAction, "actionUndo").isEnabled()
    other = open_window()
    other.app.open(Wish(str(grep)))
    assert list_of(other) == ["grep.py:2", "any coroutine raises", "grep yields when value > 3"]
    assert [b.enabled for b in other.app.breakpoints.own()] == [True, False, False]


def test_removed_ones_come_back_by_undo_and_stop_again(window, grep):
    window.app.breakpoints.add(LineBreakpoint(str(grep), line_of(grep, "match"), condition="1"))
    add_event(window, CoroutineEvent.RETURNED)
    window.act("actionRemoveAllBreakpoints")
    assert list_of(window) == []
    assert not window.find(QAction, "actionRemoveAllBreakpoints").isEnabled()
    window.act("actionUndo")
    assert len(list_of(window)) == 2
    window.act("actionRun")
    paused_with(window, "breakpoint")
    assert line_of(grep, "match") in window.window.tabs.view(str(grep)).marks.breakpoints


def test_all_are_switched_off_and_on(window, grep):
    window.app.breakpoints.toggle(str(grep), line_of(grep, "match"))
    assert not window.find(QAction, "actionEnableAllBreakpoints").isEnabled()
    window.act("actionDisableAllBreakpoints")
    assert not window.find(QAction, "actionDisableAllBreakpoints").isEnabled()
    window.run_to_end()
    window.act("actionEnableAllBreakpoints")
    window.act("actionRestart")
    paused_with(window, "breakpoint")


def test_a_condition_is_set_from_the_line_s_menu(window, grep):
    line = line_of(grep, "match")
    view = window.window.tabs.view(str(grep))
    (set_one,) = [a for a in source_menu(view, line).actions() if "condition" in a.text()]
    set_one.trigger()
    field = window.find(QLineEdit, "breakpointCondition")
    assert field.isVisible()
    field.setText("matches == 0")
    window.window.breakpoints.editor.save()
    assert list_of(window) == [f"grep.py:{line} when matches == 0"]
    texts = [a.text() for a in source_menu(view, line).actions()]
    assert texts[:2] == ["Remove breakpoint", "Edit breakpoint…"]
    window.act("actionRun")
    paused_with(window, "breakpoint")
    source_menu(view, line).actions()[1].trigger()
    assert field.text() == "matches == 0"


def test_an_event_breakpoint_is_marked_in_the_source_and_edited_there(window, grep):
    view = window.window.tabs.view(str(grep))
    add_event(window, CoroutineEvent.YIELDED, "grep", "value > 3")
    (marks,) = view.marks.events.values()
    assert [mark.line for mark in marks] == [line_of(grep, "yield")]
    assert "grep yields when value > 3" in view.gutter.tool_tip(marks[0].line)
    window.window.tabs.open_text(str(grep), f"# one more\n{GREP}")
    (edit,) = [a for a in source_menu(view, marks[0].line + 1).actions() if "event" in a.text()]
    edit.trigger()
    assert window.find(QLineEdit, "eventBreakpointCondition").text() == "value > 3"
    window.act("actionRemoveAllBreakpoints")
    assert view.marks.events == {}


def test_names_of_conditions_are_completed(window, grep, qtbot):
    window.act("actionAddEventBreakpoint")
    field = window.find(QLineEdit, "eventBreakpointCondition")
    qtbot.keyClicks(field, "len(va")
    qtbot.keyClick(field, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    window.wait(lambda: field.text() == "len(value")
    window.app.breakpoints.toggle(str(grep), line_of(grep, "match"))
    window.act("actionRun")
    paused_with(window, "in grep")
    field.setText("")
    qtbot.keyClicks(field, "patt")
    qtbot.keyClick(field, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    window.wait(lambda: field.text() == "pattern")


def test_the_count_stands_in_the_title(window, grep):
    add_event(window, CoroutineEvent.RAISED)
    assert window.find(QLabel, "breakpointsSide").text() == "1"
