"""Who waits for whom: chains of await and yield from, tasks, futures, and where they were made."""

from __future__ import annotations

import itertools

import pytest

from tests.markers import line_with

CHAIN = """
import asyncio, types

@types.coroutine
def bare():
    yield "bare"

async def numbers(future):
    yield 1
    await future
    yield 2

async def delegating(future):
    async for number in numbers(future):
        yield number

async def innermost(future):
    async for number in delegating(future):
        pass

async def outer(future):
    await innermost(future)

async def waits_for_a_task(task):
    await task

async def sleeps():
    await asyncio.sleep(1000)

async def gathers(*what):
    await asyncio.gather(*what)

async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    first = asyncio.create_task(outer(future), name="the first")
    second = asyncio.create_task(waits_for_a_task(first), name="the second")
    third = asyncio.create_task(sleeps(), name="the third")
    fourth = asyncio.create_task(gathers(third), name="the fourth")
    for _ in range(5):
        await asyncio.sleep(0)
    by_hand = bare()
    next(by_hand)
    pass  # @here
    for task in (fourth, third, second, first):
        task.cancel()
    await asyncio.gather(first, second, third, fourth, return_exceptions=True)
    print("done")

asyncio.run(main())
"""


@pytest.fixture
def chain(hold):
    client = hold(CHAIN)
    return client, {c["qualname"]: c for c in client.coroutines()}


def test_chains_go_through_asynchronous_generators_to_the_future(chain):
    client, found = chain
    links = ["outer", "innermost", "delegating", "numbers"]
    for waiting, awaited in itertools.pairwise(links):
        assert found[waiting]["awaiting"] == found[awaited]["id"], waiting
        assert found[awaited]["awaitedBy"] == found[waiting]["id"], awaited
        assert found[waiting]["state"] == "suspended"
    assert found["numbers"]["awaiting"] == "Future"
    assert "awaitedBy" not in found["outer"]
    frames = client.frames(found["outer"]["id"])
    assert [f["name"] for f in frames] == links[::-1]
    assert [f["coroutineId"] for f in frames] == [found[name]["id"] for name in links[::-1]]
    assert client.evaluate("future.done()", frames[0]["id"])["result"] == "False"


def test_tasks_have_names_and_are_waited_for_by_name(chain):
    _, found = chain
    tasks = {name: c.get("task") for name, c in found.items()}
    assert tasks["outer"] == "the first"
    assert tasks["waits_for_a_task"] == "the second"
    assert tasks["innermost"] is None
    assert found["waits_for_a_task"]["awaiting"] == "Task 'the first'"
    assert found["main"]["task"] == "Task-1"
    assert found["main"]["state"] == "running"
    assert "Future" in found["gathers"]["awaiting"]


def test_library_coroutines_are_there_when_asked_for(chain):
    client, found = chain
    assert found["sleeps"]["kind"] == "coroutine"
    library = {c["id"]: c for c in client.coroutines(includeLibrary=True) if c.get("library")}
    sleep = library[found["sleeps"]["awaiting"]]
    assert (sleep["qualname"], sleep["awaiting"]) == ("sleep", "Future")
    assert sleep["awaitedBy"] == found["sleeps"]["id"]
    assert "sleep" not in found


def test_the_program_is_none_the_wiser(chain):
    client, _ = chain
    client.resume()
    assert client.finish() == 0
    assert client.output() == "done\n"
    assert client.output("stderr") == ""


def test_generators_that_delegate(hold):
    client = hold(
        "def inner():\n    yield 1\n\n"
        "def middle():\n    yield from inner()\n    yield from iter([1, 2])\n\n"
        "def outer():\n    yield from middle()\n\n"
        "deep, flat = outer(), middle()\nnext(deep), next(flat), next(flat)\npass  # @here\n"
    )
    found = {c["names"][0] if c["names"] else c["qualname"]: c for c in client.coroutines()}
    middle = next(c for c in client.coroutines() if c["id"] == found["deep"]["awaiting"])
    assert middle["awaitedBy"] == found["deep"]["id"]
    assert [f["name"] for f in client.frames(found["deep"]["id"])] == ["inner", "middle", "outer"]
    assert found["flat"]["awaiting"] == "list_iterator"


def test_chains_of_coroutines_that_run(hold):
    client = hold(
        "def inner():\n    yield 1  # @here\n\n"
        "def outer():\n    yield from inner()\n\n"
        "for each in outer(): pass\n"
    )
    found = {c["qualname"]: c for c in client.coroutines()}
    assert {c["state"] for c in found.values()} == {"running"}
    assert found["outer"]["awaiting"] == found["inner"]["id"]
    assert found["inner"]["awaitedBy"] == found["outer"]["id"]
    assert [f["name"] for f in client.frames()] == ["inner", "outer", "<module>"]


def test_where_they_were_made(hold, debuggee_python):
    text = (
        "def count(n):\n    yield n\n\n"
        "def make():\n    return [count(1),\n            count(2)]\n\n"
        "both = make()\npass  # @here\n"
    )
    client = hold(text)
    one, two = client.coroutines()
    if debuggee_python.minor < 12:
        # settrace hears no call that makes one: they are found at the stop.
        assert "createdAt" not in one
        return
    path = one["source"]["path"]
    for coroutine, call in ((one, "count(1)"), (two, "count(2)")):
        site = coroutine["createdAt"]
        line = line_with(path, call)
        column = text.splitlines()[line - 1].index(call) + 1
        assert site["source"]["path"] == path
        assert (site["line"], site["column"]) == (line, column)
        assert (site["endLine"], site["endColumn"]) == (line, column + len(call))
    assert (one["definitionLine"], one["state"]) == (1, "created")


def test_pages_filters_and_ids(hold):
    client = hold(
        "def red(): yield\n\ndef blue(): yield\n\n"
        "reds = [red() for _ in range(5)]\nblues = [blue() for _ in range(3)]\n"
        "next(reds[0])\nlist(blues[0])\nthe_one = reds[4]\npass  # @here\n"
    )
    whole = client.request("coroutines", {})
    assert whole["total"] == len(whole["coroutines"]) == 8
    assert whole["counts"] == {"created": 6, "running": 0, "suspended": 1, "finished": 1}
    ids = [c["id"] for c in whole["coroutines"]]
    page = client.request("coroutines", {"start": 2, "count": 3})
    assert ([c["id"] for c in page["coroutines"]], page["total"]) == (ids[2:5], 8)
    assert client.request("coroutines", {"start": 100, "count": 3})["coroutines"] == []
    assert [c["id"] for c in client.coroutines(ids=[ids[1], 10**6])] == [ids[1]]
    assert len(client.coroutines(filter="BLU")) == 3
    (the_one,) = client.coroutines(filter="the_one")
    assert (the_one["qualname"], "the_one" in the_one["names"]) == ("red", True)
    assert len(client.coroutines(states=["created"])) == 6
    assert len(client.coroutines(includeFinished=False)) == 7
    counted = client.request("coroutines", {"count": 0})
    assert (counted["coroutines"], counted["total"]) == ([], 8)
