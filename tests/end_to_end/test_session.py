"""The window's side of a session with real programs: states, input, output, and bad scripts."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from coro_debugger.protocol.commands import (
    CoroutinesArguments,
    LaunchArguments,
    ResumeCoroutineArguments,
    ResumeOperation,
    StackTraceArguments,
)
from coro_debugger.protocol.events import StopReason
from coro_debugger.protocol.values import SourceBreakpoint
from coro_debugger.session.state import SessionState
from coro_debugger.session.values import FailureKind
from tests.hostile.processes import is_alive
from tests.markers import DEBUGGEES, line_of

State = SessionState
WORDS = DEBUGGEES / "basics" / "words.py"
WAITS = DEBUGGEES / "basics" / "waits.py"
CALLS = DEBUGGEES / "basics" / "calls.py"


@pytest.fixture
def start(session, debuggee_python):
    def start(path, *args, first_stop=None, **more) -> None:
        session.start(
            LaunchArguments(str(path), list(args), python=debuggee_python.path, **more), first_stop
        )

    return start


@pytest.fixture
def wait_for(qtbot):
    return lambda condition: qtbot.waitUntil(condition, timeout=20_000)


def test_a_script_is_kept_alive_at_its_end(session, story, start, reach):
    start(CALLS)
    reach(State.ENDED)
    assert session.last_stop.exit_status == 12
    assert story.output() == "total 12\n"
    assert story.output("stderr") == "to stderr\n"
    (process,) = story.of("launched")
    assert process.python.startswith("3.")
    session.stop()
    reach(State.READY)
    (end,) = story.of("ended")
    assert (end.exit_status, end.script_status, end.stopped_by_user) == (12, 12, True)


@pytest.mark.parametrize(
    ("first_stop", "reason"), [("entry", StopReason.ENTRY), ("yield", StopReason.YIELD)]
)
def test_first_stops(session, story, start, reach, first_stop, reason):
    start(WORDS, first_stop=first_stop)
    reach(State.PAUSED)
    assert [stop.reason for stop in story.of("stopped")] == [reason]


def test_running_to_places(session, start, reach):
    start(WORDS, first_stop="entry")
    reach(State.PAUSED)
    session.run_to_line(str(WORDS), line_of(WORDS, "prime"))
    reach(State.PAUSED)
    session.next_yield()
    reach(State.PAUSED)
    coroutine_id = session.last_stop.coroutine_id
    assert session.last_stop.reason is StopReason.YIELD
    session.run_until_resumed(coroutine_id)
    reach(State.PAUSED)
    assert session.last_stop.reason is StopReason.RESUME
    session.step_over()
    reach(State.PAUSED)
    session.step_out()
    reach(State.PAUSED)
    session.step_into()
    reach(State.PAUSED)
    session.resume()
    reach(State.ENDED)


@pytest.mark.parametrize("kind", ["loop", "sleep", "lock", "input"])
def test_pause_and_stop_within_a_second(session, story, start, reach, wait_for, kind):
    start(WAITS, kind)
    wait_for(lambda: "waiting" in story.output())
    began = time.monotonic()
    session.pause()
    reach(State.PAUSED)
    assert session.last_stop.reason is StopReason.PAUSE
    assert time.monotonic() - began < 1.0
    session.resume()
    assert session.state is State.RUNNING
    began = time.monotonic()
    session.stop()
    reach(State.READY)
    assert time.monotonic() - began < 1.0


def test_standard_input(session, story, start, reach, wait_for):
    start(WAITS, "input")
    wait_for(lambda: "waiting" in story.output())
    session.write_stdin("hällo\n")
    reach(State.ENDED)
    assert story.output() == "waiting\ngot hällo\n"


def test_driving_after_the_end(session, story, start, script, reach, qtbot):
    start(script("def f():\n    x = yield 1\n    print('in', x)\n    return 2\n\ng = f()\n"))
    reach(State.ENDED)
    bodies = []
    session.request(CoroutinesArguments(), bodies.append)
    qtbot.waitUntil(lambda: bool(bodies))
    (coroutine,) = bodies[0].coroutines
    for operation, expression in (("next", None), ("send", "nothing"), ("send", "'hi'")):
        session.drive(
            ResumeCoroutineArguments(coroutine.id, ResumeOperation(operation), expression)
        )
        reach(State.ENDED)
    first, second, third = story.of("drive_finished")
    assert (first.body.outcome, first.body.value) == ("yielded", "1")
    assert (second.body, second.error) == (None, "NameError: name 'nothing' is not defined")
    assert (third.body.outcome, third.body.value) == ("returned", "2")
    assert story.output() == "in hi\n"


def test_an_endless_drive_can_be_paused_and_stopped(session, story, start, script, reach, wait_for):
    path = script(
        "def f():\n    print('in')\n    while True:\n        pass\n    yield\n\ng = f()\n"
    )
    start(path)
    reach(State.ENDED)
    session.drive(ResumeCoroutineArguments(2, ResumeOperation.NEXT))
    wait_for(lambda: "in" in story.output())
    assert session.state is State.DRIVING
    session.pause()
    reach(State.PAUSED)
    assert session.last_stop.nested
    session.resume()
    assert session.state is State.DRIVING
    session.stop()
    reach(State.READY)
    assert story.of("drive_finished")[0].error == "ended"


def test_breakpoints_while_it_runs(session, story, start, script, reach):
    path = script("import time\nwhile True:\n    time.sleep(0.01)  # @here\n")
    start(path)
    reach(State.RUNNING)
    session.set_breakpoints(str(path), [SourceBreakpoint(line_of(path, "here"))])
    reach(State.PAUSED)
    assert session.last_stop.reason is StopReason.BREAKPOINT
    assert story.of("breakpoints_set")[0].breakpoints[0].verified


def test_restart(session, story, start, reach, qtbot):
    start(WORDS)
    reach(State.ENDED)
    with qtbot.waitSignal(session.stopped, timeout=20_000):
        session.restart()
    reach(State.ENDED)
    assert len(story.of("launched")) == 2


def test_a_flood_can_be_stopped_within_a_second(session, story, start, script, reach, wait_for):
    start(script("while True:\n    print('0123456789' * 100)\n"))
    wait_for(lambda: len(story.output()) > 1_000_000)
    began = time.monotonic()
    session.stop()
    reach(State.READY)
    assert time.monotonic() - began < 1.0


def test_a_child_that_floods_does_not_keep_a_stop_from_being_told(
    session, story, start, script, reach, wait_for
):
    path = script(
        "import subprocess, sys\n"
        "code = 'import os\\nwhile True: os.write(2, bytes(65536))'\n"
        "child = subprocess.Popen([sys.executable, '-c', code])\n"
        "x = 1  # @here\n"
    )
    session.set_breakpoints(str(path), [SourceBreakpoint(line_of(path, "here"))])
    start(path)
    reach(State.PAUSED)
    frames = []
    session.request(StackTraceArguments(1), lambda body: frames.extend(body.stack_frames))
    wait_for(lambda: bool(frames))
    session.stop()
    reach(State.READY)


APPLICATION = """
import sys
from PySide6.QtCore import QCoreApplication
from coro_debugger.protocol.commands import LaunchArguments
from coro_debugger.session.debug_session import DebugSession

