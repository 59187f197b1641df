"""Messages that are wrong: the request fails or the conversation ends, the program is unharmed."""

from __future__ import annotations

import socket
import subprocess

import pytest

from coro_debugger.protocol.commands import LaunchArguments
from coro_debugger.protocol.framing import MAX_CONTENT_BYTES, FrameReader
from coro_debugger.protocol.launch import GREETING_LENGTH, debuggee_command
from tests.dap.dap_client import ADAPTER, TIMEOUT, DapClient, DapError, frame
from tests.interpreters import found

PROGRAM = "print('begun', flush=True)\npass  # @here\nprint('done')\n"
# Each with the words that the answer must hold.
MALFORMED = {
    "a field is missing": ("scopes", {}, "'frameId' is missing"),
    "a field has another type": ("scopes", {"frameId": "1"}, "expected int"),
    "a bool for a number": ("scopes", {"frameId": True}, "expected int"),
    "an unknown operation": (
        "resumeCoroutine",
        {"coroutineId": 1, "operation": "dance"},
        "'dance' is not a ResumeOperation",
    ),
    "an unknown state": ("coroutines", {"states": ["tired"]}, "'tired' is not a CoroutineState"),
    "a list for an object": ("setBreakpoints", {"source": []}, "expected an object"),
    "arguments are a list": ("threads", [], "'arguments' must be an object"),
    "a huge number": ("scopes", {"frameId": 10**400}, "gone"),
    "a negative page": ("variables", {"variablesReference": -1, "start": -5, "count": -5}, "gone"),
    "no such coroutine": ("resumeCoroutine", {"coroutineId": 77, "operation": "next"}, "gone"),
    "nothing to send": ("resumeCoroutine", {"coroutineId": 1, "operation": "send"}, "gone"),
    "an unknown command": ("frobnicate", {}, "unknown request 'frobnicate'"),
    "no command": (None, {}, "'command' must be str"),
}


def send(client: DapClient, command: str | None, arguments: object) -> int:
    """Send what the schemas forbid."""
    client._seq += 1
    message = {"seq": client._seq, "type": "request", "arguments": arguments}
    client.send_raw(frame(message if command is None else {**message, "command": command}))
    return client._seq


def test_malformed_requests_fail_with_the_reason(hold):
    client = hold(PROGRAM)
    for command, arguments, words in MALFORMED.values():
        with pytest.raises(DapError) as caught:
            client.answer(send(client, command, arguments))
        assert words in str(caught.value), (command, arguments)
        error = caught.value.response["body"]["error"]
        assert error["variables"]["why"]
    assert client.evaluate("1")["result"] == "1"
    client.resume()
    assert client.finish() == 0
    assert client.output() == "begun\ndone\n"
    assert client.output("stderr") == ""


def test_unknown_fields_are_ignored(hold):
    client = hold(PROGRAM)
    assert client.answer(send(client, "threads", {"fromTheFuture": {"x": [1]}}))["threads"]
    body = client.answer(send(client, "evaluate", {"expression": "2", "new": None}))
    assert body["result"] == "2"


@pytest.mark.parametrize(
    "data",
    [
        b"Content-Length: %d\r\n\r\n" % (MAX_CONTENT_BYTES + 1),
        b"Content-Length: -5\r\n\r\n",
        b"Content-Type: x\r\n\r\n",
        b"Content-Length: 4\r\n\r\nnull",
        b"Content-Length: 3\r\n\r\nNaN",
        b"Content-Length: 2\r\n\r\n\xff\xfe",
        b"x" * 5000,
        b"Content-Length: 60000\r\n\r\n" + b"[" * 60000,
    ],
    ids=["oversized", "negative", "no length", "null", "NaN", "not UTF-8", "no header", "deep"],
)
def test_what_is_no_message_ends_the_conversation_and_the_program(data):
    with subprocess.Popen(
        ADAPTER, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as adapter:
        _, errors = adapter.communicate(data, TIMEOUT)
    assert adapter.returncode == 1
    assert errors.startswith(b"coro_debugger.adapter: ")
    assert b"Traceback" not in errors


@pytest.fixture
def agent(script):
    """Start the agent without an adapter; return its process and a connection to it."""
    program = script("print('never printed')\n")
    with socket.create_server(("127.0.0.1", 0)) as server:
        python = found()[-1].path
        arguments = LaunchArguments(str(program), python=python)
        command = debuggee_command(arguments, server.getsockname()[1])
        with subprocess.Popen(
            command.command,
            env=command.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        ) as process:
            connection, _ = server.accept()
            with connection:
                connection.settimeout(TIMEOUT)
                greeting = connection.recv(GREETING_LENGTH, socket.MSG_WAITALL)
                assert command.is_greeted(greeting)
                yield process, connection


def answers(connection: socket.socket, count: int) -> list[dict]:
    reader = FrameReader()
    messages: list[dict] = []
    while len(messages) < count:
        data = connection.recv(65536)
        assert data, f"the agent hung up after {messages}"
        messages += reader.feed(data)
    return messages


def test_the_agent_itself_answers_what_is_malformed(agent):
    _, connection = agent
    wrong = [
        {},
        {"seq": "1", "type": "request", "command": "threads"},
        {"seq": 7, "type": "poem"},
        {"seq": 8, "type": "request", "command": "frobnicate"},
        {"seq": 9, "type": "request", "command": "launch", "arguments": {"program": 5}},
        {"seq": 10, "type": "request", "command": "setBreakpoints", "arguments": []},
    ]
    for message in wrong:
        connection.sendall(frame(message))
    found = answers(connection, len(wrong))
    assert [m["success"] for m in found] == [False] * len(wrong)
    assert [m["request_seq"] for m in found] == [0, 0, 7, 8, 9, 10]
    assert all(m["message"] for m in found)
    assert [m["seq"] for m in found] == list(range(1, len(wrong) + 1))


@pytest.mark.parametrize(
    "data", [b"Content-Length: 99999999999\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n", b""], ids=str
)
def test_the_agent_ends_with_a_client_that_is_none(agent, data):
    process, connection = agent
    connection.sendall(data)
    connection.shutdown(socket.SHUT_WR)
    output, errors = process.communicate(timeout=TIMEOUT)
    assert process.returncode != 0
    assert (output, errors) == (b"", b"")


def test_a_wrong_secret_is_refused(script):
    # Whoever is called first and greets wrongly is hung up on: see tests/adapter for the listener.
    program = script("print(1)\n")
    one = debuggee_command(LaunchArguments(str(program)), 1)
    other = debuggee_command(LaunchArguments(str(program)), 1)
    assert len(one.greeting) == GREETING_LENGTH
    assert one.is_greeted(one.greeting)
    assert not one.is_greeted(other.greeting)
