"""What the window says and offers while a program runs, waits, or has not quite ended."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from coro_debugger.app import Wish
from coro_debugger.session.state import SessionState
from tests.markers import line_of

THREADS = """\
import threading

go_on = threading.Event()


def numbers():
    yield 1


def work():
    go_on.wait()
    print("late", list(numbers()))  # @late


for _ in range(2):
    threading.Thread(target=work).start()
threading.Thread(target=threading.Event().wait, daemon=True).start()
threading.main_thread_ended = threading.Thread(
    target=lambda: (threading.main_thread().join(), go_on.set()), daemon=True
)
threading.main_thread_ended.start()
"""

# One call of C code that takes long on every Python, and reaches no line meanwhile.
BUSY = """\
print("busy", flush=True)
(10 ** 6000000) // (10 ** 2000000 + 1)
"""

READS = """\
import time

print("ready", flush=True)
line = input()
print("got", line)  # @got
"""


def says(window, text: str) -> None:
    try:
        window.wait(lambda: window.status() == text)
    except Exception as error:
        raise AssertionError(f"{text!r} is not said: {window.status()!r}") from error


# --- threads that outlive main -------------------------------------------------------------------


def test_threads_that_outlive_main_are_told_and_let_run_on(window, script):
    window.app.open(Wish(str(script(THREADS))))
    assert not window.find(QAction, "actionContinue").isEnabled()
    window.act("actionRun")
    window.reach(SessionState.ENDED)
    says(window, "main of script.py has ended; 2 threads still run")
    assert not window.find(QAction, "actionRun").isEnabled()
    window.act("actionContinue")
    window.wait_for_console("late [1]\nlate [1]\n")
    window.reach(SessionState.READY)
    says(window, "script.py has ended with status 0")
    assert window.window.message_bar.text == ""


def test_they_stop_at_breakpoints_after_main(window, script):
    path = script(THREADS)
    window.app.open(Wish(str(path)))
    window.app.breakpoints.toggle(str(path), line_of(path, "late"))
    window.act("actionRun")
    window.reach(SessionState.ENDED)
    window.wait(lambda: "threads" in window.status())
    window.act("actionContinue")
    says(window, f"Paused - breakpoint, at line {line_of(path, 'late')} in work")


def test_a_script_with_no_other_threads_just_has_ended(window, script):
    window.app.open(Wish(str(script("print('done')\n"))))
    window.run_to_end()
    says(window, "script.py has ended")
    assert not window.find(QAction, "actionContinue").isEnabled()
    assert window.find(QAction, "actionRun").isEnabled()


# --- a pause that must wait ----------------------------------------------------------------------


def test_a_pause_that_must_wait_says_what_for(window, script):
    window.app.open(Wish(str(script(BUSY))))
    window.act("actionRun")
    window.wait_for_console("busy")
    window.wait(lambda: window.find(QAction, "actionPause").isEnabled())
    window.act("actionPause")
    says(window, "Waiting for the program to reach Python code; Stop ends it")
    window.act("actionStop")
    window.reach(SessionState.READY)
    says(window, "script.py was stopped")


# --- standard input ------------------------------------------------------------------------------


def test_a_half_typed_line_comes_back_after_a_stop(window, script, qtbot):
    path = script(READS)
    window.app.open(Wish(str(path)))
    window.app.breakpoints.toggle(str(path), line_of(path, "got"))
    window.act("actionRun")
    window.wait_for_console("ready")
    field = window.find(QLineEdit, "consoleInput")
    qtbot.keyClicks(field, "half a li")
    window.act("actionPause")
    window.reach(SessionState.PAUSED)
    assert field.text() == ""
    qtbot.keyClicks(field, "1 +")
    window.act("actionContinue")
    window.reach(SessionState.RUNNING)
    assert field.text() == "half a li"
    qtbot.keyClicks(field, "ne")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    window.reach(SessionState.PAUSED)
    assert field.text() == "1 +"
    window.act("actionContinue")
    window.wait_for_console("got half a line")


def test_a_line_for_a_program_that_is_gone_is_forgotten(window, script, qtbot):
    window.app.open(Wish(str(script(READS))))
    window.act("actionRun")
    window.wait_for_console("ready")
    field = window.find(QLineEdit, "consoleInput")
    qtbot.keyClicks(field, "for nobody")
    window.stop()
    window.act("actionRun")
    window.reach(SessionState.RUNNING)
    assert field.text() == ""


def test_nothing_can_be_typed_once_the_input_has_ended(window, script):
    text = "import sys, time\nprint('all', sys.stdin.read(), flush=True)\ntime.sleep(60)\n"
    window.app.open(Wish(str(script(text))))
    window.act("actionRun")
    window.reach(SessionState.RUNNING)
    field = window.find(QLineEdit, "consoleInput")
    window.wait(field.isEnabled)
    end = next(b for b in window.window.console.findChildren(QPushButton) if b.isVisible())
    end.click()
    window.wait_for_console("all")
    assert not field.isEnabled()
    assert field.placeholderText() == "The input of the program has ended"
    assert not end.isVisible()
    window.stop()
    window.act("actionRun")
    window.wait(field.isEnabled)


# --- what can be done ----------------------------------------------------------------------------


def test_looking_further_asks_what_for_where_nothing_is_looked_for(window, script, qtbot):
    window.app.open(Wish(str(script("x = 1\n"))))
    window.act("actionFindNext")
    page = window.window.tabs.currentWidget()
    assert page.find_bar.isVisible()


def test_the_filter_is_reached_though_its_panel_is_hidden(window, script):
    window.app.open(Wish(str(script("x = 1\n"))))
    window.act("actionShowCoroutines")
    assert not window.window.coroutines.isVisible()
    window.act("actionFilterCoroutines")
    assert window.window.coroutines.isVisible()


def test_zooming_ends_where_it_ends(window):
    larger, normal = (window.find(QAction, f"actionZoom{name}") for name in ("In", "Reset"))
    assert not normal.isEnabled()
    window.app.settings.zoom = 13
    larger.trigger()
    assert not larger.isEnabled()
    window.act("actionZoomReset")
    assert larger.isEnabled()


# --- names ---------------------------------------------------------------------------------------


def test_control_characters_of_a_name_are_pictures_everywhere(window, script):
    name = "a\x1b[31m\n\x07b.py"
    path = script("x = 1\n", name)
    window.app.open(Wish(str(path)))
    shown = "a␛[31m␊␇b.py"
    assert window.window.windowTitle() == f"{shown} — Coro Debugger"
    texts = [action.text() for action in window.window.menus.recent.actions()]
    assert texts[0].startswith(shown)
    page = window.find(QWidget, "startPage")
    assert shown in [button.text() for button in page.findChildren(QPushButton)]
    path.unlink()
    window.act("actionRun")
    bar = window.window.message_bar
    window.wait(lambda: bar.text)
    assert shown in bar.text
    assert not set(bar.text) & set("\x1b\x07\n")
