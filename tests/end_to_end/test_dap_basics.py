"""The debugger as an editor uses it: the adapter, the agent and a program, in real processes."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.dap.dap_client import DapClient, DapError
from tests.markers import DEBUGGEES, line_of

CALLS = DEBUGGEES / "basics" / "calls.py"
WORDS = DEBUGGEES / "basics" / "words.py"
WAITS = DEBUGGEES / "basics" / "waits.py"


@pytest.fixture
def launch(client, debuggee_python):
    """Return a function that runs a program under the Python of the test."""

    def launch(program: str | Path, **arguments) -> DapClient:
        client.launch(program, python=debuggee_python.path, **arguments)
        return client

    return launch


def at(path: Path, *names: str) -> list[int]:
    return [line_of(path, name) for name in names]


# --- launch and end --------------------------------------------------------------------------


def test_a_program_runs_to_its_end(launch):
    client = launch(CALLS)
    assert client.finish() == 12
    assert client.output() == "total 12\n"
    assert client.output("stderr") == "to stderr\n"
    (process,) = client.events("process")
    assert process["name"] == str(CALLS)
    assert process["engine"]


def test_arguments_folder_and_environment(launch, script, tmp_path):
    path = script(
        "import os, sys\n"
        "print(ascii(sys.argv), os.getcwd(), os.environ.get('ADDED'), os.environ.get('HOME'))\n"
        "print([name for name in os.environ if 'DEBUGGER' in name], __name__, sys.path[0])\n"
    )
    folder = tmp_path / "a folder"
    folder.mkdir()
    environment = {"ADDED": "é", "HOME": None}
    client = launch(path, args=["a b", "ü", ""], cwd=str(folder), env=environment)
    assert client.finish() == 0
    assert client.output().splitlines() == [
        f"{[str(path), 'a b', 'ü', '']!a} {folder} é None",
        f"[] __main__ {path.parent}",
    ]


def test_an_uncaught_exception_is_shown_as_ever(launch, script, debuggee_python):
    path = script("def f():\n    raise ValueError('no')\n\nf()\n")
    plain = subprocess.run([debuggee_python.path, str(path)], capture_output=True, text=True)
    client = launch(path)
    assert client.finish() == 1
    assert client.output("stderr") == plain.stderr


@pytest.mark.parametrize(
    "text",
    ["x = (\n", "print 'hello'\n", "x = '\0'\n", "# coding: klingon\n", "x = '\udcff'\n", ""],
    ids=["syntax", "python 2", "NUL", "coding", "not utf-8", "empty"],
)
def test_faulty_scripts_fail_as_they_do_without_the_debugger(launch, script, debuggee_python, text):
    path = script(text.encode("utf-8", "surrogateescape"))
    plain = subprocess.run([debuggee_python.path, str(path)], capture_output=True, text=True)
    client = launch(path)
    assert client.finish() == plain.returncode
    # Python itself words some of these differently for a file and for compile().
    assert last_error(client.output("stderr")) == last_error(plain.stderr)


def last_error(text: str) -> str:
    """Return the type in the last line of a traceback."""
    return (text.splitlines() or [""])[-1].partition(":")[0]


def test_a_program_killed_by_a_signal(launch, script):
    client = launch(script("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)\n"))
    assert client.finish() == -signal.SIGKILL


def test_modules_of_the_script_s_own_are_no_trouble(launch, script):
    for name in ("queue", "types", "json", "socket", "threading", "signal", "dataclasses"):
        script(f"print('my own {name}')\n", f"{name}.py")
    client = launch(script("import json, queue\nprint('main')\n", "main.py"))
    assert client.finish() == 0
    assert client.output().splitlines()[-1] == "main"
    assert "my own json" in client.output()


# --- breakpoints -----------------------------------------------------------------------------


def test_breakpoints_stop_where_they_stand(launch):
    client = launch(CALLS, breakpoints=at(CALLS, "in_double", "print"))
    lines = []
    for _ in range(4):
        stop = client.stopped("breakpoint")
        lines.append(client.top(stop["threadId"])["line"])
        client.resume(stop["threadId"])
    assert lines == at(CALLS, "in_double", "in_double", "in_double", "print")
    assert client.finish() == 12


def test_breakpoints_are_answered_one_by_one(client, debuggee_python):
    client.begin_launch(CALLS, python=debuggee_python.path)
    wanted = at(CALLS, "in_double", "exit")
    answers = client.set_breakpoints(CALLS, [*wanted, 100_000])
    assert [b["verified"] for b in answers] == [True, True, False]
    assert [b["line"] for b in answers[:2]] == wanted
    assert answers[2]["message"]
    assert client.set_breakpoints(CALLS, []) == []
    client.request("configurationDone")
    assert client.finish() == 12


def test_breakpoints_can_be_moved_while_the_program_runs(launch, script):
    path = script("import time\nfor n in range(100000):\n    time.sleep(0.01)  # @here\n")
    client = launch(path)
    client.set_breakpoints(path, at(path, "here"))
    client.stopped("breakpoint")
    client.set_breakpoints(path, [])
    client.resume()
    client.request("pause", {"threadId": 1})
    client.stopped("pause")


def test_conditions_hit_counts_and_log_messages(launch):
    here = line_of(CALLS, "in_double")
    client = launch(CALLS, breakpoints=[{"line": here, "condition": "number == 2"}])
    client.stopped("breakpoint")
    assert client.locals() == {"number": "2"}
    client.set_breakpoints(CALLS, [{"line": here, "logMessage": "got {number}"}])
    client.resume()
    assert client.finish() == 12
    assert "got 3" in client.output(None)


def test_stop_on_entry(launch):
    client = launch(CALLS, stopOnEntry=True)
    stop = client.stopped("entry")
    assert client.top(stop["threadId"])["line"] == 1
    client.resume()
    assert client.finish() == 12


def test_letters_beyond_ascii(launch, script):
    client = launch(script("größe = 1\nprint('größe', größe, '🐍')\n"))
    assert client.finish() == 0
    assert client.output() == "größe 1 🐍\n"


@pytest.mark.parametrize("filters", [["raised"], ["uncaught"]], ids=str)
def test_exceptions(launch, script, filters):
    path = script(
        "try:\n    int('x')  # @caught\nexcept ValueError:\n    pass\n1 / 0  # @uncaught\n"
    )
    client = launch(path, filters=filters)
    if filters == ["raised"]:
        client.stopped("exception")
        assert client.top()["line"] == line_of(path, "caught")
        client.resume()
    stop = client.stopped("exception")
    assert client.top()["line"] == line_of(path, "uncaught")
    info = client.request("exceptionInfo", {"threadId": stop["threadId"]})
    assert "ZeroDivisionError" in info["exceptionId"]
    client.resume()
    assert client.finish() == 1


# --- stepping --------------------------------------------------------------------------------


def test_over_into_and_out(launch):
    client = launch(CALLS, breakpoints=at(CALLS, "call"))
    client.stopped("breakpoint")
    client.set_breakpoints(CALLS, [])
    frame = client.step("stepIn")
    assert (frame["name"], frame["line"]) == ("double", line_of(CALLS, "in_double"))
    frame = client.step("next")
    assert frame["line"] == line_of(CALLS, "return_double")
    frame = client.step("stepOut")
    assert frame["name"] == "main"
    frame = client.step("next")
    assert frame["line"] in at(CALLS, "call")
    client.resume()
    assert client.finish() == 12


def test_over_a_call_and_off_the_end(launch):
    client = launch(CALLS, breakpoints=at(CALLS, "call_main"))
    client.stopped("breakpoint")
    assert client.step("next")["line"] == line_of(CALLS, "after_main")
    assert client.step("next")["line"] == line_of(CALLS, "exit")
    client.request("next", {"threadId": 1})
    assert client.finish() == 12


def test_into_a_coroutine_that_is_resumed(launch):
    client = launch(WORDS, breakpoints=at(WORDS, "send"))
    client.stopped("breakpoint")
    frame = client.step("stepIn")
    assert (frame["name"], frame["line"]) == ("grep", line_of(WORDS, "yield"))
    assert client.step("next")["line"] == line_of(WORDS, "resumed")
    frame = client.step("stepOut")
    assert (frame["name"], frame["line"]) == ("<module>", line_of(WORDS, "send_again"))


def test_over_at_a_yield_goes_to_the_resumer(launch):
    client = launch(WORDS, breakpoints=at(WORDS, "prepare"))
    client.stopped("breakpoint")
    lines = [client.step("next")["line"] for _ in range(4)]
    assert lines[-1] == line_of(WORDS, "send")


def test_next_yield_and_run_to_line(launch):
    client = launch(WORDS, stopOnEntry=True)
    client.stopped("entry")
    client.request("continueTo", {"event": "yield"})
    stop = client.stopped("yield")
    frame = client.top(stop["threadId"])
    assert (frame["line"], frame["coroutineId"]) == (line_of(WORDS, "yield"), stop["coroutineId"])
    text = WORDS.read_text().splitlines()[frame["line"] - 1]
    assert text[frame["column"] - 1 : frame["endColumn"] - 1] == "yield found"
    line = line_of(WORDS, "close")
    client.request("continueTo", {"event": "line", "source": {"path": str(WORDS)}, "line": line})
    client.stopped()
    assert client.top()["line"] == line
    client.resume()
    assert client.finish() == 0


def test_a_step_costs_little(launch, script, debuggee_python):
    path = script("x = 0  # @first\n" + "x += 1\n" * 300)
    client = launch(path, breakpoints=at(path, "first"))
    client.stopped()
    times = []
    for _ in range(200):
        began = time.perf_counter()
        client.request("next", {"threadId": 1})
        client.stopped("step")
        times.append(time.perf_counter() - began)
    median = sorted(times)[len(times) // 2]
    assert median < 0.05, f"{median * 1000:.1f} ms"


# --- looking ---------------------------------------------------------------------------------


def test_the_stack(launch):
    client = launch(CALLS, breakpoints=at(CALLS, "in_double"))
    stop = client.stopped()
    assert client.request("threads")["threads"][0]["id"] == stop["threadId"] == 1
    frames = client.frames()
    assert [f["name"] for f in frames] == ["double", "main", "<module>"]
    assert [f["line"] for f in frames] == at(CALLS, "in_double", "call", "call_main")
    assert {f["source"]["path"] for f in frames} == {str(CALLS)}
    page = client.request("stackTrace", {"threadId": 1, "startFrame": 1, "levels": 1})
    assert [f["name"] for f in page["stackFrames"]] == ["main"]
    assert page["totalFrames"] == 3


def test_scopes_and_variables(launch, script):
    path = script(
        "def f(number, text, items):\n"
        "    thing = {'a': [1, 2], 'b': (3,)}\n"
        "    return thing  # @here\n\n"
        "f(1, 'two', list(range(1000)))\n"
    )
    client = launch(path, breakpoints=at(path, "here"))
    client.stopped()
    frame = client.top()
    scope = client.scope(frame["id"])
    found = {v["name"]: v for v in client.variables(scope["variablesReference"])}
    assert list(found) == ["number", "text", "items", "thing"]
    assert (found["number"]["value"], found["number"]["type"]) == ("1", "int")
    assert found["number"]["variablesReference"] == 0
    assert found["text"]["value"] == "'two'"
    items = found["items"]
    assert items["indexedVariables"] == 1000
    page = client.variables(items["variablesReference"], start=500, count=3)
    assert [v["value"] for v in page] == ["500", "501", "502"]
    children = client.variables(found["thing"]["variablesReference"])
    assert [v["value"] for v in children[:2]] == ["[1, 2]", "(3,)"]
    assert "Globals" in [
        s["name"] for s in client.request("scopes", {"frameId": frame["id"]})["scopes"]
    ]


def test_evaluate(launch):
    client = launch(CALLS, breakpoints=at(CALLS, "in_double"))
    client.stopped()
    inner, outer = client.frames()[:2]
    assert client.evaluate("number + 1", inner["id"])["result"] == "2"
    assert client.evaluate("total", outer["id"])["result"] == "0"
    assert client.evaluate("numbers")["result"] == "[1, 2, 3]"
    with pytest.raises(DapError, match=r"^NameError: name 'nothing' is not defined"):
        client.evaluate("nothing", inner["id"])
    with pytest.raises(DapError, match="SyntaxError"):
        client.evaluate("1 +", inner["id"])
    client.evaluate("numbers.append(10)", context="repl")
    client.set_breakpoints(CALLS, [])
    client.resume()
    assert client.finish() == 32


def test_set_variable(launch, debuggee_python):
    client = launch(CALLS, breakpoints=at(CALLS, "return_double"))
    client.stopped()
    scope = client.scope(client.top()["id"])
    arguments = {"variablesReference": scope["variablesReference"], "name": "result"}
    if debuggee_python.minor < 13:
        # Before PEP 667 an assignment would silently be lost.
        with pytest.raises(DapError, match="Not possible on this Python"):
            client.request("setVariable", {**arguments, "value": "100"})
        return
    assert client.request("setVariable", {**arguments, "value": "50 * 2"})["value"] == "100"
    client.set_breakpoints(CALLS, [])
    client.resume()
    assert client.finish() == 110


def test_what_only_a_stopped_program_answers(launch):
    client = launch(WAITS, args=["loop"])
    client.wait_for_output("waiting")
    with pytest.raises(DapError, match="notStopped"):
        client.request("stackTrace", {"threadId": 1})
    assert client.request("threads")["threads"]
    assert client.coroutines() == []


# --- output and input ------------------------------------------------------------------------


def test_output_comes_before_the_stop(launch, script):
    path = script(
        "import os, sys\n"
        "for n in range(50):\n"
        "    print('line', n)\n"
        "    sys.stderr.write('error\\n')\n"
        "    os.write(1, b'raw\\n')\n"
        "    sys.stdout.write('unfinished')\n"
        "    pass  # @here\n"
    )
    client = launch(path, breakpoints=at(path, "here"))
    for number in range(50):
        client.stopped("breakpoint")
        assert client.output().count("unfinished") == number + 1
        assert client.output().endswith("unfinished")
        assert client.output("stderr").count("error") == number + 1
        client.resume()
    assert client.finish() == 0


def test_output_of_children_and_of_c_code(launch, script):
    path = script(
        "import subprocess, sys, faulthandler\n"
        "subprocess.run([sys.executable, '-c', 'print(\"from a child\")'])\n"
        "faulthandler.dump_traceback()\n"
    )
    client = launch(path)
    assert client.finish() == 0
    assert client.output() == "from a child\n"
    assert "most recent call first" in client.output("stderr")


def test_standard_input(launch):
    client = launch(WAITS, args=["input"])
    client.wait_for_output("waiting")
    client.request("stdin", {"text": "hällo\n"})
    assert client.finish() == 0
    assert client.output() == "waiting\ngot hällo\n"


def test_the_end_of_standard_input(launch):
    client = launch(WAITS, args=["input"])
    client.wait_for_output("waiting")
    client.request("stdin", {"eof": True})
    assert client.finish() == 1
    assert "EOFError" in client.output("stderr")


# --- pause, terminate, disconnect ------------------------------------------------------------


@pytest.mark.parametrize("kind", ["loop", "sleep", "lock", "input"])
def test_pause(launch, kind):
    client = launch(WAITS, args=[kind])
    client.wait_for_output("waiting")
    began = time.monotonic()
    client.request("pause", {"threadId": 1})
    client.stopped("pause")
    assert time.monotonic() - began < 1.0
    frame = client.top()
    # The word before the loop stands on a line of its own.
    lines = [line_of(WAITS, kind), line_of(WAITS, kind) - (kind == "loop")]
    assert frame["line"] in lines
    assert client.evaluate("kind", frame["id"])["result"] == repr(kind)


def test_a_pause_in_input_loses_no_input(launch):
    client = launch(WAITS, args=["input"])
    client.wait_for_output("waiting")
    client.request("pause", {"threadId": 1})
    client.stopped("pause")
    client.resume()
    client.request("stdin", {"text": "all of it\n"})
    assert client.finish() == 0
    assert client.output() == "waiting\ngot all of it\n"


@pytest.mark.parametrize("kind", ["loop", "sleep", "lock", "input"])
def test_terminate(launch, kind):
    client = launch(WAITS, args=[kind])
    client.wait_for_output("waiting")
    began = time.monotonic()
    client.request("terminate")
    assert client.finish() < 0
    assert time.monotonic() - began < 1.0


@pytest.mark.parametrize("stopped", [False, True], ids=["running", "stopped"])
def test_disconnect(launch, stopped):
    client = launch(WAITS, args=["loop"])
    client.wait_for_output("waiting")
    if stopped:
        client.request("pause", {"threadId": 1})
        client.stopped()
    pid = client.events("process")[0]["systemProcessId"]
    began = time.monotonic()
    client.disconnect()
    assert time.monotonic() - began < 1.0
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_killed_adapter_takes_the_program_along(launch):
    client = launch(WAITS, args=["loop"])
    client.wait_for_output("waiting")
    pid = client.events("process")[0]["systemProcessId"]
    client.process.kill()
    client.process.wait()
    deadline = time.monotonic() + 5
    while is_alive(pid):
        assert time.monotonic() < deadline, "the program lives on"
        time.sleep(0.01)


def is_alive(pid: int) -> bool:
    """Tell whether a process runs; one that has ended may wait to be noticed by its parent."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


