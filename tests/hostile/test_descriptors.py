"""Programs that close or replace file descriptors, the debugger's own among them."""

from __future__ import annotations

import pytest

from tests.hostile.debuggee import on_pythons


@pytest.mark.parametrize(
    ("how", "python"),
    on_pythons("standard closed", "standard replaced", "to 255 closed", "to 255 replaced"),
)
def test_the_line_holds(debuggee, how, python):
    debuggee.hold("descriptors", how, python=python)
    debuggee.check_usable()
    assert debuggee.drive("h")["value"] == "1"
    debuggee.client.resume()
    debuggee.client.stopped("end")
    assert debuggee.client.output() == "ready\n"


@pytest.mark.parametrize(
    ("how", "python"), on_pythons("all closed", "all replaced", "all closed, then files")
)
def test_a_program_that_cuts_the_line_runs_on_alone(debuggee, how, python):
    debuggee.run("descriptors", how, python=python)
    assert debuggee.client.finish() == 0
    assert debuggee.client.output() == "ready\n"
    assert debuggee.client.output("stderr") == ""


@pytest.mark.parametrize(("how", "python"), on_pythons("all closed"))
def test_it_is_said_that_the_line_was_cut_and_stop_works(debuggee, how, python):
    debuggee.run("descriptors", how, "stay", python=python)
    debuggee.client.wait_for_output("no longer under the debugger", "important")


@pytest.mark.parametrize(("program", "python"), on_pythons("executes"))
def test_a_program_that_becomes_another_one(debuggee, program, python):
    debuggee.hold(program, python=python)
    debuggee.client.resume()
    debuggee.client.wait_for_output("another", "stdout")
    debuggee.client.wait_for_output("no longer under the debugger", "important")


@pytest.mark.parametrize(("program", "python"), on_pythons("fork_while_held", each=2))
def test_what_is_evaluated_forks(debuggee, program, python):
    debuggee.hold(program, python=python)
    client = debuggee.client
    for _ in range(5):
        assert client.evaluate("forks")["result"] == "<3>"
        assert client.evaluate("fork()")["result"] == "3"
    debuggee.check_usable()
    client.resume()
    client.stopped("end")
    assert client.output() == "child 3\n"
    assert client.output("stderr") == ""
