"""A stop, and what is asked there, keeps no frame of the program alive and frees none too early."""

from __future__ import annotations

import pytest

from tests.dap.dap_client import DapClient
from tests.markers import line_of

PROGRAM = """\
def careful():
    try:
        yield "careful"
    finally:
        print("tidied")  # @tidied


def leaves():
    generator = careful()
    next(generator)
    return 1  # @here


leaves()
print("left")
"""


@pytest.mark.parametrize("command", ["continue", "next", "stepIn", "stepOut"])
def test_a_generator_is_freed_with_its_frame(script, debuggee_python, command):
    path = script(PROGRAM)
    with DapClient() as client:
        client.launch(path, breakpoints=[line_of(path, "here")], python=debuggee_python.path)
        client.stopped("breakpoint")
        assert "generator" in client.locals()
        frame_id = client.top()["id"]
        assert client.coroutines()
        client.evaluate("generator", frame_id)
        client.request("completions", {"text": "gen", "column": 4, "frameId": frame_id})
        client.request("threads")
        client.set_breakpoints(path, [])
        client.request(command, {"threadId": 1})
        if command != "continue":
            client.stopped("step")
            client.resume()
        assert client.finish() == 0
        assert client.output() == "tidied\nleft\n"


def test_what_is_being_freed_is_not_taken_for_a_new_coroutine(script, debuggee_python):
    path = script(PROGRAM + "for _ in range(20):\n    leaves()\n")
    with DapClient() as client:
        client.launch(path, breakpoints=[line_of(path, "tidied")], python=debuggee_python.path)
        for _ in range(21):
            client.stopped("breakpoint")
            found = client.coroutines(includeFinished=True)
            assert [each["state"] for each in found if each["state"] != "finished"] == []
            client.resume()
        assert client.finish() == 0
        assert client.output() == "tidied\nleft\n" + "tidied\n" * 20
