"""What can be seen and changed while a program is held, in every Python."""

from __future__ import annotations

import time

import pytest

from tests.dap.dap_client import DapClient, DapError

SUSPENDED = """
shared = "global"

def outer(base):
    total = 10

    def inner(start, *rest, step=1):
        local = [1, 2]
        nonlocal_total = total
        while True:
            sent = 7 + (yield start + base)
            for each in local:
                yield each, sent, nonlocal_total
    return inner

coroutine = outer(100)(1, "a", step=2)
next(coroutine)
in_a_loop = outer(1000)(2)
next(in_a_loop), in_a_loop.send(5)
pass  # @here
print("sent", coroutine.send(1))
"""


def names(variables: list[dict]) -> dict[str, str]:
    return {variable["name"]: variable["value"] for variable in variables}


def scope(client: DapClient, frame: dict, name: str) -> dict[str, str]:
    return names(client.variables(client.scope(frame["id"], name)["variablesReference"]))


def coroutine_frame(client: DapClient, name: str) -> dict:
    (found,) = [c for c in client.coroutines() if name in c["names"]]
    return client.top(found["id"])


def test_scopes_of_a_suspended_coroutine(hold):
    client = hold(SUSPENDED)
    frame = coroutine_frame(client, "coroutine")
    scopes = client.request("scopes", {"frameId": frame["id"]})["scopes"]
    assert [s["name"] for s in scopes] == ["Locals", "Closure", "Stack", "Globals"]
    assert [s["expensive"] for s in scopes] == [False, False, False, True]
    assert scope(client, frame, "Locals") == {
        "start": "1",
        "rest": "('a',)",
        "step": "2",
        "local": "[1, 2]",
        "nonlocal_total": "10",
    }
    assert scope(client, frame, "Closure") == {"base": "100", "total": "10"}
    assert scope(client, frame, "Stack") == {"0": "7"}
    assert scope(client, frame, "Globals")["shared"] == "'global'"


def test_the_stack_of_a_suspended_loop_holds_its_iterator(hold, debuggee_python):
    client = hold(SUSPENDED)
    frame = coroutine_frame(client, "in_a_loop")
    stack = client.variables(client.scope(frame["id"], "Stack")["variablesReference"])
    # 3.15 loops over a list by an index that it does not show: the list itself is there.
    wanted = {"list_iterator"} if debuggee_python.minor < 15 else {"list_iterator", "list"}
    assert {v["type"] for v in stack} <= wanted
    assert stack
    assert scope(client, frame, "Locals")["sent"] == "12"


def test_module_and_class_frames_have_one_set_of_names(hold):
    client = hold("class Thing:\n    size = 3\n    pass  # @here\n")
    top, module = client.frames()
    assert (top["name"], module["name"]) == ("Thing", "<module>")
    assert scope(client, top, "Locals")["size"] == "3"
    found = client.request("scopes", {"frameId": module["id"]})["scopes"]
    assert [s["name"] for s in found] == ["Locals", "Globals"]


@pytest.mark.parametrize("context", ["watch", "clipboard", "repl"])
def test_evaluate_in_a_suspended_coroutine(hold, context):
    client = hold(SUSPENDED)
    frame = coroutine_frame(client, "coroutine")["id"]
    assert client.evaluate("start + base + total", frame, context)["result"] == "111"
    assert client.evaluate("shared", frame, context)["result"] == "'global'"
    assert client.evaluate("[start + n for n in local]", frame, context)["result"] == "[2, 3]"
    assert client.evaluate("(lambda: step)()", frame, context)["result"] == "2"
    with pytest.raises(DapError, match=r"^NameError: name 'inner' is not defined$"):
        client.evaluate("inner", frame, context)
    whole = client.evaluate("coroutine", None, context)
    assert whole["coroutineId"] == client.evaluate("coroutine", frame, context)["coroutineId"]
    assert whole["result"].startswith("<generator ")
    assert "suspended" in whole["result"]
    # Nothing of this has resumed it.
    assert [c["resumptions"] for c in client.coroutines()] == [1, 2]


LOOKED_UP = """
class Point:
    def __init__(self):
        self.x = 3
        self.name = "long " * 1000

    @property
    def size(self):
        print("asked")
        return 5

def numbers():
    point = Point()
    huge = "x" * 10**6
    yield point

g = numbers()
next(g)
pass  # @here
"""


