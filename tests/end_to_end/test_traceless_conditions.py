"""A condition that has to be evaluated changes nothing of the program's own tracing and garbage."""

from __future__ import annotations

import subprocess

import pytest

from tests.markers import line_of

TRACED = """
import sys

listen = getattr(sys, sys.argv[1])
heard = []

def trace(frame, event, argument):
    if not event.startswith("c_"):
        heard.append((frame.f_code.co_name, event))
    return trace

def work():
    n = 1
    return n

listen(trace)
work()  # @traced
listen(None)
print(heard)
"""

COLLECTED = """
import gc

def generator():
    while True:
        yield  # @hot

gc.collect()
running = generator()
for _ in range(5):
    next(running)
print(gc.collect())
"""


@pytest.mark.parametrize("listen", ["settrace", "setprofile"])
def test_the_programs_own_functions_hear_what_they_hear_alone(
    client, script, debuggee_python, listen
):
    path = script(TRACED)
    condition = {"line": line_of(path, "traced"), "condition": "len(heard) == -1"}
    client.launch(path, [condition], python=debuggee_python.path, args=[listen])
    assert client.finish() == 0
    alone = subprocess.run(
        [debuggee_python.path, path, listen], capture_output=True, text=True, check=True
    )
    assert client.output() == alone.stdout


def test_conditions_leave_no_garbage(client, script, debuggee_python):
    path = script(COLLECTED)
    condition = {"line": line_of(path, "hot"), "condition": "len(str(1)) == 2"}
    client.launch(path, [condition], python=debuggee_python.path)
    assert client.finish() == 0
    assert client.output() == "0\n"
