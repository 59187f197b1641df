"""Stops while the interpreter ends: what it closes then can be looked at like anything else."""

from __future__ import annotations

from tests.dap.dap_client import DapClient
from tests.markers import line_of

CLOSED_AT_THE_END = """
def generator():
    try:
        yield 1
    finally:
        closing = 5  # @closing
        print("closed", closing)  # @told

held = generator()
next(held)
"""

HELD_BY_A_THREAD = """
import os, sys, threading, time

def generator(write=os.write):
    try:
        yield 1
    finally:
        closed = b"closed\\n"
        write(1, closed)

sys.held = generator()
next(sys.held)

def work():
    while True:
        time.sleep(0.05)
        done = 1  # @thread

threading.Thread(target=work, daemon=True).start()
time.sleep(1)
"""


def test_a_generator_that_the_end_closes_is_stepped(client, script, debuggee_python):
    path = script(CLOSED_AT_THE_END)
    client.launch(path, [line_of(path, "closing")], python=debuggee_python.path)
    assert client.stopped("breakpoint")["threadId"] == 1
    assert client.top()["name"] == "generator"
    assert client.evaluate("1 + 1", client.top()["id"])["result"] == "2"
    assert client.step("next")["line"] == line_of(path, "told")
    assert client.locals() == {"closing": "5"}
    client.resume()
    assert (client.finish(), client.output("important")) == (0, "")
    assert client.output() == "closed 5\n"


def test_a_breakpoint_on_closing_holds_at_the_end(client, script, debuggee_python):
    launch = client.begin_launch(script(CLOSED_AT_THE_END), python=debuggee_python.path)
    client.request("setCoroutineBreakpoints", {"breakpoints": [{"event": "thrown"}]})
    client.request("configurationDone")
    client.answer(launch)
    assert client.stopped("coroutine breakpoint")["event"] == "thrown"
    client.resume()
    assert (client.finish(), client.output("important")) == (0, "")
    assert client.output() == "closed 5\n"


def test_a_thread_that_holds_the_program_does_not_hold_its_end(
    client: DapClient, script, debuggee_python
):
    path = script(HELD_BY_A_THREAD)
    client.launch(path, [line_of(path, "thread")], python=debuggee_python.path)
    assert client.stopped("breakpoint")["threadId"] != 1
    # The main thread is in its sleep and comes to no line of its own but in the generator.
    assert (client.finish(), client.output("important")) == (0, "")
    assert client.output() == "closed\n"
