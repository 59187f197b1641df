"""The relay between a client and a stand-in agent that behaves as told."""

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.dap.dap_client import ADAPTER, ROOT, DapClient, DapError, frame, read_frame
from tests.dap.schemas import SchemaError


@pytest.fixture
def client():
    with DapClient() as client:
        yield client


@pytest.fixture
def launch(client, fake_python, script):
    """Return a function that launches the stand-in in a mode, up to configurationDone."""

    def launch(mode: str, *arguments: str, **more) -> DapClient:
        client.launch(script("pass"), python=fake_python, args=[mode, *arguments], **more)
        return client

    return launch


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    # A zombie that its parent has not looked at yet is dead all the same.
    return stat(pid)[0] != "Z"


def stat(pid: int) -> list[str]:
    """Return what Linux tells of a process, from its state on."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


def wait_until(condition, seconds: float = 5.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def test_capabilities(client):
    body = client.initialize()
    assert body["supportsCoroutines"] is True
    assert [item["filter"] for item in body["exceptionBreakpointFilters"]] == ["raised", "uncaught"]


def test_lines_from_zero_are_refused(client):
    with pytest.raises(DapError, match="from 1"):
        client.request("initialize", {"adapterID": "x", "linesStartAt1": False})


def test_a_whole_session(launch):
    client = launch("plain", breakpoints=[1])
    assert client.stopped("breakpoint")["coroutineId"] == 2
    assert client.output() == "hello\n"
    assert client.top()["name"] == "<module>"
    assert client.frames(2)[0]["coroutineId"] == 2
    client.resume()
    assert client.finish() == 3
    assert client.output() == "hello\nthe last words\n"
    assert client.output("stderr") == "oh dear\n"
    assert [m.get("event") for m in client.messages[-2:]] == ["exited", "terminated"]


def test_output_comes_before_the_stop_it_was_written_before(launch):
    client = launch("plain")
    client.stopped()
    for _ in range(100):
        client.request("next", {"threadId": 1})
        client.stopped("step")
        kinds = [m["event"] for m in client.messages if m["type"] == "event"]
        assert kinds[-2:] == ["output", "stopped"]
    assert client.output().count("step") == 100


def test_a_failed_request_keeps_its_text(launch):
    client = launch("plain")
    client.stopped()
    with pytest.raises(DapError, match=r"^NameError: name 'x' is not defined$"):
        client.evaluate("x")


def test_stdin_reaches_the_program(launch):
    client = launch("plain")
    client.stopped()
    answer = client.send("evaluate", {"expression": "input()"})
    client.request("stdin", {"text": "grüße 🐍\n"})
    assert client.answer(answer)["result"] == repr("grüße 🐍\n")
    answer = client.send("evaluate", {"expression": "input()"})
    client.request("stdin", {"eof": True})
    assert client.answer(answer)["result"] == "''"


def test_torn_characters_and_bytes_that_are_none(launch):
    client = launch("torn")
    assert client.finish() == 0
    assert client.output() == "€ \ufffd 😀 \ufffd"


def test_a_flood_arrives_whole(launch):
    client = launch("flood", "20000000")
    client.stopped(timeout=60)
    assert len(client.output()) == 20_000_000


def test_a_client_that_does_not_read_makes_the_program_wait(fake_python, script):
    """Memory stays bounded, and the conversation can still be ended."""
    with subprocess.Popen(
        ADAPTER, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    ) as process:
        arguments = {"program": str(script("pass")), "python": fake_python}
        arguments["args"] = ["flood", "400000000"]
        for seq, (command, body) in enumerate(
            [("launch", arguments), ("configurationDone", {})], start=1
        ):
            request = {"seq": seq, "type": "request", "command": command, "arguments": body}
            process.stdin.write(frame(request))
            process.stdin.flush()
        read = [read_frame(process.stdout) for _ in range(5)]
        assert {message.get("event") for message in read} >= {"output"}
        wait_until(lambda: _is_asleep(process.pid))
        resident = int(stat(process.pid)[21]) * os.sysconf("SC_PAGE_SIZE")
        assert resident < 100_000_000
        process.stdin.write(frame({"seq": 3, "type": "request", "command": "disconnect"}))
        process.stdin.flush()
        while (message := read_frame(process.stdout)) is not None:
            last = message
        assert (last["command"], last["success"]) == ("disconnect", True)
        assert process.wait(5) == 0


def _is_asleep(pid: int) -> bool:
    """Whether the process makes no progress: its CPU time stands still for a while."""

    before = stat(pid)[11:13]
    time.sleep(0.3)
    return before == stat(pid)[11:13]


def test_a_grandchild_that_holds_the_pipes_delays_the_end_a_little(launch):
    client = launch("grandchild")
    began = time.monotonic()
    assert client.finish() == 0
    assert time.monotonic() - began < 1.0
    assert client.output() == "left somebody behind\n"


@pytest.mark.parametrize("way", ["terminate", "disconnect", "hang up"])
def test_ending_reaches_children_that_left_the_group(launch, way):
    client = launch("stubborn")
    client.wait_for_output("\n")
    child = int(client.output().split()[1])
    began = time.monotonic()
    if way == "terminate":
        client.request("terminate")
        assert client.finish() == -signal.SIGKILL
    elif way == "disconnect":
        client.disconnect()
    else:
        client.process.stdin.close()
        assert client.process.wait(5) == 0
    assert time.monotonic() - began < 1.5
    wait_until(lambda: not is_alive(child))


def test_the_adapter_ends_right_after_its_disconnect_response(launch):
    client = launch("plain")
    client.stopped()
    client.request("disconnect")
    assert client.process.wait(1) == 0
    last = client.messages[-1]
    assert (last["type"], last["command"]) == ("response", "disconnect")


def test_a_killed_adapter_leaves_nothing_running(launch):
    client = launch("stubborn")
    client.wait_for_output("\n")
    child = int(client.output().split()[1])
    client.process.terminate()
    client.process.wait(5)
    wait_until(lambda: not is_alive(child))


def test_a_program_that_dies_answers_what_was_asked(launch):
    client = launch("midway")
    client.stopped()
    answer = client.send("next", {"threadId": 1})
    with pytest.raises(DapError, match="ended"):
        client.answer(answer)
    assert client.finish() == -signal.SIGSEGV
    with pytest.raises(DapError, match="ended"):
        client.request("threads")


def test_a_program_whose_agent_hangs_up_runs_on(launch):
    client = launch("hangs_up")
    client.stopped()
    with pytest.raises(DapError, match="gone"):
        client.request("next", {"threadId": 1})
    client.request("stdin", {"text": "indeed\n"})
    assert client.finish() == 5
    assert "on my own now indeed" in client.output()


@pytest.mark.parametrize("mode", ["garbage", "huge", "not_json", "wrong_types"])
def test_an_agent_that_breaks_the_protocol_is_ended(client, fake_python, script, mode):
    client.initialize()
    arguments = {"program": str(script("pass")), "python": fake_python, "args": [mode]}
    with pytest.raises(DapError):
        client.request("launch", arguments)
    assert client.finish() == -signal.SIGKILL
    assert "broke the protocol" in client.output("important")


def test_what_nobody_asked_for_is_no_reason_to_quarrel(fake_python, script):
    """An event unknown here is passed on as it is; a request of the agent's is refused."""
    client = DapClient()
    client.begin_launch(script("pass"), python=fake_python, args=["unknown"])
    client.send("configurationDone")
    # The schema knows no such event, so the strict client complains: it did arrive.
    with pytest.raises(SchemaError, match="NoveltyEvent"):
        client.stopped()
    with pytest.raises(SchemaError, match="NoveltyEvent"):
        client.close()


