"""A signal that strikes while the debugger is at work ends nothing of its work."""

from __future__ import annotations

import pytest

from tests.markers import line_of

STRUCK = """
import signal, sys

class Struck(Exception):
    pass

def strike(*_):
    raise Struck

def numbers():
    while True:
        yield 1

def spend():
    for number in numbers():
        pass  # @hot

signal.signal(signal.SIGALRM, strike)
for _ in range(150):
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.0002)
        spend()
    except Struck:
        pass
print("struck", flush=True)
sys.stdin.readline()
print("on")  # @on
print("last")  # @last
"""


# In code that is run all the while: decided at once, and evaluated under a guard.
@pytest.mark.parametrize("condition", ["number == 2", "abs(number) == 2"])
def test_breakpoints_are_met_and_steps_taken_afterwards(client, script, debuggee_python, condition):
    path = script(STRUCK)
    never = {"line": line_of(path, "hot"), "condition": condition}
    client.launch(path, [never], python=debuggee_python.path)
    client.wait_for_output("struck")
    client.request("pause", {"threadId": 1})
    client.stopped("pause")
    client.set_breakpoints(path, [line_of(path, "on")])
    client.resume()
    client.request("stdin", {"text": "\n"})
    client.stopped("breakpoint")
    assert client.step("next")["line"] == line_of(path, "last")
    client.resume()
    assert client.finish() == 0
    assert client.output("important") == ""
