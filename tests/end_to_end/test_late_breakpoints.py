"""Breakpoints on events that are set while a loop runs whose coroutines are past their budget."""

from __future__ import annotations

import pytest

SPINS = """
def generator():
    number = 0
    while True:
        number += 1
        yield number

for number in generator():
    if number == 100_000:
        print("spins", flush=True)
"""


@pytest.mark.parametrize("event", ["resumed", "yielded"])
def test_an_event_of_code_past_its_budget_stops(client, script, debuggee_python, event):
    client.launch(script(SPINS), python=debuggee_python.path)
    client.wait_for_output("spins")
    breakpoint_ = {"event": event, "qualname": "generator", "condition": "number > 100_000"}
    client.request("setCoroutineBreakpoints", {"breakpoints": [breakpoint_]})
    assert client.stopped("coroutine breakpoint")["event"] == event
    assert client.top()["name"] == "generator"