def test_hovering_runs_nothing_and_long_texts_can_be_had(hold):
    client = hold(LOOKED_UP)
    frame = coroutine_frame(client, "g")["id"]
    assert client.evaluate("point.x", frame, "hover")["result"] == "3"
    assert client.evaluate("len", frame, "hover")["type"] == "builtin_function_or_method"
    assert client.evaluate("g.gi_suspended", None, "hover")["result"] == "True"
    for expression, why in (
        ("point.size", "Not evaluated: size is not stored"),
        ("next(g)", "Not evaluated: only names"),
        ("y", "NameError: name 'y' is not defined"),
    ):
        with pytest.raises(DapError, match=why):
            client.evaluate(expression, frame, "hover")
    assert "asked" not in client.output()
    whole = repr("long " * 1000)
    assert client.evaluate("point.name", frame, "clipboard")["result"] == whole
    assert len(client.evaluate("huge", frame, "clipboard")["result"]) <= 100_000
    for text, part in (("point", "point.name"), ("[point][0]", "([point][0]).name")):
        found = client.evaluate(text, frame, "watch")
        (_, child) = client.variables(found["variablesReference"], textLimit=10**9)
        assert (child["evaluateName"], child["value"]) == (part, whole)
        (_, child) = client.variables(found["variablesReference"])
        assert len(child["value"]) < 500


def test_statements_are_run_in_the_repl_only(hold):
    client = hold(SUSPENDED)
    assert client.evaluate("made = 5; made * 2")["result"] == "10"
    assert client.evaluate("import math")["result"] == ""
    assert client.evaluate("made")["result"] == "5"
    for context in ("watch", "clipboard"):
        with pytest.raises(DapError, match=r"^SyntaxError: "):
            client.evaluate("made = 6", context=context)


def test_set_variable_of_a_suspended_coroutine(hold, debuggee_python):
    client = hold(SUSPENDED)
    frame = coroutine_frame(client, "coroutine")
    reference = client.scope(frame["id"])["variablesReference"]
    wanted = {"variablesReference": reference, "name": "nonlocal_total", "value": "start * 70"}
    local = next(v for v in client.variables(reference) if v["name"] == "local")
    inner = {"variablesReference": local["variablesReference"], "name": "0", "value": "'x'"}
    # The content of a list can be changed on every version.
    assert client.request("setVariable", inner)["value"] == "'x'"
    hint = local.get("presentationHint", {}).get("attributes", [])
    if debuggee_python.minor < 13:
        assert hint == ["readOnly"]
        with pytest.raises(DapError, match=r"^Not possible on this Python$"):
            client.request("setVariable", wanted)
        with pytest.raises(DapError, match=r"^Not possible on this Python$"):
            client.evaluate("nonlocal_total = 70", frame["id"])
        shown = "('x', 8, 10)"
    else:
        assert hint == []
        assert client.request("setVariable", wanted)["value"] == "70"
        client.evaluate("nonlocal_total += 1", frame["id"])
        shown = "('x', 8, 71)"
    client.resume()
    assert client.finish() == 0
    assert client.output() == f"sent {shown}\n"


def test_set_variable_says_what_went_wrong(hold):
    client = hold(
        "class Strict:\n"
        "    def __setattr__(self, name, value):\n"
        "        raise AttributeError(f'{name} is fixed')\n"
        "strict = Strict()\n"
        "vars(strict)['size'] = 1\n"
        "pair = (1, 2)\n"
        "pass  # @here\n"
    )
    reference = client.scope(client.top()["id"])["variablesReference"]
    found = {v["name"]: v for v in client.variables(reference)}

    def change(below: str, name: str, value: str) -> None:
        reference = found[below]["variablesReference"]
        arguments = {"variablesReference": reference, "name": name, "value": value}
        client.request("setVariable", arguments)

    with pytest.raises(DapError, match=r"^AttributeError: size is fixed$"):
        change("strict", "size", "2")
    with pytest.raises(DapError, match=r"^A tuple cannot be changed here$"):
        change("pair", "0", "2")
    with pytest.raises(DapError, match=r"^ZeroDivisionError: "):
        change("strict", "size", "1 / 0")
    with pytest.raises(DapError, match="gone"):
        client.request("setVariable", {"variablesReference": 10**6, "name": "x", "value": "1"})


