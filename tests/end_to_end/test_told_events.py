"""What the client is told unasked: threads that come and go, breakpoints that change."""

from __future__ import annotations

from tests.dap.dap_client import DapClient
from tests.markers import line_of

THREADS = """
import threading

def work(go_on):
    print("works")  # @work
    go_on.wait()

def generate():
    yield 1

def produces():
    next(generate())
    produced.set()

produced = threading.Event()
go_on = threading.Event()
thread = threading.Thread(target=work, args=(go_on,), name="worker")
thread.start()
go_on.set()
thread.join()
other = threading.Thread(target=produces)  # @joined
other.start()
produced.wait()
other.join()
print("done")  # @done
"""


def changes(client: DapClient, reason: str) -> list[int]:
    return [body["threadId"] for body in client.events("thread") if body["reason"] == reason]


def test_threads_are_told_of_before_the_stop_that_shows_them(client, script, debuggee_python):
    path = script(THREADS)
    lines = [line_of(path, name) for name in ("work", "joined", "done")]
    client.launch(path, lines, python=debuggee_python.path)
    worker = client.stopped("breakpoint")["threadId"]
    assert changes(client, "started") == [1, worker]
    names = {each["id"]: each["name"] for each in client.request("threads")["threads"]}
    assert names == {1: "MainThread", worker: "worker"}

    client.resume()
    assert client.stopped("breakpoint")["threadId"] == 1
    assert changes(client, "exited") == [worker]

    # It has come and gone between two stops, and the system may have given it the same ident.
    client.resume()
    client.stopped("breakpoint")
    started, exited = changes(client, "started"), changes(client, "exited")
    assert started[:2] == [1, worker]
    assert len(started) == len(set(started)) == 3
    assert exited == started[1:]
    assert client.request("threads")["threads"] == [{"id": 1, "name": "MainThread"}]


DRIVEN = """
import threading

def busy():
    while not finish.is_set():
        finish.wait(0.01)
    yield "over"

finish = threading.Event()
generator = busy()
print("here")  # @here
"""


def test_the_debugger_s_own_thread_is_never_listed(hold):
    client = hold(DRIVEN)
    (generator,) = client.coroutines()
    driving = client.send("resumeCoroutine", {"coroutineId": generator["id"], "operation": "next"})
    assert [each["id"] for each in client.request("threads")["threads"]] == [1]
    client.request("cancel", {"requestId": driving})


WRITES = """
import sys, pathlib
folder = pathlib.Path(sys.argv[1])
print("begins")  # @begins
(folder / "written.py").write_text("import sys\\n\\n\\nvalue = 1\\nother = 2\\n")
sys.path.insert(0, str(folder))
sys.dont_write_bytecode = True
import written
print("over")
"""


def breakpoints(client: DapClient) -> list[dict]:
    return [body["breakpoint"] for body in client.events("breakpoint")]


def test_a_file_that_is_written_before_it_is_imported(client, script, tmp_path, debuggee_python):
    path = script(WRITES)
    written = tmp_path / "made" / "written.py"
    written.parent.mkdir()
    begins = [line_of(path, "begins")]
    client.launch(path, begins, python=debuggee_python.path, args=[str(written.parent)])
    client.stopped("breakpoint")
    moved, last, beyond = client.set_breakpoints(written, [2, 5, 99])
    assert not moved["verified"]
    client.resume()
    assert client.stopped("breakpoint")["hitBreakpointIds"] == [moved["id"]]
    assert client.top()["source"]["path"] == str(written)
    assert client.top()["line"] == 4
    first, second = breakpoints(client)
    assert {**first, "source": None} == {
        "id": moved["id"],
        "verified": True,
        "line": 4,
        "source": None,
        "message": "Moved to the next line with code",
    }
    assert second["id"] == last["id"]
    assert second["verified"]
    assert not beyond["verified"], "and nothing is told of what stays as it is"
    client.resume()
    assert client.stopped("breakpoint")["hitBreakpointIds"] == [last["id"]]


def test_a_file_that_is_overwritten_before_it_is_imported(
    client, script, tmp_path, debuggee_python
):
    path = script(WRITES)
    written = tmp_path / "made" / "written.py"
    written.parent.mkdir()
    written.write_text("\n" * 6 + "value = 'of the run before'\n")
    launch = client.begin_launch(path, python=debuggee_python.path, args=[str(written.parent)])
    (asked,) = client.set_breakpoints(written, [4])
    assert asked["line"] == 7
    client.request("configurationDone")
    client.answer(launch)
    client.stopped("breakpoint")
    assert client.top()["line"] == 4
    (told,) = breakpoints(client)
    assert (told["id"], told["line"], told.get("message")) == (asked["id"], 4, None)


FAILS = """
for number in (None, 1, 2):
    print(number)  # @print

def echo():
    yield "one"

print(next(echo()))
"""


def test_a_condition_that_fails_and_then_does_not(client, script, debuggee_python):
    path = script(FAILS)
    line = line_of(path, "print")
    client.launch(path, python=debuggee_python.path, stopOnEntry=True)
    client.stopped("entry")
    (asked,) = client.set_breakpoints(path, [{"line": line, "condition": "number > 1"}])
    client.resume()
    stop = client.stopped("breakpoint")
    (failed,) = breakpoints(client)
    assert failed["id"] == asked["id"]
    assert failed["verified"]
    assert failed["message"] == stop["description"]
    assert "TypeError" in failed["message"]
    client.resume()
    client.stopped("breakpoint")
    _, well = breakpoints(client)
    assert well["id"] == asked["id"]
    assert "message" not in well


def test_the_condition_of_a_breakpoint_on_an_event_fails(client, script, debuggee_python):
    path = script(FAILS)
    launch = client.begin_launch(path, python=debuggee_python.path)
    asked = {"event": "yielded", "condition": "value.nothing"}
    (answer,) = client.request("setCoroutineBreakpoints", {"breakpoints": [asked]})["breakpoints"]
    client.request("configurationDone")
    client.answer(launch)
    client.stopped("coroutine breakpoint")
    (failed,) = breakpoints(client)
    assert failed["id"] == answer["id"]
    assert "AttributeError" in failed["message"]


OUTLIVES = """
import threading

def work():
    ended.wait()
    print(total)  # @work

def generate():
    yield 1

ended = threading.Event()
generator = generate()
total = next(generator)
threading.Thread(target=work).start()
threading._register_atexit(ended.set)
"""


def test_names_are_there_while_a_thread_outlives_the_script(client, script, debuggee_python):
    path = script(OUTLIVES)
    client.launch(path, [line_of(path, "work")], python=debuggee_python.path)
    thread = client.stopped("breakpoint")["threadId"]
    assert thread != 1
    (generator,) = client.coroutines()
    assert generator["names"] == ["generator"]
    assert client.evaluate("total + 1")["result"] == "2"
    client.resume()
    assert client.finish() == 0
