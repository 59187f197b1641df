"""Many coroutines at once: made first and started later, one inside the other, as tasks.

The work that finding them takes is counted in ``tests/agent/checks/discovery.py``; here they are
all there. The numbers of the design take minutes together: ``-m long``.
"""

from __future__ import annotations

import pytest

from tests.dap.dap_client import DapClient
from tests.interpreters import Python
from tests.markers import line_of

PATIENCE = 300.0
MANY = [pytest.param(1, id="some"), pytest.param(10, id="many", marks=pytest.mark.long)]

LATE = """
def numbers():
    yield 1
    yield 2

generators = [numbers() for _ in range(COUNT)]
for generator in generators:
    next(generator)
print("here")  # @here
"""

NESTED = """
import os, sys, threading
sys.setrecursionlimit(1_000_000)

def walk(depth):
    if depth:
        yield from walk(depth - 1)
    yield depth

def run():
    global walker
    walker = walk(COUNT - 1)
    first = next(walker), next(walker)
    print("here")  # @here
    os._exit(0)

# Up to 3.11 one that delegates needs room on the stack of C, and so does closing on any Python.
threading.stack_size(512 << 20)
threading.Thread(target=run).start()
"""

TASKS = """
import asyncio

async def wait(event):
    await event.wait()

async def job(event):
    await wait(event)

async def main():
    event = asyncio.Event()
    tasks = [asyncio.create_task(job(event)) for _ in range(COUNT // 2)]
    await asyncio.sleep(0)
    print("here")  # @here
    event.set()
    await asyncio.gather(*tasks)

asyncio.run(main())
"""


@pytest.fixture
def held(client: DapClient, script, debuggee_python: Python):
    def hold(text: str, count: int) -> DapClient:
        path = script(text.replace("COUNT", str(count)))
        client.launch(path, [line_of(path, "here")], python=debuggee_python.path)
        client.stopped("breakpoint", PATIENCE)
        return client

    return hold


def page(client: DapClient, **arguments) -> dict:
    return client.request("coroutines", {"count": 3, **arguments}, PATIENCE)


@pytest.mark.timeout(600)
@pytest.mark.parametrize("times", MANY)
def test_made_first_and_started_later(held, times):
    client = held(LATE, 10_000 * times)
    assert page(client)["counts"]["suspended"] == 10_000 * times
    client.resume()
    assert client.finish(PATIENCE) == 0


@pytest.mark.timeout(600)
@pytest.mark.parametrize("times", MANY)
def test_one_inside_the_other(held, times, debuggee_python):
    count = 10_000 * times
    client = held(NESTED, count)
    thread = client.events("stopped")[0]["threadId"]
    top = client.request("stackTrace", {"threadId": thread, "levels": 1})["stackFrames"][0]
    assert client.evaluate("first", top["id"])["result"] == "(0, 1)"
    found = page(client, states=["suspended"])
    # The innermost has returned.
    assert found["total"] == count - 1
    outermost = found["coroutines"][0]
    assert outermost["names"] == ["walker"]
    trace = {"threadId": outermost["id"], "levels": 2}
    answer = client.request("stackTrace", trace, PATIENCE)
    assert answer["totalFrames"] == min(count - 1, 20_000)
    client.resume()
    assert client.finish(PATIENCE) == 0


@pytest.mark.timeout(600)
@pytest.mark.parametrize("times", MANY)
def test_tasks(held, times):
    client = held(TASKS, 2_000 * times)
    found = page(client, filter="wait", states=["suspended"], start=5)
    assert found["total"] == 1_000 * times
    library = page(
        client, ids=[each["awaiting"] for each in found["coroutines"]], includeLibrary=True
    )
    assert {each["awaiting"] for each in library["coroutines"]} == {"Future"}
    assert {each["qualname"] for each in library["coroutines"]} == {"Event.wait"}
    jobs = page(client, filter="job", states=["suspended"])
    assert all(each["task"].startswith("Task-") for each in jobs["coroutines"])
    client.resume()
    assert client.finish(PATIENCE) == 0
