"""Driving a coroutine from a stop: stops inside its body, and the way back out of it."""

from __future__ import annotations

import pytest

from tests.dap.dap_client import DapClient
from tests.markers import DEBUGGEES, line_of, marked

PROGRAM = DEBUGGEES / "driving" / "nested.py"


class Drive:
    """A drive under way; its answer comes when control is back."""

    def __init__(self, debugger: Debugger, seq: int) -> None:
        self._debugger = debugger
        self._seq = seq

    def stops_at(self, place: str, reason: str = "step", nested: bool = True) -> None:
        stop = self._debugger.client.stopped(reason)
        assert stop.get("nested", False) is nested
        assert self._debugger.place() == place

    def answer(self) -> dict:
        return self._debugger.client.answer(self._seq)


class Debugger:
    """A program held at ``@here``."""

    def __init__(self, client: DapClient) -> None:
        self.client = client
        self._marks = {line: mark for mark, line in marked(PROGRAM).items()}

    def place(self) -> str:
        frame = self.client.top()
        return f"{frame['name']}@{self._marks[frame['line']]}"

    def go(self, command: str) -> None:
        self.client.request(command, {"threadId": 1})

    def step(self, command: str) -> str:
        self.go(command)
        assert self.client.stopped("step")["nested"] is True
        return self.place()

    def drive(self, name: str, operation: str, expression: str | None = None, **more) -> Drive:
        (found,) = [each["id"] for each in self.client.coroutines() if name in each["names"]]
        arguments = {"coroutineId": found, "operation": operation, **more}
        if expression is not None:
            arguments["expression"] = expression
        return Drive(self, self.client.send("resumeCoroutine", arguments))

    def is_back_at(self, place: str, reason: str = "breakpoint", nested: bool = False) -> None:
        """The stop that the drive began in is told again."""
        stop = self.client.stopped(reason)
        assert stop.get("nested", False) is nested
        assert self.place() == place

    def set_breakpoints(self, *marks: str) -> None:
        self.client.set_breakpoints(PROGRAM, [line_of(PROGRAM, mark) for mark in marks])


@pytest.fixture
def debugger(debuggee_python):
    with DapClient() as client:
        client.launch(
            PROGRAM,
            breakpoints=[line_of(PROGRAM, "here")],
            python=debuggee_python.path,
            keepAlive=True,
        )
        client.stopped("breakpoint")
        client.set_breakpoints(PROGRAM, [])
        yield Debugger(client)


def test_into_a_suspended_body_and_out_by_each_command(debugger):
    for command in ("next", "stepIn", "stepOut", "continue"):
        drive = debugger.drive("primed", "send", repr(command), stepIn=True)
        drive.stops_at("echo@echo-yield")
        assert debugger.step("next") == "echo@echo-got"
        assert debugger.step("stepIn") == "echo@echo-if"
        assert debugger.step("next") == "echo@echo-while"
        assert debugger.step("next") == "echo@echo-yield"
        debugger.go(command)
        answer = drive.answer()
        assert (answer["outcome"], answer["value"]) == ("yielded", repr(command))
        debugger.is_back_at("<module>@here")
    debugger.go("next")
    debugger.client.stopped("step")
    assert debugger.place() == "<module>@after"


def test_step_out_at_once(debugger):
    drive = debugger.drive("primed", "send", "'x'", stepIn=True)
    drive.stops_at("echo@echo-yield")
    debugger.go("stepOut")
    assert drive.answer()["value"] == "'x'"
    debugger.is_back_at("<module>@here")


def test_into_a_fresh_body_stops_at_its_first_line(debugger):
    drive = debugger.drive("fresh", "next", stepIn=True)
    drive.stops_at("echo@echo-first")
    debugger.go("stepOut")
    assert drive.answer()["value"] == "'nothing'"
    debugger.is_back_at("<module>@here")


def test_what_is_sent_is_seen_at_the_yield(debugger):
    drive = debugger.drive("primed", "send", "'seen'", stepIn=True)
    drive.stops_at("echo@echo-yield")
    (found,) = [each for each in debugger.client.coroutines() if "primed" in each["names"]]
    assert found["lastSent"]["value"] == "'seen'"
    assert found["state"] == "running"
    debugger.go("continue")
    drive.answer()
    debugger.is_back_at("<module>@here")


def test_a_breakpoint_in_the_body(debugger):
    debugger.set_breakpoints("echo-got")
    drive = debugger.drive("primed", "send", "'x'")
    drive.stops_at("echo@echo-got", "breakpoint")
    debugger.set_breakpoints()
    debugger.go("continue")
    assert drive.answer()["outcome"] == "yielded"
    debugger.is_back_at("<module>@here")


def test_without_a_stop_inside_nothing_is_told_again(debugger):
    before = len(debugger.client.events("stopped"))
    assert debugger.drive("primed", "send", "'x'").answer()["value"] == "'x'"
    assert debugger.client.evaluate("1 + 1")["result"] == "2"
    assert len(debugger.client.events("stopped")) == before
    assert debugger.place() == "<module>@here"


def test_the_body_returns(debugger):
    drive = debugger.drive("primed", "send", "'stop'", stepIn=True)
    drive.stops_at("echo@echo-yield")
    for place in ("echo-got", "echo-if", "echo-while", "echo-return"):
        assert debugger.step("next") == f"echo@{place}"
    debugger.go("next")
    answer = drive.answer()
    assert (answer["outcome"], answer["value"]) == ("returned", "'stopped'")
    debugger.is_back_at("<module>@here")


