"""Programs that use up what there is: the stack, memory, and our patience with what is many."""

from __future__ import annotations

import pytest

from tests.hostile.debuggee import on_pythons


@pytest.mark.parametrize(("program", "python"), on_pythons("recursion", each=2))
def test_the_recursion_limit_costs_nothing_for_good(debuggee, program, python):
    stop = debuggee.hold(program, python=python)
    client = debuggee.client
    assert client.top(stop["threadId"])["name"] == "watched"
    debuggee.check_usable()
    client.set_breakpoints(debuggee.path, [debuggee.line("here-deep")])
    client.evaluate("is_over = True", client.frames()[1]["id"])
    client.resume()
    client.stopped("breakpoint")
    body = client.request("stackTrace", {"threadId": 1, "levels": 20})
    assert len(body["stackFrames"]) == 20
    assert body["totalFrames"] > 50_000
    assert client.request("stackTrace", {"threadId": 1, "startFrame": 50_000, "levels": 1})


@pytest.mark.parametrize(("program", "python"), on_pythons("memory", "memory_held", each=2))
def test_memory_that_has_run_out(debuggee, program, python):
    # `memory` has let it go again when it is held, `memory_held` has not.
    debuggee.hold(program, python=python)
    debuggee.check_usable()
    client = debuggee.client
    assert client.variables(client.scope(client.top()["id"])["variablesReference"])
    client.resume()
    client.stopped("end")
    assert client.output("important") == ""
    assert client.output("stderr") == ""


@pytest.mark.parametrize(("depth", "python"), on_pythons(10_000, each=2))
def test_deep_delegation(debuggee, depth, python):
    debuggee.hold("delegation", str(depth), python=python)
    debuggee.check_usable()
    assert len(debuggee.client.coroutines(count=50)) == 50
    debuggee.client.resume()
    debuggee.client.wait_for_output("3\n", "stdout")