application = QCoreApplication([])
session = DebugSession()
session.launched.connect(lambda process: print(process.system_process_id, flush=True))
session.output_received.connect(lambda output: sys.argv[2] == "quit" and application.quit())
session.start(LaunchArguments(sys.argv[1], ["loop"], python=sys.argv[3]))
application.exec()
print("over", flush=True)
"""


@pytest.mark.parametrize("way", ["quit", "kill"])
def test_the_program_goes_with_the_application(debuggee_python, wait_for, way):
    command = [sys.executable, "-c", APPLICATION, str(WAITS), way, debuggee_python.path]
    root = DEBUGGEES.parents[1]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True) as application:
        process = int(application.stdout.readline())
        if way == "kill":
            application.kill()
        assert application.stdout.read() == ("over\n" if way == "quit" else "")
    wait_for(lambda: not is_alive(process))


# --- bad scripts -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x = (\n", "SyntaxError"),
        ("print 'hello'\n", "Missing parentheses in call to 'print'"),
        ("raise ValueError('at once')\n", "ValueError: at once"),
        ("x = '\0'\n", "null bytes"),
        (b"x = '\xff'\n", "SyntaxError"),
        (b"# coding: klingon\n", "klingon"),
    ],
    ids=["syntax", "python 2", "raises", "NUL", "not utf-8", "coding"],
)
def test_scripts_that_fail(session, story, start, script, reach, wait_for, text, words):
    """Python's own words reach the window, and the session can be used again."""
    start(script(text))
    reach(State.ENDED)
    assert session.last_stop.exit_status == 1
    assert words in story.output("stderr")
    session.stop()
    reach(State.READY)
    assert story.of("failed") == []


@pytest.mark.parametrize("text", ["", "\n", "# nothing\n"], ids=["empty", "blank", "comment"])
def test_scripts_that_do_nothing(session, story, start, script, reach, text):
    start(script(text))
    reach(State.ENDED)
    assert session.last_stop.exit_status == 0
    assert story.output("stderr") == ""


def test_a_script_with_modules_of_its_own(session, story, start, script, reach):
    for name in ("queue", "types", "json", "socket", "threading"):
        script(f"print('my own {name}')\n", f"{name}.py")
    start(script("import queue, json, socket\nprint('main')\n", "main.py"))
    reach(State.ENDED)
    assert story.output().endswith("main\n")
    assert story.output("stderr") == ""


def test_a_real_interpreter_that_is_too_old(session, story, script, tmp_path, wait_for, reach):
    """The agent's first lines are run by whatever Python there is; none here is too old, so a
    real one says it is."""
    fake = tmp_path / "old-python"
    code = (
        "import sys, runpy; sys.version_info = (3, 10, 4, 'final', 0); "
        "sys.argv = sys.argv[1:]; runpy.run_path(sys.argv[0], run_name='__main__')"
    )
    fake.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "{code}" "$@"\n')
    fake.chmod(0o755)
    session.start(LaunchArguments(str(script("pass")), python=str(fake)))
    wait_for(lambda: bool(story.of("failed")))
    assert story.of("failed")[0].kind is FailureKind.INTERPRETER_TOO_OLD
    assert "3.11" in story.of("failed")[0].details
    reach(State.READY)