@pytest.mark.parametrize("command", ["next", "stepIn", "stepOut"])
def test_the_body_raises(debugger, command):
    debugger.set_breakpoints("echo-raise")
    drive = debugger.drive("primed", "send", "'fail'")
    drive.stops_at("echo@echo-raise", "breakpoint")
    debugger.go(command)
    answer = drive.answer()
    assert answer["outcome"] == "raised"
    assert (answer["exception"]["type"], answer["exception"]["message"]) == ("ValueError", "fail")
    debugger.is_back_at("<module>@here")


def test_throw_and_close_stop_at_the_yield(debugger):
    assert debugger.drive("counting", "next").answer()["value"] == "1"
    drive = debugger.drive("counting", "throw", "KeyError('k')", stepIn=True)
    drive.stops_at("numbers@numbers-one")
    assert debugger.step("next") == "numbers@numbers-finally"
    debugger.go("next")
    assert drive.answer()["exception"]["type"] == "KeyError"
    debugger.is_back_at("<module>@here")
    assert debugger.drive("pipeline", "next").answer()["value"] == "10"
    debugger.set_breakpoints("numbers-finally")
    drive = debugger.drive("pipeline", "close")
    drive.stops_at("numbers@numbers-finally", "breakpoint")
    debugger.go("next")
    assert drive.answer()["outcome"] == "closed"
    debugger.is_back_at("<module>@here")


def test_through_delegation(debugger):
    drive = debugger.drive("delegating", "send", "'stop'", stepIn=True)
    drive.stops_at("echo@echo-yield")
    debugger.go("stepOut")
    debugger.client.stopped("step")
    assert debugger.place() == "hands_on@hands-on-result"
    debugger.go("stepOut")
    assert drive.answer()["value"] == "'stopped'"
    debugger.is_back_at("<module>@here")


def test_step_over_at_a_yield_inside_goes_to_the_one_that_iterates(debugger):
    drive = debugger.drive("pipeline", "next", stepIn=True)
    drive.stops_at("consumes@consumes-for")
    debugger.go("continue")
    assert drive.answer()["value"] == "10"
    debugger.is_back_at("<module>@here")
    drive = debugger.drive("pipeline", "next", stepIn=True)
    drive.stops_at("consumes@consumes-yield")
    assert debugger.step("stepIn") == "consumes@consumes-for"
    assert debugger.step("stepIn") == "numbers@numbers-one"
    assert debugger.step("next") == "numbers@numbers-two"
    assert debugger.step("next") == "consumes@consumes-yield"
    debugger.go("next")
    assert drive.answer()["value"] == "20"
    debugger.is_back_at("<module>@here")


def test_another_drive_inside(debugger):
    outer = debugger.drive("primed", "send", "'outer'", stepIn=True)
    outer.stops_at("echo@echo-yield")
    assert debugger.drive("counting", "next").answer()["value"] == "1"
    inner = debugger.drive("fresh", "next", stepIn=True)
    inner.stops_at("echo@echo-first")
    innermost = debugger.drive("counting", "next", stepIn=True)
    innermost.stops_at("numbers@numbers-one")
    debugger.go("stepOut")
    assert innermost.answer()["value"] == "2"
    debugger.is_back_at("echo@echo-first", "step", nested=True)
    assert debugger.step("next") == "echo@echo-while"
    debugger.go("stepOut")
    assert inner.answer()["value"] == "'nothing'"
    debugger.is_back_at("echo@echo-yield", "step", nested=True)
    assert debugger.step("next") == "echo@echo-got"
    debugger.go("stepOut")
    assert outer.answer()["value"] == "'outer'"
    debugger.is_back_at("<module>@here")


def test_driving_what_is_running(debugger):
    outer = debugger.drive("primed", "send", "'outer'", stepIn=True)
    outer.stops_at("echo@echo-yield")
    answer = debugger.drive("primed", "next").answer()
    assert answer["outcome"] == "raised"
    assert answer["exception"]["message"] == "generator already executing"
    assert debugger.place() == "echo@echo-yield"
    debugger.go("continue")
    assert outer.answer()["value"] == "'outer'"
    debugger.is_back_at("<module>@here")


def test_an_asynchronous_generator(debugger):
    drive = debugger.drive("ticking", "next", stepIn=True)
    drive.stops_at("ticks@ticks-yield")
    debugger.go("next")
    answer = drive.answer()
    assert (answer["outcome"], answer["value"]) == ("yielded", "'tick'")
    debugger.is_back_at("<module>@here")
    drive = debugger.drive("ticking", "next", stepIn=True)
    drive.stops_at("ticks@ticks-yield")
    assert debugger.step("next") == "ticks@ticks-again"
    debugger.go("stepOut")
    assert drive.answer()["value"] == "'tock'"
    debugger.is_back_at("<module>@here")


def test_next_yield_inside(debugger):
    drive = debugger.drive("pipeline", "next", stepIn=True)
    drive.stops_at("consumes@consumes-for")
    for place in ("numbers@numbers-one", "consumes@consumes-yield"):
        debugger.client.request("continueTo", {"event": "yield"})
        drive.stops_at(place, "yield")
    debugger.client.request("continueTo", {"event": "yield"})
    assert drive.answer()["value"] == "10"
    debugger.is_back_at("<module>@here")


def test_after_the_end_of_the_script(debugger):
    debugger.go("continue")
    debugger.client.stopped("end")
    drive = debugger.drive("primed", "send", "'late'", stepIn=True)
    drive.stops_at("echo@echo-yield")
    assert debugger.step("next") == "echo@echo-got"
    debugger.go("stepOut")
    assert drive.answer()["value"] == "'late'"
    assert debugger.client.stopped("end").get("nested", False) is False
