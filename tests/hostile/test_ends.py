"""Programs that end in every other way than by coming to their end."""

from __future__ import annotations

import os
import signal

import pytest

from tests.hostile.debuggee import on_pythons

STATUS = {
    "_exit": 7,
    "abort": -signal.SIGABRT,
    "segmentation fault": -signal.SIGSEGV,
    "killed": -signal.SIGKILL,
    "terminated": -signal.SIGTERM,
}
HELD = {
    "exit in a coroutine": 6,
    "system exit in finally": 5,
    "keyboard interrupt": -signal.SIGINT,
    "exit": 1,
    "hook that exits": 9,
    "facts of sys gone": 1,
    "exception that hides": 1,
}


@pytest.mark.parametrize(("how", "python"), on_pythons(*STATUS))
def test_a_process_that_ends_at_once(debuggee, how, python):
    debuggee.run("exits", how, python=python)
    assert debuggee.client.finish() == STATUS[how]
    assert debuggee.client.output() == "ready\n"
    assert debuggee.client.output("important") == ""


@pytest.mark.parametrize(("how", "python"), on_pythons(*HELD))
def test_a_script_that_leaves(debuggee, how, python):
    debuggee.run("exits", how, python=python)
    client = debuggee.client
    assert client.stopped("end")["exitStatus"] == HELD[how]
    assert debuggee.coroutines()["g"]["qualname"] == "numbers"
    assert debuggee.drive("hiding")["exception"]["line"] == debuggee.line("hides")
    assert client.evaluate("1 + 1")["result"] == "2"
    client.resume()
    assert client.finish() == HELD[how]


@pytest.mark.parametrize(("state", "python"), on_pythons("held", "running"))
def test_a_process_that_is_killed_from_outside(debuggee, state, python):
    if state == "held":
        debuggee.hold("loop_in_generator", python=python)
    else:
        debuggee.run_until_ready("loop_plain", python=python)
    for pid in debuggee.marked.alive():
        os.kill(pid, signal.SIGKILL)
    assert debuggee.client.finish() == -signal.SIGKILL


@pytest.mark.parametrize(("program", "python"), on_pythons("signals_while_held"))
def test_a_signal_handler_that_raises_while_the_program_is_held(debuggee, program, python):
    debuggee.hold(program, python=python)
    client = debuggee.client
    # The program is on its way again, and that is said: what it raised is its own affair.
    client.wait_for("continued")
    assert client.stopped("end")["text"] == "RuntimeError: it is time"
    debuggee.check_usable()


@pytest.mark.parametrize(("program", "python"), on_pythons("edits_itself"))
def test_a_script_that_changes_its_file(debuggee, program, python):
    debuggee.hold(program, python=python)
    assert debuggee.client.top()["line"] == debuggee.client.frames()[0]["line"]
    debuggee.check_usable()
    debuggee.client.resume()
    debuggee.client.stopped("end")
    assert debuggee.client.output() == "3\n"
