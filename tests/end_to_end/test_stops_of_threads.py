"""A stop that another thread's came before is not lost, unless nobody wants it any more."""

from __future__ import annotations

import pytest

from tests.markers import line_of

THREADS = 6

AT_ONCE = f"""
import threading

start = threading.Barrier({THREADS})

def generator():
    start.wait(); yield 1  # @yield

def work():
    for _ in generator():
        pass

threads = [threading.Thread(target=work) for _ in range({THREADS})]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("done")
"""

ENDS_WHILE_HELD = """
import threading, time

def work():
    while True:
        time.sleep(0.05)
        done = 1  # @thread

threading.Thread(target=work, daemon=True).start()
time.sleep(1)
"""


@pytest.fixture
def launch(client, script, debuggee_python):
    def launch(events: list[str]):
        begun = client.begin_launch(script(AT_ONCE), python=debuggee_python.path)
        breakpoints = [{"event": event} for event in events]
        client.request("setCoroutineBreakpoints", {"breakpoints": breakpoints})
        client.request("configurationDone")
        client.answer(begun)
        return client

    return launch


def test_every_thread_stops_at_its_event(launch):
    client = launch(["yielded"])
    threads = set()
    for _ in range(THREADS):
        threads.add(client.stopped("coroutine breakpoint")["threadId"])
        client.resume()
    assert len(threads) == THREADS
    assert client.finish() == 0
    assert len(client.events("stopped")) == THREADS


def test_a_breakpoint_taken_away_stops_no_thread_that_waited(launch):
    client = launch(["yielded"])
    client.stopped("coroutine breakpoint")
    client.resume()
    client.stopped("coroutine breakpoint")
    client.request("setCoroutineBreakpoints", {"breakpoints": []})
    client.resume()
    assert client.finish() == 0
    assert len(client.events("stopped")) == 2


def test_the_end_is_held_though_a_thread_holds_before(client, script, debuggee_python):
    path = script(ENDS_WHILE_HELD)
    client.launch(path, [line_of(path, "thread")], python=debuggee_python.path, keepAlive=True)
    first = client.stopped("breakpoint")
    # The main thread comes to its end meanwhile: it is in its sleep, and has no line to wait at.
    client.set_breakpoints(path, [])
    client.evaluate("time.sleep(1.5)", context="repl")
    client.resume(first["threadId"])
    client.stopped("end")
    client.resume()
    assert client.finish() == 0
