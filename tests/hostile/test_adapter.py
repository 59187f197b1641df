"""The adapter between an editor and a program, either of which says what it likes."""

from __future__ import annotations

import signal
import subprocess
import sys
import time

import pytest

from coro_debugger.protocol.commands import COMMANDS
from coro_debugger.protocol.events import EVENT_TYPES
from tests.dap.dap_client import ADAPTER, ROOT, TIMEOUT, DapClient, frame, read_frame
from tests.hostile.debuggee import on_pythons
from tests.hostile.programs.speaks import FLOODS, SAID, UNDERSTOOD
from tests.hostile.wire_values import DAP_NUMBERS, WireValues

# What lets the program run, drives it or ends it has no answer that could be waited for.
NOT_ASKED = {
    *("launch", "initialize", "configurationDone", "terminate", "disconnect", "resumeCoroutine"),
    *("continue", "next", "stepIn", "stepOut", "continueTo", "pause"),
}
ASKED = sorted(COMMANDS.keys() - NOT_ASKED)


class Waiter:
    """Waits as qtbot does, without Qt."""

    def waitUntil(self, condition, timeout: int) -> None:
        until = time.monotonic() + timeout / 1000
        while not condition():
            assert time.monotonic() < until
            time.sleep(0.002)


def how_many(few: int, many: int):
    long = pytest.param(many, marks=[pytest.mark.long, pytest.mark.timeout(3_600)])
    return pytest.mark.parametrize("count", [few, long])


# --- an editor that speaks garbage ----------------------------------------------------------------


def ask_anything(client: DapClient, values: WireValues) -> None:
    """Send a request of any content, sometimes of a wrong form; there must be an answer."""
    command = values.random.choice(ASKED)
    arguments = values.of_type(COMMANDS[command])
    if arguments and values.random.random() < 0.3:
        arguments[values.random.choice(sorted(arguments))] = values.anything()
    client._seq += 1
    message = {"seq": client._seq, "type": "request", "command": command, "arguments": arguments}
    client.send_raw(frame(message))
    client._wait(lambda: client._responses.get(client._seq), str(message), TIMEOUT)


@how_many(300, 5_000)
@pytest.mark.parametrize(("program", "python"), on_pythons("million"))
def test_requests_of_any_content_do_no_harm(debuggee, program, python, count, request):
    debuggee.run(program, "20", python=python)
    client = debuggee.client
    client.stopped()
    values = WireValues(0, DAP_NUMBERS)
    for _ in range(count):
        ask_anything(client, values)
    assert client.evaluate("1 + 1")["result"] == "2"
    request.node.user_properties.append(("inputs", ("requests of any content to a program", count)))


# --- a program that speaks garbage ----------------------------------------------------------------


@pytest.fixture
def adapter(peer, script):
    """An adapter that has launched what the test plays."""
    with subprocess.Popen(
        ADAPTER, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as adapter:
        launch = {"program": str(script("pass")), "python": peer.python}
        ask(adapter, 1, "launch", launch)
        peer.take_call(Waiter())
        peer.answer(peer.expect(Waiter(), "launch"), {})
        yield adapter
        adapter.kill()


def ask(adapter: subprocess.Popen, seq: int, command: str, arguments: dict) -> None:
    message = {"seq": seq, "type": "request", "command": command, "arguments": arguments}
    adapter.stdin.write(frame(message))
    adapter.stdin.flush()


def read_until(adapter: subprocess.Popen, name: str) -> list[dict]:
    """Return what the adapter sends up to this event, or the answer to this command."""
    read = []
    while (message := read_frame(adapter.stdout)) is not None:
        read.append(message)
        if name in (message.get("event"), message.get("command")):
            return read
    raise AssertionError(f"no {name}: {adapter.stderr.read()}")


def leave(adapter: subprocess.Popen) -> None:
    ask(adapter, 2, "disconnect", {})
    read_until(adapter, "disconnect")
    assert adapter.wait(TIMEOUT) == 0
    assert adapter.stderr.read() == b""


@how_many(500, 20_000)
def test_messages_of_any_content_are_passed_on(adapter, peer, count, request):
    values = WireValues(0)
    for _ in range(count):
        name = values.random.choice(sorted(EVENT_TYPES.keys() - {"terminated", "exited"}))
        peer.tell(name, values.of_type(EVENT_TYPES[name]))
        assert read_until(adapter, name)[-1]["type"] == "event"
    leave(adapter)
    request.node.user_properties.append(("inputs", ("events of any content to the adapter", count)))


@pytest.fixture
def deep_recursion():
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(20_000)
    yield
    sys.setrecursionlimit(before)


def test_messages_nested_deeply(adapter, peer, deep_recursion):
    # Somewhere there what could just be read cannot be written any more.
    for depth in range(900, 100_000):
        nested = b'{"seq":1,"type":"event","event":"output","body":{"output":"","more":'
        nested += b"[" * depth + b"]" * depth + b"}}"
        peer.send_raw(b"Content-Length: %d\r\n\r\n%s" % (len(nested), nested))
        if said := read_until(adapter, "output")[-1]["body"]["output"]:
            break
    assert "broke the protocol" in said
    leave(adapter)


NONSENSE = [each for each in SAID if each not in (*UNDERSTOOD, "wrong types in an event")]


@pytest.mark.parametrize(
    ("how", "python"), [*on_pythons(*NONSENSE[:3]), *on_pythons(*NONSENSE[3:], each=0)]
)
def test_a_program_that_says_nonsense_is_ended(debuggee, how, python):
    debuggee.hold("speaks", how, python=python)
    debuggee.client.send("continue", {"threadId": 1})
    debuggee.client.wait_for_output("The agent broke the protocol", "important")
    assert debuggee.client.finish() == -signal.SIGKILL


@pytest.mark.parametrize(
    ("how", "python"), [*on_pythons(*[*FLOODS][:1]), *on_pythons(*[*FLOODS][1:], each=0)]
)
def test_a_flood_can_be_stopped(debuggee, how, python):
    debuggee.hold("speaks", how, python=python)
    debuggee.client.send("continue", {"threadId": 1})
    debuggee.client.wait_for_output("ready")


@pytest.mark.long
@pytest.mark.parametrize(("how", "python"), on_pythons("a flood that outlives"))
def test_a_flood_that_outlives_the_program(debuggee, how, python):
    debuggee.hold("speaks", how, python=python)
    debuggee.client.resume()
    assert debuggee.client.finish() == 7
