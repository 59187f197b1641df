"""Byte code, text of code without a file, and exceptions, as an editor asks for them."""

from __future__ import annotations

import pytest

from tests.dap.dap_client import DapClient, DapError
from tests.markers import line_of

GENERATOR = """
def count(start):
    for number in range(start):
        got = yield number  # @yield
        print("got", got)  # @after

counter = count(5)
next(counter)
pass  # @here
"""


def disassemble(client: DapClient, frame: dict, **arguments: int) -> list[dict]:
    reference = frame["instructionPointerReference"]
    asked = {"memoryReference": reference, "instructionCount": 10_000, **arguments}
    return client.request("disassemble", asked)["instructions"]


def test_byte_code_of_a_suspended_coroutine(hold):
    client = hold(GENERATOR)
    (counter,) = client.coroutines()
    frame = client.top(counter["id"])
    whole = disassemble(client, frame, instructionOffset=-10_000, instructionCount=20_000)
    (current,) = [each for each in whole if each.get("isCurrent")]
    assert current["opname"] == "YIELD_VALUE"
    assert current["isYield"] is True
    assert (current["line"], current["column"]) == (frame["line"], frame["column"])
    assert len({each["address"] for each in whole}) == len(whole)
    assert [each["offset"] for each in whole] == sorted(each["offset"] for each in whole)
    # The first one answered is the one that the frame is at, as DAP says.
    at = whole.index(current)
    assert disassemble(client, frame) == whole[at:]
    assert (
        disassemble(client, frame, instructionOffset=-2, instructionCount=5)
        == (whole[at - 2 : at + 3])
    )


def test_byte_code_of_a_running_frame(client, script, debuggee_python):
    path = script(GENERATOR + "next(counter)\n")
    lines = [line_of(path, "after")]
    client.launch(path, lines, python=debuggee_python.path)
    client.stopped("breakpoint")
    for frame in client.frames():
        first = disassemble(client, frame)[0]
        assert first["isCurrent"] is True
        assert first["line"] == frame["line"]
    arguments = {"memoryReference": "nonsense", "instructionCount": 1}
    with pytest.raises(DapError):
        client.request("disassemble", arguments)


def test_byte_code_of_one_that_has_not_started(hold):
    client = hold("def made():\n    yield\n\nmade = made()\npass  # @here\n")
    (made,) = client.coroutines()
    frame = client.top(made["id"])
    assert (frame["name"], frame["line"]) == ("made", 1)
    assert disassemble(client, frame)
    assert client.request("scopes", {"frameId": frame["id"]})["scopes"]


def test_code_without_a_file_has_a_text(hold):
    client = hold(
        "import linecache\n"
        "text = 'def made():\\n    yield 1\\n    yield 2\\n'\n"
        "linecache.cache['<made up>'] = (len(text), None, text.splitlines(True), '<made up>')\n"
        "namespace = {}\n"
        "exec(compile(text, '<made up>', 'exec'), namespace)\n"
        "made = namespace['made']()\n"
        "next(made)\n"
        "exec(compile('def other(): yield', '<no text>', 'exec'), namespace)\n"
        "other = namespace['other']()\n"
        "next(other)\n"
        "pass  # @here\n"
    )
    found = {c["qualname"]: c for c in client.coroutines()}
    source = client.top(found["made"]["id"])["source"]
    assert source == found["made"]["source"]
    assert source["name"] == "<made up>"
    assert "path" not in source
    arguments = {"sourceReference": source["sourceReference"], "source": source}
    body = client.request("source", arguments)
    assert body["content"].splitlines()[1] == "    yield 1"
    assert found["made"]["line"] == 2
    assert found["other"]["source"] == {"name": "<no text>"}
    with pytest.raises(DapError, match="no such source"):
        client.request("source", {"sourceReference": 999})


