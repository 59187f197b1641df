"""Whose yield it is, where recording has left out what happened: told from the objects."""

from __future__ import annotations

import pytest

from tests.dap.dap_client import DapClient
from tests.markers import DEBUGGEES, line_of

HOT = """
import asyncio, types

def numbers(limit):
    for number in range(limit):
        yield number
    return limit

def generators():
    kept.append(numbers(3000))
    yield from kept[-1]
    yield from ["p", "q", "r"]  # @last

@types.coroutine
def pause(times):
    for number in range(times):
        yield number

async def inner(limit):
    await pause(limit)

class Awaitable:
    def __await__(self):
        return iter(["p", "q", "r"])

async def natives():
    kept.append(inner(3000))
    await kept[-1]
    await Awaitable()  # @last-await

async def asynchronous():
    kept.append(inner(3000))
    await kept[-1]
    await Awaitable()  # @last-in-generator
    yield

kept = []

def run(coroutine):
    while coroutine.send(None) != "p":
        pass
    print("here")  # @here
    coroutine.send(None)

run(generators())
run(natives())
run(asynchronous().asend(None))
"""


def test_next_yield_after_what_was_not_recorded(client, script, debuggee_python):
    path = script(HOT)
    client.launch(path, [line_of(path, "here")], python=debuggee_python.path)
    for name in ("last", "last-await", "last-in-generator"):
        client.stopped("breakpoint")
        client.request("continueTo", {"event": "yield"})
        client.stopped("yield")
        assert client.top()["line"] == line_of(path, name)
        client.resume()
    assert client.finish() == 0


def spent(client: DapClient) -> list[str]:
    """Return the functions that the record has gaps in."""
    return [gap.get("qualname") for gap in client.request("timeline", {})["gaps"]]


PARTLY = """
def numbers():
    yield 1
    yield 2

def other(limit):
    for number in range(limit):
        yield number

def outer():
    yield from numbers()

def burn():
    for _ in range(600):
        for _ in numbers():
            pass

burn()
generator = outer()
print(list(generator))
print("here")  # @here
"""


def test_what_an_unrecorded_one_yields_is_not_its_delegator_s(hold):
    client = hold(PARTLY)
    assert "numbers" in spent(client)
    (outer,) = client.coroutines(filter="outer")
    assert outer["resumptions"] == 1
    events = client.request("timeline", {})["events"]
    mine = [each["event"] for each in events if each["coroutineId"] == outer["id"]]
    assert mine[-2:] == ["resumed", "returned"]


DEEP = """
import sys
sys.setrecursionlimit(100_000)

def walk(depth):
    if depth:
        yield from walk(depth - 1)
    yield depth  # @yield

walker = walk(DEPTH)
for value in walker:
    if value == 3:
        break
print("here")  # @here
"""


@pytest.mark.parametrize("depth", [3_000])
def test_a_deep_chain_under_an_event_breakpoint(client, script, debuggee_python, depth):
    path = script(DEEP.replace("DEPTH", str(depth)))
    launch = client.begin_launch(path, python=debuggee_python.path)
    client.set_breakpoints(path, [line_of(path, "here")])
    asked = [{"event": "yielded", "condition": "value == 2"}]
    client.request("setCoroutineBreakpoints", {"breakpoints": asked})
    client.request("configurationDone")
    client.answer(launch)
    stop = client.stopped("coroutine breakpoint", timeout=60)
    innermost = stop["coroutineId"]
    assert client.locals()["depth"] == "2"
    client.resume()
    client.stopped("breakpoint", timeout=60)
    events = client.request("timeline")["events"]
    yields = [each["value"] for each in events if each["event"] == "yielded"]
    assert yields == ["0", "1", "2", "3"]
    assert innermost in {each["coroutineId"] for each in events}


def test_a_generator_that_asyncio_closes_when_it_was_freed_awaits(client, debuggee_python):
    client.launch(DEBUGGEES / "transparency" / "asynchronous.py", python=debuggee_python.path)
    assert client.finish() == 1
    assert "ticks end" in client.output("stdout")
    assert "The debugger failed" not in client.output(None)
