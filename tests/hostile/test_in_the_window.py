"""Hostile programs in the real window: a clear message, a living window, and nothing is lost."""

from __future__ import annotations

import shutil
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton

from coro_debugger.app import Wish
from coro_debugger.session.settings import ScriptSettings
from coro_debugger.session.state import SessionState
from tests.end_to_end.window_driver import WindowDriver
from tests.hostile.debuggee import PATIENCE_SECONDS, PROGRAMS
from tests.hostile.processes import Marked
from tests.interpreters import found
from tests.markers import marked

PYTHON = found()[-1].path
GENERATOR = "def f():\n    yield from (1, 2, 3)\n\n\ng = f()\nnext(g)\nprint('another')\n"


@dataclass(frozen=True)
class Course:
    """A program, and what it comes to: held, running on, or gone with some words."""

    program: str
    args: str = ""
    """What it is given, parts apart by a bar."""
    comes_to: str = "held"
    says: str = ""
    seconds: int = 30

    def __str__(self) -> str:
        return f"{self.program} {self.args}".strip().replace(" ", "_").replace("|", "_")


QUICK = (
    Course("loop_plain", comes_to="running"),
    Course("loop_in_c", comes_to="silent", says="The program does not answer."),
    Course("loop_in_special_methods"),
    Course("repr_hostile"),
    Course("memory_held"),
    Course("exits", "killed", "gone", "was ended by signal 9 (Killed)"),
    Course("descriptors", "all closed|stay", "alone", "no longer under the debugger"),
    Course("replaced", "builtins_gone|no"),
    Course("processes", "tree"),
    Course("names"),
)
LONG = (
    Course("loop_in_generator"),
    Course("exits", "segmentation fault", "gone", "was ended by signal 11 (Segmentation fault)"),
    Course("exits", "_exit", "gone", "ended with status 7"),
    Course("descriptors", "standard closed"),
    Course("replaced", "tools_freed_and_taken|no"),
    Course("threads", "many|1000"),
    Course("processes", "daemon"),
    Course("edits_itself"),
    Course("delegation", "5000"),
    Course("million", "20000"),
    Course("loop_in_regular_expression", comes_to="silent", says="The program does not answer."),
    Course("loop_in_del"),
    Course("loop_in_cleanup"),
    Course("recursion"),
    Course("memory"),
    Course("exits", "abort", "gone", "was ended by signal 6 (Aborted)"),
    Course("exits", "terminated", "gone", "was ended by signal 15 (Terminated)"),
    Course("exits", "system exit in finally"),
    Course("exits", "keyboard interrupt"),
    Course("descriptors", "standard replaced"),
    Course("descriptors", "all replaced|stay", "alone", "no longer under the debugger"),
    Course("executes", comes_to="another", says="no longer under the debugger"),
    Course("replaced", "stdout_gone|no"),
    Course("replaced", "modules_replaced|no"),
    Course("replaced", "gc_frozen|no"),
    Course("replaced", "own_file|no"),
    Course("threads", "deadlock"),
    Course("threads", "busy"),
    Course("threads_drive"),
    Course("processes", "child"),
    Course("processes", "deaf"),
    Course("processes", "forked"),
    Course("processes", "pool"),
    Course("shadowed"),
    Course("signals_while_held", comes_to="ends"),
    Course("million", "1000000", seconds=250),
    Course("million_disabled", "100000", seconds=60),
    Course("delegation", "10000"),
    Course("recursion_uncaught", comes_to="ends", says="RecursionError"),
    Course("memory_uncaught", comes_to="ends", says="MemoryError"),
    Course("output_flood", "lines|3000000", comes_to="ends"),
    Course("fork_while_held"),
    Course("threads", "outlives"),
    Course("threads", "many|4000", seconds=60),
    Course("processes", "spawned"),
)
ENDLESS = (
    ("loop_in_generator", "driven", "next", ""),
    ("loop_in_special_methods", "g", "send", "loop()"),
    pytest.param(("loop_in_cleanup", "looping", "close", ""), marks=pytest.mark.long),
    pytest.param(("loop_in_special_methods", "g", "throw", "loop()"), marks=pytest.mark.long),
    pytest.param(("threads_drive", "turning", "next", ""), marks=pytest.mark.long),
)
"""What a person begins that never ends by itself: program, coroutine, operation, expression."""