def test_large_containers_come_in_pages(hold):
    client = hold(
        "numbers = list(range(1_000_000))\n"
        "table = {f'key {n}': n for n in range(100_000)}\n"
        "pass  # @here\n"
    )
    began = time.monotonic()
    variables = client.variables(client.scope(client.top()["id"])["variablesReference"])
    found = {v["name"]: v for v in variables}
    assert found["numbers"]["indexedVariables"] == 1_000_000
    assert len(found["numbers"]["value"]) <= 1_000
    reference = found["numbers"]["variablesReference"]
    page = client.variables(reference, start=999_998, count=10)
    assert [(v["name"], v["value"]) for v in page[:2]] == [
        ("999998", "999998"),
        ("999999", "999999"),
    ]
    assert len(client.variables(reference)) == 1_000
    assert client.variables(reference, start=2_000_000, count=5) == []
    pairs = client.variables(found["table"]["variablesReference"], start=99_999, count=1)
    assert names(pairs) == {"'key 99999'": "99999"}
    assert time.monotonic() - began < 1.0


def test_completions(hold):
    client = hold(SUSPENDED)
    frame = coroutine_frame(client, "coroutine")["id"]

    def complete(text: str, frame_id: int | None = frame) -> list[str]:
        arguments = {"text": text, "column": len(text.encode("utf-16-le")) // 2 + 1}
        if frame_id is not None:
            arguments["frameId"] = frame_id
        targets = client.request("completions", arguments)["targets"]
        return [target["label"] for target in targets]

    assert complete("nonlocal_") == ["nonlocal_total"]
    assert complete("local.ap") == ["append"]
    assert complete("'🐍' + sha") == ["shared"]
    assert "coroutine" in complete("corou", None)
    assert complete("nonlocal_", None) == []
    assert complete("nothing.at.all.") == []


def test_frames_and_values_are_good_until_the_program_goes_on(hold):
    client = hold("thing = [1]\npass  # @here\npass\n")
    frame = client.top()
    reference = client.scope(frame["id"])["variablesReference"]
    client.step("next")
    with pytest.raises(DapError, match="gone"):
        client.variables(reference)
    for command in ("scopes", "evaluate"):
        arguments = {"frameId": frame["id"]} | (
            {"expression": "1"} if command == "evaluate" else {}
        )
        with pytest.raises(DapError, match="gone"):
            client.request(command, arguments)


def test_columns_count_utf_16_units(hold):
    text = 'def words():\n\t"""🐍"""; got = "🐍漢é", (yield "🐍" + "漢")\n\n'
    client = hold(text + "c = words()\nnext(c)\npass  # @here\n")
    (found,) = client.coroutines()
    line = text.splitlines()[1]

    def units(text: str) -> int:
        return len(text.encode("utf-16-le")) // 2

    start = line.index("yield")
    wanted = units(line[:start]) + 1, units(line[: line.rindex(")")]) + 1
    assert (found["column"], found["endColumn"]) == wanted
    frame = client.top(found["id"])
    assert (frame["column"], frame["endColumn"]) == wanted
    assert (frame["line"], frame["endLine"]) == (2, 2)


def test_stack_traces_come_in_pages(hold):
    client = hold(
        "def down(n):\n    if n:\n        return down(n - 1)\n    return n  # @here\n\ndown(50)\n"
    )
    whole = client.frames()
    assert [f["name"] for f in whole] == ["down"] * 51 + ["<module>"]

    def page(start: int, levels: int) -> list[dict]:
        arguments = {"threadId": 1, "startFrame": start, "levels": levels}
        body = client.request("stackTrace", arguments)
        assert body["totalFrames"] == 52
        return body["stackFrames"]

    assert page(0, 20) + page(20, 20) + page(40, 20) == whole
    assert page(5, 0) == whole[5:]
    assert page(100, 5) == []


_HELD_BY_BODIES = """\
import types


def work():
    yield 1


def by_local():
    local = work()
    yield local


def by_cell():
    in_cell = work()

    def inner():
        return in_cell

    yield inner


def by_argument(argument):
    yield


@types.coroutine
def wait():
    yield


async def by_await(awaited):
    another = work()
    await awaited


bodies = [by_local(), by_cell(), by_argument(work())]
[next(body) for body in bodies]
native = by_await(wait())
native.send(None)
stop = 1  # @here
"""


def test_coroutines_are_called_by_the_variables_of_suspended_bodies(hold):
    client = hold(_HELD_BY_BODIES)
    held = sorted(c["names"] for c in client.coroutines() if c["names"])
    assert held == [["another"], ["argument"], ["awaited"], ["in_cell"], ["local"], ["native"]]