# --- kept alive ------------------------------------------------------------------------------


def test_kept_alive_at_the_end(launch):
    client = launch(WORDS, keepAlive=True)
    stop = client.stopped("end")
    assert stop["exitStatus"] == 0
    assert [f["name"] for f in client.frames()] == ["<module>"]
    assert "done\n" in client.output()
    (words,) = client.coroutines()
    assert words["state"] == "finished"
    result = client.drive(words["id"], "next")
    assert (result["outcome"], result["exception"]["type"]) == ("raised", "StopIteration")
    client.resume()
    assert client.finish() == 0


def test_names_and_values_outlive_an_uncaught_exception(launch, script):
    path = script("def g():\n    yield 1\n\nheld = g()\nnext(held)\n1 / 0\n")
    client = launch(path, keepAlive=True)
    assert client.stopped("end")["text"] == "ZeroDivisionError: division by zero"
    (held,) = client.coroutines()
    assert (held["names"], held["state"]) == (["held"], "suspended")
    assert client.evaluate("held.gi_frame is None")["result"] == "False"
    assert client.drive(held["id"], "next")["outcome"] == "returned"


def test_the_exit_status_is_kept(launch):
    client = launch(CALLS, keepAlive=True)
    assert client.stopped("end")["exitStatus"] == 12
    client.resume()
    assert client.finish() == 12