class Hostile:
    """A window with a hostile program, and what must outlast it."""

    def __init__(self, qtbot, window: WindowDriver, folder: Path) -> None:
        self._qtbot = qtbot
        self.window = window
        self.marked = Marked()
        self._folder = folder

    def open(self, course: Course) -> Path:
        path = Path(shutil.copy(PROGRAMS / f"{course.program}.py", self._folder))
        app = self.window.app
        app.settings.set_script(
            str(path), ScriptSettings(env=dict(self.marked.environment), python=PYTHON)
        )
        app.open(Wish(str(path), course.args.split("|")))
        for name, line in marked(path).items():
            if name.startswith("here"):
                app.breakpoints.toggle(str(path), line)
        return path

    def wait(self, condition, seconds: int) -> None:
        self._qtbot.waitUntil(lambda: bool(condition()), timeout=seconds * 1000)

    def enter(self, expression: str) -> None:
        """Enter something at the prompt."""
        field = self.window.find(QLineEdit, "consoleInput")
        field.setText(expression)
        QTest.keyClick(field, Qt.Key.Key_Return)

    def recalled(self) -> str:
        """Return what the prompt says after Up."""
        field = self.window.find(QLineEdit, "consoleInput")
        QTest.keyClick(field, Qt.Key.Key_Up)
        return field.text()

    def said(self) -> str:
        return self.window.window.message_bar.text

    def stop(self) -> float:
        """Press Stop; return how long it took until no process was left."""
        began = time.monotonic()
        if self.window.app.session.state.has_process:
            self.window.act("actionStop")
        self.window.reach(SessionState.READY)
        left = self.marked.wait_until_gone(PATIENCE_SECONDS)
        assert not left, f"{len(left)} processes are left"
        return time.monotonic() - began


@pytest.fixture
def hostile(qtbot, window, tmp_path):
    hostile = Hostile(qtbot, window, tmp_path)
    yield hostile
    hostile.marked.kill()


@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    "course",
    [*QUICK, *(pytest.param(course, marks=pytest.mark.long) for course in LONG)],
    ids=str,
)
def test_the_window_lives_and_nothing_is_lost(hostile, course, script, request):
    window = hostile.window
    app, session = window.app, window.app.session
    path = hostile.open(course)
    lines = {each.line for each in app.breakpoints.of_file(str(path))}
    window.act("actionRun")
    come_to(hostile, course)
    timeline = window.window.timeline_model
    was_stopped = session.state.is_stopped
    if was_stopped:
        hostile.enter("1 + 1")
        hostile.wait(lambda: window.console().endswith("\n2\n"), course.seconds)
        hostile.wait(lambda: timeline.total or not window.rows(), course.seconds)
        if any(row["Name"] == "g" for row in window.rows()):
            window.drive("g", "next")
    recorded = timeline.total
    before = window.console()
    took = hostile.stop()
    request.node.user_properties.append(("stop", (took, f"{course} in the window")))
    assert window.window.isVisible()
    assert {each.line for each in app.breakpoints.of_file(str(path))} == lines
    assert window.console().startswith(before[:200])
    assert timeline.total >= recorded
    check_goes_on(window, script)
    if was_stopped:
        assert hostile.recalled() == "1 + 1"


@pytest.mark.parametrize("begun", ENDLESS, ids=lambda begun: f"{begun[0]}_{begun[2]}")
def test_what_a_person_began_and_never_ends_is_stopped(hostile, begun, script, request):
    program, name, operation, expression = begun
    window = hostile.window
    hostile.open(Course(program))
    window.act("actionRun")
    window.reach(SessionState.PAUSED)
    window.begin_drive(name, operation, expression)
    window.wait(lambda: window.app.session.state is SessionState.DRIVING)
    took = hostile.stop()
    request.node.user_properties.append(("stop", (took, f"{program} {operation}")))
    check_goes_on(window, script)


def test_a_prompt_that_never_answers_is_stopped(hostile, script, request):
    window = hostile.window
    hostile.open(Course("loop_in_special_methods"))
    window.act("actionRun")
    window.reach(SessionState.PAUSED)
    hostile.enter("loop()")
    window.wait(lambda: not window.find(QPushButton, "consoleCancel").isHidden())
    took = hostile.stop()
    request.node.user_properties.append(("stop", (took, "loop at the prompt")))
    assert "loop()" in window.console()
    check_goes_on(window, script)


def check_goes_on(window: WindowDriver, script) -> None:
    """Another script goes as if nothing had been."""
    window.app.open(Wish(str(script(GENERATOR, "another.py"))))
    window.run_to_end()
    window.wait_for_row("g", State="suspended")
    assert window.drive("g", "next").startswith("yielded 2")


def come_to(hostile: Hostile, course: Course) -> None:
    window, session = hostile.window, hostile.window.app.session
    if course.comes_to == "held":
        hostile.wait(lambda: session.state.is_stopped, course.seconds)
        assert session.last_stop.reason.value in ("breakpoint", "end")
    elif course.comes_to == "running":
        window.wait_for_console("ready")
        window.act("actionPause")
        window.reach(SessionState.PAUSED)
        window.act("actionContinue")
    elif course.comes_to == "silent":
        window.wait_for_console("ready")
        window.act("actionPause")
    elif course.comes_to == "another":
        window.reach(SessionState.PAUSED)
        window.act("actionContinue")
        window.wait_for_console("another")
    elif course.comes_to == "ends":
        window.reach(SessionState.ENDED)
    window.wait(lambda: course.says in hostile.said())
