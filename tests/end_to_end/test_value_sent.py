"""The value that went in is read right, whatever functions handled exceptions meanwhile.

CPython keeps the state of handled exceptions behind the evaluation stack of a coroutine, also of
those that functions called by it have handled.
"""

from __future__ import annotations

from pathlib import Path

from tests.dap.dap_client import DapClient
from tests.markers import line_of

PROGRAM = Path(__file__).parents[1] / "debuggees" / "callee_handles.py"


def by_name(client: DapClient, name: str) -> dict:
    (found,) = [c for c in client.coroutines() if name in c["names"]]
    return found


def stack_of(client: DapClient, coroutine: dict) -> list[str]:
    frame = client.frames(coroutine["id"])[0]
    scopes = client.request("scopes", {"frameId": frame["id"]})["scopes"]
    found = [scope for scope in scopes if scope["name"] == "Stack"]
    return [v["value"] for s in found for v in client.variables(s["variablesReference"])]


def test_sent_by_the_program(debuggee_python):
    with DapClient() as client:
        stop = [line_of(PROGRAM, "stop")]
        client.launch(PROGRAM, stop, python=debuggee_python.path)
        client.stopped("breakpoint")
        assert by_name(client, "read")["lastSent"] == {"value": "'two'", "type": "str"}
        assert by_name(client, "inner")["lastSent"] == {"value": "'four'", "type": "str"}
        assert stack_of(client, by_name(client, "read")) == []
        assert stack_of(client, by_name(client, "inner")) == ["<built-in function len>", "7"]


def test_sent_by_the_user_and_after_stops(debuggee_python):
    with DapClient() as client:
        client.launch(PROGRAM, python=debuggee_python.path, keepAlive=True)
        client.stopped("end")
        for value in ("'mine'", "'again'"):
            client.drive(by_name(client, "read")["id"], "send", value)
            assert by_name(client, "read")["lastSent"]["value"] == value
            assert stack_of(client, by_name(client, "read")) == []


def test_sent_while_stepping(debuggee_python):
    with DapClient() as client:
        client.launch(PROGRAM, python=debuggee_python.path, stopOnEntry=True)
        client.stopped("entry")
        seen = []
        for _ in range(40):
            client.step("stepIn")
            sent = [c.get("lastSent") for c in client.coroutines() if "read" in c["names"]]
            seen += [each["value"] for each in sent if each and each["value"] not in seen]
        assert seen == ["'one'", "'two'"]
