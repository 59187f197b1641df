"""Breakpoints on what happens to coroutines: by event, function, instance and condition."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.dap.dap_client import DapClient
from tests.markers import line_of

PROGRAM = Path(__file__).parents[1] / "debuggees" / "event_breakpoints.py"


@pytest.fixture
def run(debuggee_python):
    """Return a function that runs PROGRAM with breakpoints and returns all stops it made."""
    clients = []

    def start(*breakpoints: dict) -> list[dict]:
        client = DapClient()
        clients.append(client)
        launch = client.begin_launch(PROGRAM, python=debuggee_python.path, keepAlive=True)
        client.request("setCoroutineBreakpoints", {"breakpoints": list(breakpoints)})
        client.request("configurationDone")
        client.answer(launch)
        stops = []
        while (stop := client.wait_for("stopped"))["reason"] != "end":
            stops.append({**stop, "frame": client.top(stop["threadId"])})
            assert len(stops) < 40
            client.resume()
        return stops

    yield start
    for client in clients:
        client.close()


def lines(stops: list[dict]) -> list[int]:
    return [stop["frame"]["line"] for stop in stops]


def at(name: str) -> int:
    return line_of(PROGRAM, name)


def test_created_stops_at_the_call(run, debuggee_python):
    stops = run({"event": "created", "qualname": "echo"})
    expected = [] if debuggee_python.version == "3.11" else [at("create")] * 5
    # On 3.11 nothing tells that a coroutine is made; see the reference of the protocol.
    assert lines(stops) == expected


def test_creation_that_cannot_be_told_is_said(client, debuggee_python):
    launch = client.begin_launch(PROGRAM, python=debuggee_python.path)
    body = client.request("setCoroutineBreakpoints", {"breakpoints": [{"event": "created"}]})
    (answer,) = body["breakpoints"]
    is_told = debuggee_python.version != "3.11"
    assert answer["verified"] == is_told
    assert ("message" in answer) != is_told
    client.request("setCoroutineBreakpoints", {"breakpoints": []})
    client.request("configurationDone")
    client.answer(launch)
    client.wait_for("terminated")


def test_resumed_stops_at_the_yield_with_the_value(run):
    stops = run({"event": "resumed", "qualname": "echo", "condition": "value == 'two'"})
    assert lines(stops) == [at("yield")]
    assert [stop["reason"] for stop in stops] == ["coroutine breakpoint"]
    assert all(stop["coroutineId"] for stop in stops)


def test_a_condition_sees_value_and_locals(run):
    stops = run({"event": "yielded", "condition": "value == 'one' and name == 'talker'"})
    assert lines(stops) == [at("yield")]


def test_returned(run):
    (stop,) = run({"event": "returned", "qualname": "echo"})
    assert stop["frame"]["line"] in (at("return"), at("finally"))  # the versions differ


def test_raised_in_a_function(run):
    stops = run({"event": "raised", "condition": "isinstance(value, ValueError)"})
    assert len(stops) == 1
    assert stops[0]["text"] == "ValueError: failing"


def test_thrown(run):
    stops = run({"event": "thrown", "condition": "isinstance(value, KeyError)"})
    assert lines(stops) == [at("yield")]


def test_closed_by_the_program(run):
    by_program, by_collector = run({"event": "closed", "qualname": "echo"})
    assert by_program["frame"]["name"] == by_collector["frame"]["name"] == "echo"
    assert by_program["coroutineId"] != by_collector.get("coroutineId")


def test_collected_stops_where_it_was_dropped(run):
    stops = run({"event": "collected", "qualname": "echo"})
    assert lines(stops) == [at("drop")]


def test_one_instance_only(debuggee_python):
    with DapClient() as client:
        client.launch(
            PROGRAM,
            python=debuggee_python.path,
            keepAlive=True,
            breakpoints=[at("send")],
        )
        client.stopped("breakpoint")
        (talker,) = [c for c in client.coroutines() if "talker" in c["names"]]
        one = {"event": "resumed", "coroutineId": talker["id"]}
        client.request("setCoroutineBreakpoints", {"breakpoints": [one]})
        for _ in range(3):
            client.resume()
            assert client.stopped("coroutine breakpoint")["coroutineId"] == talker["id"]
        client.resume()
        client.stopped("end")


def test_a_condition_that_fails_stops_and_says_why(run):
    stops = run({"event": "returned", "qualname": "echo", "condition": "no_such_name"})
    assert "NameError" in stops[0]["description"]


def test_a_stop_says_what_happened_with_which_value(run):
    stops = run(
        {"event": "resumed", "qualname": "other"},
        {"event": "resumed", "qualname": "echo", "condition": "value == 'two'"},
        {"event": "yielded", "qualname": "echo", "condition": "value == 'two'"},
        {"event": "returned", "qualname": "echo", "condition": "value == 'talker'"},
        {"event": "thrown", "condition": "isinstance(value, KeyError)"},
    )
    said = [(stop["event"], stop.get("value", {}).get("value")) for stop in stops]
    assert said == [
        ("resumed", None),  # a start receives nothing
        ("resumed", "'two'"),
        ("yielded", "'two'"),
        ("returned", "'talker'"),
        ("thrown", "KeyError('k')"),
    ]


def test_a_condition_that_cannot_be_read_is_refused_in_words(client):
    launch = client.begin_launch(PROGRAM)
    asked = [{"event": "raised", "condition": "value >"}, {"event": "raised"}]
    body = client.request("setCoroutineBreakpoints", {"breakpoints": asked})
    wrong, right = body["breakpoints"]
    assert wrong["message"] == "The condition cannot be read: invalid syntax"
    assert "message" not in right
    source = {"path": str(PROGRAM)}
    line = {"line": at("create"), "condition": "1 +"}
    body = client.request("setBreakpoints", {"source": source, "breakpoints": [line]})
    assert body["breakpoints"][0]["message"] == wrong["message"]
    client.request("setBreakpoints", {"source": source, "breakpoints": []})
    client.request("setCoroutineBreakpoints", {"breakpoints": []})
    client.request("configurationDone")
    client.answer(launch)
    client.wait_for("terminated")
