"""Loops that never end, wherever they are: paused, cut short, or at least ended by Stop."""

from __future__ import annotations

import pytest

from tests.dap.dap_client import DapError
from tests.hostile.debuggee import on_pythons

SECONDS = 20.0


@pytest.mark.parametrize(("program", "python"), on_pythons("loop_plain", each=2))
def test_plain_code_is_paused(debuggee, program, python):
    debuggee.run_until_ready(program, python=python)
    debuggee.pause()
    assert debuggee.client.evaluate("1 + 1")["result"] == "2"


@pytest.mark.parametrize(
    ("program", "python"), on_pythons("loop_in_c", "loop_in_regular_expression")
)
def test_c_code_that_does_not_return_is_ended(debuggee, program, python):
    # Nothing in the process can be heard any more: whoever talks to it has to tell.
    debuggee.run_until_ready(program, python=python)
    debuggee.client.send("pause", {"threadId": 1})
    debuggee.stop()


@pytest.mark.parametrize(("program", "python"), on_pythons("loop_in_generator", each=2))
def test_a_generator_that_never_yields_again(debuggee, program, python):
    debuggee.hold(program, python=python)
    client = debuggee.client
    drive = client.send(
        "resumeCoroutine",
        {"coroutineId": debuggee.coroutines()["driven"]["id"], "operation": "next"},
    )
    client.wait_for_output("ready")
    client.request("cancel", {"requestId": drive})
    with pytest.raises(DapError, match="cancelled"):
        client.answer(drive)
    assert debuggee.coroutines()["running"]["state"] == "suspended"
    client.resume()
    client.wait_for_output("ready\nready")
    debuggee.pause()
    states = {each["qualname"]: each["state"] for each in client.coroutines(states=["running"])}
    assert states == {"endless": "running"}


@pytest.mark.parametrize(
    ("expression", "python"),
    on_pythons(
        "loop()",
        "from_meta.x or FromMeta.x",
        "everything.value",
        "everything[0]",
        "everything == 1",
        "list(everything)",
        "isinstance(1, FromMeta)",
    ),
)
def test_an_evaluated_expression_is_cut(debuggee, expression, python):
    debuggee.hold("loop_in_special_methods", python=python)
    client = debuggee.client
    evaluation = client.send("evaluate", {"expression": expression, "context": "repl"})
    client.request("cancel", {"requestId": evaluation})
    with pytest.raises(DapError):
        client.answer(evaluation)
    debuggee.check_usable()


@pytest.mark.parametrize(("program", "python"), on_pythons("loop_in_special_methods", each=2))
def test_looking_calls_no_special_method(debuggee, program, python):
    debuggee.hold(program, python=python)
    client = debuggee.client
    shown = {
        each["name"]: each
        for each in client.variables(client.scope(client.top()["id"])["variablesReference"])
    }
    assert "takes too long" in shown["everything"]["value"]
    for name in ("everything", "from_meta", "FromMeta", "Everything", "error", "held"):
        if shown[name]["variablesReference"]:
            client.variables(shown[name]["variablesReference"])
    for text in ("everything.", "from_meta.", "FromMeta.x", "held['a']."):
        client.request("completions", {"text": text, "column": len(text) + 1})
    debuggee.check_usable()


@pytest.mark.parametrize(
    ("how", "python"), [*on_pythons("condition"), *on_pythons("logMessage", each=0)]
)
def test_what_a_breakpoint_asks_is_cut(debuggee, how, python):
    debuggee.run("condition_loops", python=python, stopOnEntry=True, breakpoints=[])
    client = debuggee.client
    client.stopped("entry")
    text = "endless()" if how == "condition" else "said: {endless()}"
    client.set_breakpoints(debuggee.path, [{"line": debuggee.line("here"), how: text}])
    client.resume()
    if how == "condition":
        assert "The condition failed" in client.stopped("breakpoint")["description"]
        debuggee.check_usable()
        client.resume()
    client.stopped("end")
    assert client.output() == "done\n"


@pytest.mark.parametrize(("event", "python"), on_pythons("yielded", each=0))
def test_what_a_breakpoint_on_an_event_asks_is_cut(debuggee, event, python):
    debuggee.hold("condition_loops", python=python)
    client = debuggee.client
    wanted = {"event": event, "qualname": "numbers", "condition": "endless()"}
    client.request("setCoroutineBreakpoints", {"breakpoints": [wanted]})
    drive = client.send(
        "resumeCoroutine", {"coroutineId": debuggee.coroutines()["g"]["id"], "operation": "next"}
    )
    assert client.stopped()["nested"]
    client.resume()
    assert client.answer(drive)["value"] == "2"


@pytest.mark.parametrize(("program", "python"), on_pythons("loop_in_del", each=2))
def test_an_object_that_loops_when_it_goes(debuggee, program, python):
    debuggee.hold(program, python=python)
    client = debuggee.client
    debuggee.check_usable()
    # Let go by a person ...
    evaluation = client.send("evaluate", {"expression": "Endless() and None", "context": "repl"})
    client.wait_for_output("going")
    client.request("cancel", {"requestId": evaluation})
    # Python throws away what is raised there: the expression itself then ends as ever.
    assert client.answer(evaluation)["result"] == ""
    # ... by the debugger, which has shown it ...
    client.evaluate("Endless()")
    client.resume()
    client.wait_for_output("going\ngoing", "stdout")
    debuggee.pause()
    assert client.evaluate("1 + 1")["result"] == "2"


@pytest.mark.parametrize(("program", "python"), on_pythons("loop_in_cleanup", each=2))
def test_coroutines_that_do_not_close(debuggee, program, python):
    debuggee.hold(program, python=python)
    client = debuggee.client
    outcome = debuggee.drive("answering", "close")
    assert outcome["exception"]["message"] == "generator ignored GeneratorExit"
    close = client.send(
        "resumeCoroutine",
        {"coroutineId": debuggee.coroutines()["looping"]["id"], "operation": "close"},
    )
    client.request("cancel", {"requestId": close})
    with pytest.raises(DapError, match="cancelled"):
        client.answer(close)
    assert client.evaluate("1 + 1")["result"] == "2"


@pytest.mark.parametrize(("program", "python"), on_pythons("loop_in_cleanup"))
def test_a_coroutine_that_does_not_close_in_the_program(debuggee, program, python):
    debuggee.hold(program, python=python)
    debuggee.client.resume()
    debuggee.client.wait_for_output("ready")
    debuggee.pause()
    assert debuggee.client.evaluate("1 + 1")["result"] == "2"
