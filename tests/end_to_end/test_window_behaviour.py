"""The window with a real program: starting, stopping, selecting, what is remembered."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDropEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QMenu, QToolTip, QWidget

from coro_debugger.app import Wish
from coro_debugger.session.state import SessionState
from tests.markers import line_of

COUNTER = """\
def counting(step):
    n = 0
    while True:
        got = yield n  # @yield
        n += got or step  # @after


small = counting(1)  # @first
large = counting(100)
next(small)  # @start
next(large)
print("sum", small.send(5) + large.send(None))  # @send
"""

LOCAL = """\
def counting():
    while True:
        yield 1


def main():
    numbers = counting()
    next(numbers)


main()
"""

ENDLESS = """\
import time


def ticking():
    while True:
        yield


clock = ticking()
print("going", flush=True)
while True:
    next(clock)
    {rest}
"""


def opened(window, path):
    window.app.open(Wish(str(path)))
    return path


def selected(window) -> str:
    return window.find(QLabel, "driveTitle").text()


# --- opening -------------------------------------------------------------------------------------


def test_opening_a_script_shows_it_and_runs_nothing(window, script):
    path = opened(window, script(COUNTER))
    assert window.app.session.state is SessionState.READY
    assert window.window.tabs.current_view.source.text == COUNTER
    assert window.window.windowTitle() == "script.py — Coro Debugger"
    assert window.status() == "script.py is open and not running"
    assert window.app.settings.recent_scripts == [str(path)]


def test_the_start_page_is_there_until_a_script_is_opened(window, script):
    page = window.find(QWidget, "startPage")
    assert page.isVisible()
    opened(window, script(COUNTER))
    assert not page.isVisible()


def test_a_dropped_file_is_opened(window, script):
    path = script(COUNTER)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    drop = QDropEvent(
        QPointF(9, 9),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.window.dropEvent(drop)
    assert window.app.session.script == str(path)


def test_recent_scripts_are_offered_again(open_window, script):
    path = opened(open_window(), script(COUNTER))
    menu = open_window().window.menus.recent
    assert isinstance(menu, QMenu)
    assert [a.data() for a in menu.actions() if a.data()] == [str(path)]


# --- running -------------------------------------------------------------------------------------


@pytest.mark.parametrize("action", ["actionStepOver", "actionStepInto"])
def test_a_step_starts_the_script_and_stops_at_its_first_line(window, script, action):
    path = opened(window, script(COUNTER))
    window.act(action)
    window.wait(lambda: "line" in window.status())
    assert window.status() == "Paused at line 1 in <module>"
    view = window.window.tabs.view(str(path))
    window.wait(lambda: view.marks.current_line == 1)


def test_next_yield_starts_it_and_stops_at_the_first_yield(window, script):
    path = opened(window, script(COUNTER))
    line = line_of(path, "yield")
    window.act("actionNextYield")
    window.wait(lambda: "yielded" in window.status())
    assert window.status() == f"Paused - small yielded 0, suspended at line {line} in counting"
    assert selected(window) == "small — counting"
    tracked = window.window.tabs.view(str(path)).marks.tracked
    assert (tracked.line, tracked.last_out) == (line, "0")
    window.act("actionNextYield")
    window.wait(lambda: "large yielded 0" in window.status())
    assert selected(window) == "large — counting"


def test_running_goes_to_the_end_and_keeps_the_coroutines(window, script):
    opened(window, script(COUNTER))
    window.run_to_end()
    window.wait_for_console("sum 105")
    window.wait_for_row("small", State="suspended")
    assert window.status() == "script.py has ended; its coroutines can still be driven"


@pytest.mark.parametrize("rest", ["pass", "time.sleep(100)", "input()"])
def test_a_script_that_never_ends_can_be_paused_and_stopped(window, script, qtbot, rest):
    opened(window, script(ENDLESS.format(rest=rest)))
    window.act("actionRun")
    window.wait_for_console("going")
    window.wait(lambda: window.app.session.state is SessionState.RUNNING)
    window.act("actionPause")
    qtbot.waitUntil(lambda: window.app.session.state is SessionState.PAUSED, timeout=3000)
    window.act("actionContinue")
    window.reach(SessionState.RUNNING)
    window.act("actionStop")
    qtbot.waitUntil(lambda: window.app.session.state is SessionState.READY, timeout=3000)
    assert window.status() == "script.py was stopped"
    assert not window.rows()


def test_a_script_reads_what_is_typed(window, script, qtbot):
    opened(window, script("print('hello', input())\n"))
    window.act("actionRun")
    window.wait(lambda: window.app.session.state is SessionState.RUNNING)
    field = window.find(QLineEdit, "consoleInput")
    qtbot.keyClicks(field, "world")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    window.wait_for_console("hello world")
    window.reach(SessionState.ENDED)


def test_an_expression_is_evaluated_where_the_program_stands(window, script, qtbot):
    opened(window, script(COUNTER))
    window.act("actionNextYield")
    window.wait(lambda: "yielded" in window.status())
    field = window.find(QLineEdit, "consoleInput")
    qtbot.keyClicks(field, "step + 41")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    window.wait_for_console(">>> step + 41\n42\n")


def test_coroutines_that_died_with_main_are_told_of_with_a_way_on(window, script):
    opened(window, script(LOCAL))
    window.run_to_end()
    bar = window.window.collected_bar
    window.wait(lambda: bar.text)
    again, keep = [b for b in bar.findChildren(QAbstractButton) if b.text().startswith("Run")]
    assert "first yield" in again.text()
    keep.click()
    window.wait(lambda: "kept alive" in bar.text)
    window.reach(SessionState.ENDED)
    window.wait(lambda: [row["State"] for row in window.rows()] == ["suspended"])


def test_the_first_yield_can_be_reached_from_there(window, script):
    opened(window, script(LOCAL))
    window.run_to_end()
    bar = window.window.collected_bar
    window.wait(lambda: bar.text)
    next(b for b in bar.findChildren(QAbstractButton) if "first yield" in b.text()).click()
    window.wait(lambda: "yielded 1" in window.status())
    assert not bar.text


# --- selecting -----------------------------------------------------------------------------------


def test_a_choice_by_hand_holds_until_the_next_stop(window, script):
    opened(window, script(COUNTER))
    window.act("actionNextYield")
    window.wait(lambda: "small yielded" in window.status())
    window.act("actionNextYield")
    window.wait(lambda: selected(window) == "large — counting")
    window.select("small")
    assert selected(window) == "small — counting"
    window.act("actionNextYield")
    window.wait(lambda: "small yielded 5" in window.status())


def test_restart_keeps_what_was_selected(window, script):
    opened(window, script(COUNTER))
    window.run_to_end()
    window.select("large")
    window.act("actionRestart")
    window.wait(lambda: window.app.session.state is not SessionState.ENDED)
    window.reach(SessionState.ENDED)
    window.wait(lambda: selected(window) == "large — counting")


def test_the_list_is_filtered(window, script, qtbot):
    opened(window, script(COUNTER))
    window.run_to_end()
    window.wait(lambda: len(window.rows()) == 2)
    qtbot.keyClicks(window.find(QLineEdit, "coroutineFilter"), "large")
    window.wait(lambda: [row["Name"] for row in window.rows()] == ["large"])


def test_locals_show_what_changed(window, script):
    opened(window, script(COUNTER))
    window.run_to_end()
    window.select("small")
    locals_model = window.window.frame.locals
    role = locals_model.Role.FORMER

    def rows():
        indexes = [locals_model.index(row, 0) for row in range(locals_model.rowCount())]
        return {i.data(): (i.siblingAtColumn(1).data(), i.data(role)) for i in indexes}

    window.wait(lambda: rows().get("n") == ("5", None))
    window.drive("small", "send", "7")
    window.wait(lambda: rows()["n"] == ("12", "5"))
    assert rows()["got"] == ("7", "5")
    assert rows()["step"] == ("1", None)


def test_the_panels_follow_the_selected_coroutine(window, script):
    opened(window, script(COUNTER))
    window.run_to_end()
    window.select("large")
    frame = window.window.frame
    window.wait(lambda: frame.object.rowCount() and frame.chain.index(0, 0).data() == "large")
    frame.tabs.setCurrentWidget(frame.bytecode_view)
    window.wait(lambda: frame.bytecode.current_row() is not None)
    row = frame.bytecode.current_row()
    assert row is not None
    assert frame.bytecode.rows()[row].opname == "YIELD_VALUE"


def stopped_at_send(window, path):
    window.app.open(Wish(str(path)))
    window.window.tabs.current_view.breakpoint_toggled.emit(line_of(path, "send"))
    window.act("actionRun")
    window.reach(SessionState.PAUSED)
    window.select("small")
    window.wait(lambda: window.window.frame.locals.index(0, 0).data() == "step")


def test_a_click_on_its_row_brings_the_selected_coroutine_back(window, script, qtbot):
    stopped_at_send(window, script(COUNTER))
    stack, main = window.window.stack, window.window
    stack.view.setCurrentIndex(stack.model.index(0, 0, stack.model.index(0, 0)))
    window.wait(lambda: main.frame.locals.index(0, 0).data() != "step")
    view = window.list
    row = view.visualRect(view.currentIndex())
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=row.center())
    window.wait(lambda: main.frame.locals.index(0, 0).data() == "step")


def test_no_frame_of_before_a_drive_is_asked_for_after_it(window, script):
    stopped_at_send(window, script(COUNTER))
    told = []
    window.app.session.drive_finished.connect(lambda _: told.append(window.app.source.frame))
    assert window.drive("small", "next") == "yielded 1 after next()"
    assert told == [None]
    window.wait(lambda: window.app.source.frame)
    assert window.app.source.frame.name == "counting"


def test_what_is_entered_while_a_drive_is_under_way_is_evaluated_behind_it(window, script, qtbot):
    stopped_at_send(window, script(COUNTER))
    field = window.find(QLineEdit, "consoleInput")
    field.setText("n + step")
    window.begin_drive("small", "next")
    assert window.app.session.state is SessionState.DRIVING
    qtbot.keyClick(field, Qt.Key.Key_Return)
    window.wait_for_console(">>> n + step\n2\n")
    window.app.session.drive_finished.connect(
        lambda _: (field.setText("n + step + 10"), qtbot.keyClick(field, Qt.Key.Key_Return))
    )
    window.drive("small", "next")
    window.wait_for_console(">>> n + step + 10\n13\n")


def test_the_mouse_over_a_variable_shows_its_value(window, script):
    stopped_at_send(window, path := script(COUNTER))
    view = window.window.tabs.current_view
    block = view.line_block(line_of(path, "after"))
    over = QTextCursor(block)
    over.setPosition(block.position() + block.text().index("step") + 1)
    QTest.mouseMove(view.viewport(), view.cursorRect(over).center())
    window.wait(lambda: "step = 1<" in QToolTip.text())
    QTest.mouseMove(view.viewport(), view.viewport().rect().bottomLeft())
    window.wait(lambda: not QToolTip.isVisible())


# --- breakpoints ---------------------------------------------------------------------------------


def test_a_breakpoint_stops_and_is_remembered(open_window, script):
    window = open_window()
    path = opened(window, script(COUNTER))
    line = line_of(path, "after")
    view = window.window.tabs.view(str(path))
    view.reveal(line)
    window.act("actionToggleBreakpoint")
    window.act("actionRun")
    window.reach(SessionState.PAUSED)
    window.wait(lambda: f"line {line} in counting" in window.status())
    assert "breakpoint" in window.status()
    window.stop()
    other = open_window()
    opened(other, path)
    assert [b.line for b in other.app.breakpoints.of_file(str(path))] == [line]
    assert line in other.window.tabs.view(str(path)).marks.breakpoints


def test_a_breakpoint_set_while_it_stands_still_counts(window, script):
    path = opened(window, script(COUNTER))
    window.act("actionStepOver")
    window.reach(SessionState.PAUSED)
    line = line_of(path, "send")
    window.window.tabs.view(str(path)).breakpoint_toggled.emit(line)
    window.wait(lambda: window.app.breakpoints.of_file(str(path))[0].verified)
    window.act("actionContinue")
    window.wait(lambda: f"line {line} in <module>" in window.status())


def test_run_to_line(window, script):
    path = opened(window, script(COUNTER))
    window.act("actionStepOver")
    window.reach(SessionState.PAUSED)
    line = line_of(path, "start")
    window.window.tabs.view(str(path)).reveal(line)
    window.act("actionRunToLine")
    window.wait(lambda: f"line {line} in <module>" in window.status())


def test_run_until_the_selected_coroutine_is_resumed(window, script):
    opened(window, script(COUNTER))
    window.act("actionNextYield")
    window.wait(lambda: "small yielded" in window.status())
    window.act("actionRunUntilResumed")
    window.wait(lambda: "small received" in window.status())


def test_an_uncaught_exception_is_shown_where_it_was_raised(window, script):
    text = "def bad():\n    yield 1\n    raise ValueError('bad')  # @raise\n\n\nlist(bad())\n"
    path = opened(window, script(text))
    line = line_of(path, "raise")
    window.act("actionRun")
    bar = window.window.message_bar
    window.wait(lambda: bar.text)
    assert bar.text == f"ValueError: bad, raised at line {line} in bad"
    assert window.window.tabs.view(str(path)).marks.problem.line == line


# --- everybody -----------------------------------------------------------------------------------


def test_zoom_and_colours_are_remembered(open_window):
    window = open_window()
    window.act("actionZoomIn")
    window.act("actionThemeDark")
    assert window.app.theme.is_dark
    assert window.app.theme.zoom > 100
    window.window.close()
    other = open_window()
    assert other.app.theme.is_dark
    assert other.app.theme.zoom > 100
    assert other.find(QAction, "actionThemeDark").isChecked()
    other.act("actionZoomReset")
    assert other.app.theme.zoom == 100


def test_panels_can_be_hidden_and_put_back(window):
    window.act("actionShowStack")
    assert not window.window.stack.isVisible()
    window.act("actionResetLayout")
    assert window.window.stack.isVisible()


def test_the_environment_beside_a_script_is_used_at_once(window, tmp_path):
    """Also when Run comes before the interpreters were asked for their versions."""
    beside = tmp_path / "project"
    (beside / ".venv" / "bin").mkdir(parents=True)
    python = beside / ".venv" / "bin" / "python"
    python.symlink_to(sys.executable)
    script = beside / "script.py"
    script.write_text("import sys\nprint(sys.executable)\n")
    window.app.settings.default_python = None
    window.app.scripts.open(str(script))
    window.run_to_end()
    window.wait_for_console(str(python))
    window.stop()


def test_keeping_coroutines_alive_is_said_in_the_run_that_does(window, tmp_path):
    script = tmp_path / "script.py"
    script.write_text("def g():\n    yield 1\n\ndef main():\n    x = g()\n    next(x)\n\nmain()\n")
    window.app.scripts.open(str(script))
    window.run_to_end()
    window.app.run.start(None, True)
    window.wait(lambda: "kept alive" in window.window.collected_bar.text)
    window.stop()