def test_driving_while_stopped(launch):
    client = launch(WORDS, breakpoints=at(WORDS, "send"))
    client.stopped()
    (words,) = client.coroutines()
    assert (words["names"], words["state"], words["role"]) == (["words"], "suspended", "both")
    result = client.drive(words["id"], "send", "'my python'")
    assert (result["outcome"], result["value"]) == ("yielded", "1")
    assert client.output() == "match: my python\n"
    with pytest.raises(DapError, match=r"^NameError: name 'nothing' is not defined"):
        client.drive(words["id"], "send", "nothing")
    seq = client.send(
        "resumeCoroutine",
        {"coroutineId": words["id"], "operation": "throw", "expression": "KeyError('k')"},
    )
    result = client.answer(seq)
    assert (result["outcome"], result["exception"]["type"]) == ("raised", "KeyError")


def test_driving_with_a_stop_inside(launch):
    client = launch(WORDS, breakpoints=at(WORDS, "send"))
    client.stopped()
    (words,) = client.coroutines()
    arguments = {"coroutineId": words["id"], "operation": "send", "expression": "'x'"}
    seq = client.send("resumeCoroutine", {**arguments, "stepIn": True})
    assert client.stopped()["nested"] is True
    assert client.top()["line"] == line_of(WORDS, "yield")
    client.resume()
    assert client.answer(seq)["outcome"] == "yielded"
    # The stop that was there before is told once more.
    assert client.stopped("breakpoint").get("nested") in (None, False)
    assert client.top()["line"] == line_of(WORDS, "send")
