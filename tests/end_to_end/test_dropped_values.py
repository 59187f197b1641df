"""What a ``for`` loop drops, and what else is easily missed, is told beside what happened."""

from __future__ import annotations

import pytest

from tests.markers import EXAMPLES, line_of, line_with

COUNTDOWN = EXAMPLES / "02_countdown_both_ways.py"


@pytest.fixture
def ended(client, script, debuggee_python):
    """Run a program and hold it at its end; return its coroutines and timeline by function."""

    def run(text: str) -> tuple[dict, dict]:
        client.launch(script(text), python=debuggee_python.path, keepAlive=True)
        client.stopped("end")
        coroutines = {c["qualname"]: c for c in client.coroutines()}
        told: dict[str, list[tuple[str, str | None]]] = {name: [] for name in coroutines}
        names = {c["id"]: name for name, c in coroutines.items()}
        for event in client.request("timeline")["events"]:
            name = names.get(event["coroutineId"])
            if name and "explanation" in event:
                told[name].append((event["event"], event["explanation"]))
        return coroutines, told

    return run


def test_the_answer_of_a_send_is_lost_by_the_loop_of_the_example(client, debuggee_python):
    client.launch(COUNTDOWN, python=debuggee_python.path, keepAlive=True)
    client.stopped("end")
    found = {c["names"][0]: c for c in client.coroutines() if c["names"]}
    assert found["counter"]["advice"] == ["droppedAnswer"]
    for other in ("screen", "clock", "counter_for_you"):
        assert "advice" not in found[other]
    events = client.request("timeline")["events"]
    (dropped,) = [event for event in events if "explanation" in event]
    assert (dropped["coroutineId"], dropped["event"]) == (found["counter"]["id"], "yielded")
    assert (dropped["value"], dropped["explanation"]) == ("3", "droppedAnswer")
    assert dropped["byLine"] == line_with(COUNTDOWN, "        counter.send(3)")


def test_a_person_who_sends_inside_the_loop_is_told(client, debuggee_python):
    line = line_with(COUNTDOWN, "        counter.send(3)")
    client.launch(COUNTDOWN, [line], python=debuggee_python.path, keepAlive=True)
    client.stopped("breakpoint")
    (counter,) = client.coroutines()
    sent = client.drive(counter["id"], "send", "9")
    assert (sent["value"], sent["explanation"]) == ("9", "droppedAnswer")
    assert "explanation" not in client.drive(counter["id"], "next")


PROGRAM = """
def returns():
    yield 1
    return "lost"

def returns_nothing():
    yield 1

def handed_on():
    yield 1
    return "kept"

def outer():
    result = yield from handed_on()
    yield result

def unpacked():
    yield 1
    return "by no loop"

def answers():
    got = yield 1
    while got is not None:
        got = yield got
    yield 2

def asked_after_the_loop():
    got = yield 1
    yield got

for each in returns(): pass
for each in returns_nothing(): pass
for each in outer(): pass
[each] = unpacked()
inner = answers()

def loop():
    for left in inner:
        yield left

looping = loop()
next(looping)
inner.send("while another coroutine loops")

left_early = asked_after_the_loop()
for each in left_early:
    break
left_early.send("nobody loops any more")
"""


def test_what_loops_drop(ended):
    coroutines, told = ended(PROGRAM)
    assert coroutines["returns"]["advice"] == ["droppedReturnValue"]
    assert told["returns"] == [("returned", "droppedReturnValue")]
    assert coroutines["answers"]["advice"] == ["droppedAnswer"]
    assert told["answers"] == [("yielded", "droppedAnswer")]
    silent = {"returns_nothing", "handed_on", "outer", "unpacked", "asked_after_the_loop", "loop"}
    for name in silent:
        assert not told[name], name
        assert "advice" not in coroutines[name], name


def test_a_comprehension_is_a_loop(ended):
    _, told = ended(
        "def returns():\n    yield 1\n    return 'lost'\n\nprint([each for each in returns()])\n"
    )
    assert told == {"returns": [("returned", "droppedReturnValue")]}


def test_a_native_coroutine_that_was_never_awaited(client, script, debuggee_python):
    # Held until a stop: 3.11 does not see one that is made and dropped in between.
    path = script("async def forgotten():\n    pass\n\nheld = forgotten()\nheld = None  # @here\n")
    here = [line_of(path, "here")]
    client.launch(path, here, python=debuggee_python.path, keepAlive=True)
    client.stopped("breakpoint")
    (forgotten,) = client.coroutines()
    assert (forgotten["state"], forgotten.get("advice")) == ("created", None)
    client.resume()
    client.stopped("end")
    (forgotten,) = client.coroutines()
    assert forgotten["outcome"]["kind"] == "collected"
    assert forgotten["advice"] == ["neverAwaited"]


def test_outcomes_that_are_no_exceptions_are_explained(client, script, debuggee_python):
    path = script(
        "def returns(value):\n    yield 1\n    return value\n\n"
        "one, none, fresh = returns(1), returns(None), returns(2)\n"
        "next(one), next(none)\npass  # @here\n"
    )
    client.launch(path, [line_of(path, "here")], python=debuggee_python.path)
    client.stopped()
    ids = {c["names"][0]: c["id"] for c in client.coroutines()}
    assert client.drive(ids["one"], "next")["explanation"] == "returnedValue"
    assert client.drive(ids["none"], "next")["explanation"] == "returnedNothing"
    assert client.drive(ids["fresh"], "close")["explanation"] == "closedBeforeStart"