# --- launches that fail ----------------------------------------------------------------------


def refusal(client, **arguments) -> str:
    with pytest.raises(DapError) as error:
        client.request("launch", arguments)
    return str(error.value)


def test_a_missing_program(client, tmp_path):
    path = str(tmp_path / "no such.py")
    assert refusal(client, program=path) == f"The program does not exist: {path}"
    assert "program" in refusal(client, program="")
    assert "program" in refusal(client, program="a\0b")


def test_a_folder_for_a_program(client, tmp_path):
    assert refusal(client, program=str(tmp_path)) == f"The program is a folder: {tmp_path}"


def test_a_missing_interpreter(client, script, tmp_path):
    program = str(script("pass"))
    assert "interpreter" in refusal(client, program=program, python=str(tmp_path / "python"))
    assert "interpreter" in refusal(client, program=program, python="no-such-python-9")
    assert "interpreter" in refusal(client, program=program, python=program)


def test_a_missing_working_folder(client, script, tmp_path):
    text = refusal(client, program=str(script("pass")), cwd=str(tmp_path / "nowhere"))
    assert "working folder" in text


def test_an_interpreter_that_is_too_old(client, script, fake_python):
    text = refusal(client, program=str(script("pass")), python=fake_python, args=["too_old"])
    assert "older than Python 3.11" in text
    assert "3.11 to 3.15" in text


