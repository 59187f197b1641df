"""Breakpoints with conditions in code that runs many thousand times, past every budget."""

from __future__ import annotations

import pytest

from tests.dap.dap_client import DapClient
from tests.markers import DEBUGGEES, line_of

PROGRAM = DEBUGGEES / "hot_code.py"
LAST = 2_999


@pytest.fixture
def launch(debuggee_python):
    """Return a function that runs PROGRAM with line breakpoints: mark to fields."""
    with DapClient() as client:

        def start(**marks: dict) -> DapClient:
            client.launch(PROGRAM, python=debuggee_python.path, breakpoints=at(**marks))
            return client

        yield start


def at(**marks: dict) -> list[dict]:
    return [{"line": line_of(PROGRAM, mark), **fields} for mark, fields in marks.items()]


def when(condition: str) -> dict:
    return {"condition": condition}


def lines(client: DapClient, count: int) -> list[int]:
    found = []
    for _ in range(count):
        found.append(client.top(client.stopped("breakpoint")["threadId"])["line"])
        client.resume()
    return found


def test_each_condition_holds_when_it_should(launch):
    client = launch(
        send=when(f"item == {LAST}"),
        receive=when("total == 3"),
        function=when(f"number == {LAST}"),
        handler=when(f"number == {LAST}"),
        loop=when(f"number == {LAST}"),
    )
    send, receive, function, handler, loop = (
        line_of(PROGRAM, mark) for mark in ("send", "receive", "function", "handler", "loop")
    )
    first = lines(client, 6)
    assert first == [receive, send, send, function, handler, loop]
    assert lines(client, 4) == [send, send, function, handler]
    assert client.finish() == 0
    assert client.output() == "done\n"


def test_a_condition_over_globals_and_one_without_names(launch):
    client = launch(function=when("COUNT < 0"), handler=when("1 == 2"), again={})
    assert lines(client, 1) == [line_of(PROGRAM, "again")]
    assert client.finish() == 0


def test_a_condition_that_runs_code_of_the_program(launch):
    client = launch(send=when(f"str(item) == '{LAST}'"))
    assert lines(client, 4) == [line_of(PROGRAM, "send")] * 4
    assert client.finish() == 0


def test_two_breakpoints_on_one_line(launch):
    line = line_of(PROGRAM, "function")
    client = launch(again={})
    client.stopped("breakpoint")
    wanted = [{"line": line, **when("number == 5")}, {"line": line, **when("number == 7")}]
    client.set_breakpoints(PROGRAM, wanted)
    client.resume()
    assert lines(client, 2) == [line, line]
    assert client.finish() == 0


def test_hit_counts_count_where_the_condition_holds(launch):
    client = launch(function={"condition": "number > 100", "hitCondition": "== 50"})
    client.stopped("breakpoint")
    assert client.locals()["number"] == "150"
    client.resume()
    assert client.finish() == 0


def test_a_condition_is_changed_between_stops(launch):
    client = launch(send=when(f"item == {LAST}"), again={})
    assert lines(client, 2) == [line_of(PROGRAM, "send")] * 2
    client.stopped("breakpoint")
    client.set_breakpoints(PROGRAM, at(send=when("item == 10")))
    client.resume()
    client.stopped("breakpoint")
    assert client.locals()["item"] == "10"
    client.set_breakpoints(PROGRAM, [])
    client.resume()
    assert client.finish() == 0


def test_steps_go_on_in_code_with_a_condition(launch):
    client = launch(send=when(f"item == {LAST}"))
    client.stopped("breakpoint")
    client.set_breakpoints(PROGRAM, [])
    assert client.step("next")["line"] == line_of(PROGRAM, "while")
    assert client.step("next")["line"] == line_of(PROGRAM, "yield")
    assert client.step("next")["line"] == line_of(PROGRAM, "call")
    assert client.step("stepIn")["line"] == line_of(PROGRAM, "function")
    client.resume()
    assert client.finish() == 0