def test_exception_info(client, script, debuggee_python):
    path = script(
        "class Trouble(Exception):\n    pass\n\n"
        "def fail():\n    raise Trouble('with {braces}')  # @raise\n\n"
        "try:\n    fail()\nexcept Trouble:\n    pass  # @after\n"
    )
    here = [line_of(path, "after")]
    client.launch(path, here, filters=["raised"], python=debuggee_python.path)
    stop = client.stopped("exception")
    assert stop["text"] == "Trouble: with {braces}"
    info = client.request("exceptionInfo", {"threadId": 1})
    assert (info["exceptionId"], info["breakMode"]) == ("Trouble", "always")
    assert info["description"] == "Trouble: with {braces}"
    assert info["details"]["fullTypeName"] == "__main__.Trouble"
    assert info["details"]["message"] == "with {braces}"
    assert "line 5, in fail" in info["details"]["stackTrace"]
    while client.top()["line"] != here[0]:
        client.resume()
        client.stopped()
    with pytest.raises(DapError, match="no exception"):
        client.request("exceptionInfo", {"threadId": 1})


@pytest.mark.parametrize("kept", [True, False], ids=["kept alive", "uncaught"])
def test_frames_of_an_uncaught_exception(client, script, debuggee_python, kept):
    path = script(
        "def body():\n    local = 5\n    yield 1\n    1 / 0  # @fails\n\n"
        "def consume(coroutine):\n    held = [coroutine]\n"
        "    for each in coroutine:  # @loop\n        pass\n\n"
        "consume(body())  # @call\n"
    )
    filters = [] if kept else ["uncaught"]
    client.launch(path, filters=filters, keepAlive=kept, python=debuggee_python.path)
    stop = client.stopped("end" if kept else "exception")
    assert stop["text"] == "ZeroDivisionError: division by zero"
    assert stop.get("exitStatus") == (1 if kept else None)
    frames = client.frames()
    assert [f["name"] for f in frames] == ["body", "consume", "<module>"]
    assert [f["line"] for f in frames] == [line_of(path, m) for m in ("fails", "loop", "call")]
    text = path.read_text().splitlines()[frames[0]["line"] - 1]
    assert text[frames[0]["column"] - 1 : frames[0]["endColumn"] - 1] == "1 / 0"
    assert client.evaluate("local + 1", frames[0]["id"])["result"] == "6"
    assert client.locals()["local"] == "5"
    assert client.evaluate("len(held)", frames[1]["id"])["result"] == "1"
    info = client.request("exceptionInfo", {"threadId": 1})
    assert info["breakMode"] == "unhandled"
    assert info["details"]["stackTrace"].endswith("ZeroDivisionError: division by zero\n")
    (found,) = client.coroutines()
    assert found["outcome"]["kind"] == "raised"
    client.resume()
    assert client.finish() == 1
    assert client.output("stderr").endswith("ZeroDivisionError: division by zero\n")


def test_threads_and_coroutines_share_one_number_space(hold):
    client = hold(
        "import threading\n"
        "def body():\n    yield\n\n"
        "gate, ready = threading.Event(), threading.Event()\n"
        "def work():\n    mine = body()\n    next(mine)\n    ready.set()\n    gate.wait()\n\n"
        "theirs = body()\nnext(theirs)\n"
        "thread = threading.Thread(target=work, name='the worker')\n"
        "thread.start()\nready.wait()\n"
        "pass  # @here\ngate.set()\n"
    )
    threads = client.request("threads")["threads"]
    assert [t["name"] for t in threads] == ["MainThread", "the worker"]
    assert threads[0]["id"] == 1
    coroutines = client.coroutines()
    numbers = [t["id"] for t in threads] + [c["id"] for c in coroutines]
    assert len(set(numbers)) == len(numbers) == 4
    frames = client.frames(threads[1]["id"])
    assert frames[-1]["name"] == "work"
    mine = next(c for c in coroutines if "mine" in c["names"])
    assert client.evaluate("mine", frames[-1]["id"])["coroutineId"] == mine["id"]
    with pytest.raises(DapError, match="no thread or coroutine 12345"):
        client.frames(12345)
    client.resume()
    assert client.finish() == 0