def test_an_interpreter_that_dies_at_start(client, script, fake_python):
    text = refusal(client, program=str(script("pass")), python=fake_python, args=["dies"])
    assert "status 4" in text
    assert "no module named site, poor thing" in text


def test_an_interpreter_that_is_no_program(client, script, tmp_path):
    broken = tmp_path / "broken"
    broken.write_bytes(b"\0\1\2")
    broken.chmod(0o755)
    text = refusal(client, program=str(script("pass")), python=str(broken))
    assert "cannot be started" in text


def test_after_a_failed_launch_another_may_follow(client, script, fake_python):
    program = str(script("pass"))
    assert "status 4" in refusal(client, program=program, python=fake_python, args=["dies"])
    client.launch(program, python=fake_python, args=["plain"])
    client.stopped()


@pytest.mark.timeout(60)
def test_nobody_but_the_agent_is_let_in(launch):
    client = launch("intruders")
    assert client.stopped()["reason"] == "breakpoint"


@pytest.mark.timeout(60)
def test_an_interpreter_that_never_answers(client, script, fake_python):
    text = refusal(client, program=str(script("pass")), python=fake_python, args=["only_intruders"])
    assert "10 seconds" in text


@pytest.mark.parametrize(
    "arguments",
    [{}, {"program": 3}, {"program": "x", "args": "y"}, {"program": "x", "env": {"A": 1}}],
    ids=str,
)
def test_launch_arguments_of_wrong_types(client, arguments):
    # Not through `request`: the schema would refuse to send it.
    request = {"seq": 900, "type": "request", "command": "launch", "arguments": arguments}
    client.send_raw(frame(request))
    with pytest.raises(DapError, match="launch"):
        client.answer(900)


# --- clients that err ------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["threads", "configurationDone", "coroutines"])
def test_requests_before_launch(client, command):
    with pytest.raises(DapError, match="nothing was launched"):
        client.request(command)


def test_an_unknown_request(client):
    client.send_raw(frame({"seq": 900, "type": "request", "command": "frobnicate"}))
    with pytest.raises(DapError, match="frobnicate"):
        client.answer(900)


def test_a_message_without_a_command_gets_an_error(client):
    client.send_raw(frame({"seq": 900, "type": "request"}))
    with pytest.raises(DapError, match="command"):
        client.answer(900)


def test_a_second_launch_is_refused(launch, script):
    client = launch("plain")
    client.stopped()
    with pytest.raises(DapError, match="already"):
        client.request("launch", {"program": str(script("pass"))})


@pytest.mark.parametrize(
    "data",
    [
        b"GET / HTTP/1.1\r\n\r\n",
        b"Content-Length: 3\r\n\r\n[1]",
        b"Content-Length: 3\r\n\r\n{{{",
        b"Content-Length: 99999999999\r\n\r\n",
        b"x" * 10_000,
        b'Content-Length: 11\r\n\r\n{"seq":NaN}',
    ],
    ids=["http", "list", "not json", "huge", "endless header", "NaN"],
)
def test_garbage_from_the_client_ends_the_conversation(fake_python, script, data):
    client = DapClient()
    client.launch(script("pass"), python=fake_python, args=["plain"])
    client.stopped()
    pid = client.events("process")[0]["systemProcessId"]
    client.send_raw(data)
    assert client.process.wait(5) == 1
    errors = client.errors()
    assert errors.startswith("coro_debugger.adapter: ")
    assert "Traceback" not in errors
    wait_until(lambda: not is_alive(pid))
    with pytest.raises(AssertionError):  # the complaint
        client.close()
