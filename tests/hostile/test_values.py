"""Values whose text does harm: it costs that value, and what it did is seen as it is."""

from __future__ import annotations

import pytest

from coro_debugger.protocol.framing import MAX_CONTENT_BYTES
from coro_debugger.protocol.wire import LONGEST_NAME, LONGEST_TEXT
from tests.dap.dap_client import DapError
from tests.hostile.debuggee import on_pythons

TEXTS = {
    "raises": "its __repr__ raised ValueError: no text>",
    "no_text": "its __repr__ raised TypeError: ",
    "prints": "<Prints>",
    "exits": "its __repr__ raised SystemExit: 3>",
    "interrupts": "its __repr__ raised KeyboardInterrupt>",
    "recurses": "its __repr__ raised RecursionError",
    "traces": "<Traces>",
    "collects": "<Collects>",
    "itself": "[…]",
    "container": "<Changes>",
    "resumes": "<Resumes 2>",
}


def shown(client) -> dict[str, str]:
    reference = client.scope(client.top()["id"])["variablesReference"]
    return {each["name"]: each["value"] for each in client.variables(reference)}


@pytest.mark.parametrize(("program", "python"), on_pythons("repr_hostile", each=2))
def test_texts_that_do_harm(debuggee, program, python):
    debuggee.hold(program, python=python)
    client = debuggee.client
    client.evaluate("globals().pop('gigabyte') and None", context="repl")
    found = shown(client)
    assert {name: text for name, text in TEXTS.items() if text not in found[name]} == {}
    # What a text has resumed has moved on, and that is seen.
    assert debuggee.drive("other")["value"] == "3"
    debuggee.check_usable()
    assert client.output(None) == ""


@pytest.mark.parametrize(("program", "python"), on_pythons("repr_hostile"))
def test_a_text_of_a_gigabyte(debuggee, program, python):
    debuggee.hold(program, python=python)
    text = debuggee.client.request(
        "evaluate", {"expression": "gigabyte", "context": "watch"}, timeout=60
    )["result"]
    assert len(text) <= 1_000
    debuggee.check_usable()


@pytest.mark.parametrize(("program", "python"), on_pythons("repr_kills"))
def test_a_text_that_kills_the_process(debuggee, program, python):
    debuggee.run(program, python=python, breakpoints=[])
    client = debuggee.client
    client.stopped("end")
    with pytest.raises(DapError, match="the program has ended"):
        client.evaluate("kills", context="watch")
    assert client.finish() == -9


@pytest.mark.parametrize(("program", "python"), on_pythons("names", each=2))
def test_names_of_all_kinds(debuggee, program, python):
    debuggee.hold(program, python=python)
    client = debuggee.client
    found = client.coroutines()
    assert len(found) > 20
    assert {each["state"] for each in found} == {"suspended"}
    assert max(len(each["qualname"]) for each in found) == LONGEST_NAME
    for each in found:
        frames = client.frames(each["id"])
        assert frames
        client.variables(client.scope(frames[0]["id"])["variablesReference"])
    assert "two\nlines" in shown(client)
    client.coroutines(filter="‮rtl")
    with pytest.raises(DapError) as told:
        client.evaluate("fail(LONG)")
    assert len(str(told.value)) == LONGEST_TEXT
    debuggee.check_usable()
    client.resume()
    assert "RuntimeError" in client.stopped("end")["text"]


@pytest.mark.parametrize(("program", "python"), on_pythons("repr_hostile"))
def test_an_answer_that_is_too_large_for_a_message(debuggee, program, python):
    debuggee.hold(program, python=python)
    client = debuggee.client
    assert 1_000 * len("x" * 100_000) > MAX_CONTENT_BYTES
    texts = client.evaluate("['x' * 100_000] * 1_000")["variablesReference"]
    with pytest.raises(DapError, match="too large"):
        client.request("variables", {"variablesReference": texts, "textLimit": 100_000}, timeout=60)
    debuggee.check_usable()
