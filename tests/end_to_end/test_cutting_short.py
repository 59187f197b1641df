"""What a person runs while the program is held, and that does not end, is cut short."""

from __future__ import annotations

import time

import pytest

from tests.dap.dap_client import DapClient, DapError
from tests.markers import line_of

PROGRAM = """
import threading, time

def spin():
    while True:
        pass

def spin_and_catch():
    while True:
        try:
            time.sleep(0.001)
        except Exception:
            pass

def wait():
    threading.Event().wait()

def body():
    got = yield 1
    while got == "spin":
        pass
    if got == "sleep":
        time.sleep(1000)
    while got == "catch":
        try:
            while True:
                pass
        except KeyboardInterrupt:
            got = yield "caught"
    yield got

coroutine = body()
next(coroutine)
print("ready")  # @here
print("done")
"""
ENDLESS = ["spin()", "spin_and_catch()", "wait()", "time.sleep(1000)", "[0 for _ in iter(int, 1)]"]


@pytest.fixture
def client(script, debuggee_python):
    """Return a client whose program is held, with a suspended coroutine at hand."""
    path = script(PROGRAM)
    with DapClient() as client:
        client.launch(path, breakpoints=[line_of(path, "here")], python=debuggee_python.path)
        client.stopped("breakpoint")
        yield client


def evaluation(client: DapClient, expression: str) -> int:
    return client.send("evaluate", {"expression": expression, "context": "repl"})


def assert_cut(client: DapClient, request: int) -> None:
    began = time.monotonic()
    with pytest.raises(DapError, match=r"^cancelled$") as caught:
        client.answer(request)
    assert time.monotonic() - began < 2
    error = caught.value.response["body"]["error"]
    assert error["variables"]["why"] == "It was cut short."


def assert_all_works(client: DapClient) -> None:
    """The same stop holds, and the program goes on from it as if nothing had been."""
    assert client.evaluate("6 * 7")["result"] == "42"
    assert client.frames()[0]["name"] == "<module>"
    client.resume()
    assert client.finish() == 0
    assert client.output() == "ready\ndone\n"


@pytest.mark.parametrize("expression", ENDLESS)
def test_an_evaluation_is_cancelled(client, expression):
    request = evaluation(client, expression)
    client.request("cancel", {"requestId": request})
    assert_cut(client, request)
    assert_all_works(client)


@pytest.mark.parametrize("expression", ["spin()", "time.sleep(1000)"])
def test_an_evaluation_is_cut_by_pause(client, expression):
    request = evaluation(client, expression)
    client.request("pause", {"threadId": 1})
    assert_cut(client, request)
    assert len(client.events("stopped")) == 1
    assert_all_works(client)
    assert len(client.events("stopped")) == 1


def test_what_is_asked_meanwhile_is_answered_after_it(client):
    request = evaluation(client, "spin()")
    later = [client.send("threads"), client.send("stackTrace", {"threadId": 1})]
    watch = evaluation(client, "1 + 1")
    client.request("cancel", {"requestId": request})
    assert_cut(client, request)
    for each in later:
        client.answer(each)
    assert client.answer(watch)["result"] == "2"


def test_a_value_for_a_drive_is_cancelled(client):
    (found,) = client.coroutines()
    arguments = {"coroutineId": found["id"], "operation": "send", "expression": "spin()"}
    request = client.send("resumeCoroutine", arguments)
    client.request("cancel", {"requestId": request})
    assert_cut(client, request)
    assert client.coroutines()[0]["state"] == "suspended"


def drive(client, value: str) -> int:
    """Send ``value`` to the coroutine; return the request once its body runs.

    A cancel that came sooner would cut the evaluation of the value, and the coroutine be untouched.
    """
    (found,) = client.coroutines()
    arguments = {"coroutineId": found["id"], "operation": "send", "expression": repr(value)}
    request = client.send("resumeCoroutine", arguments)
    ends = time.monotonic() + 20
    while client.coroutines()[0]["state"] != "running":
        assert time.monotonic() < ends
    return request


@pytest.mark.parametrize("value", ["spin", "sleep"])
def test_a_drive_is_cancelled(client, value):
    request = drive(client, value)
    client.request("cancel", {"requestId": request})
    assert_cut(client, request)
    (found,) = client.coroutines()
    assert (found["state"], found["outcome"]["kind"]) == ("finished", "raised")
    assert_all_works(client)


def test_a_body_may_catch_what_cuts_it(client):
    (found,) = client.coroutines()
    arguments = {"coroutineId": found["id"], "operation": "send", "expression": "'catch'"}
    request = client.send("resumeCoroutine", arguments)
    client.request("cancel", {"requestId": request})
    assert client.answer(request)["value"] == "'caught'"
    assert client.coroutines()[0]["state"] == "suspended"
    assert client.drive(found["id"], "next")["value"] == "None"
    assert_all_works(client)


def test_a_drive_is_paused_inside_and_goes_on_to_be_cancelled(client):
    (found,) = client.coroutines()
    arguments = {"coroutineId": found["id"], "operation": "send", "expression": "'spin'"}
    request = client.send("resumeCoroutine", arguments)
    client.request("pause", {"threadId": 1})
    stop = client.stopped("pause")
    assert (stop["nested"], stop["coroutineId"]) == (True, found["id"])
    inner = evaluation(client, "spin()")
    client.request("cancel", {"requestId": request})
    for each in (inner, request):
        assert_cut(client, each)
    assert client.stopped("breakpoint").get("nested") is None
    assert_all_works(client)


def test_cancelling_what_is_over_or_was_never_there_is_no_error(client):
    request = evaluation(client, "1")
    client.answer(request)
    for number in (request, 12345, None):
        client.request("cancel", {} if number is None else {"requestId": number})
    assert_all_works(client)


def test_a_program_that_spins_in_an_evaluation_can_be_ended(client):
    evaluation(client, "spin()")
    began = time.monotonic()
    client.request("terminate")
    assert client.finish() < 0
    assert time.monotonic() - began < 2
