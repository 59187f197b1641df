"""Each example, run by a real process under the adapter and driven as a person would drive it.

The script is kept alive at its end (`keepAlive`), as the window always asks for.
"""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.dap.dap_client import DapClient, DapError
from tests.markers import EXAMPLES, line_with


@dataclass
class Example:
    """An example under the debugger, and the questions that these tests ask of it."""

    client: DapClient
    path: Path

    def line(self, fragment: str) -> int:
        return line_with(self.path, fragment)

    def all(self, qualname: str | None = None) -> list[dict]:
        """Return the coroutines (of one function) in the order in which they were made."""
        found = self.client.coroutines(includeFinished=True)
        found.sort(key=lambda coroutine: coroutine["id"])
        return [c for c in found if qualname in (None, c["qualname"])]

    def named(self, name: str) -> dict:
        """Return the one coroutine that the variable ``name`` holds."""
        (found,) = [c for c in self.all() if name in c["names"]]
        return found

    def state(self, name: str) -> str:
        return self.named(name)["state"]

    def drive(self, name: str, operation: str, expression: str | None = None) -> dict:
        return self.client.drive(self.named(name)["id"], operation, expression)

    def drive_into(self, name: str, operation: str, expression: str | None = None) -> int:
        """Begin to drive with a stop in the body; return the request's number."""
        arguments = {"coroutineId": self.named(name)["id"], "operation": operation, "stepIn": True}
        if expression is not None:
            arguments["expression"] = expression
        return self.client.send("resumeCoroutine", arguments)

    def step_until(self, fragment: str, most: int = 4) -> dict:
        """Step over from a nested stop until the line with ``fragment``; return the frame."""
        stop = self.client.stopped()
        assert stop.get("nested") is True
        frame = self.client.top(stop["threadId"])
        for _ in range(most):
            if frame["line"] == self.line(fragment):
                return frame
            frame = self.client.step("next", stop["threadId"])
        raise AssertionError(f"stopped at line {frame['line']}, never at {fragment!r}")

    def finish_drive(self, request: int) -> dict:
        """Go on from a nested stop; return what the drive came to."""
        self.client.resume()
        return self.client.answer(request)


@pytest.fixture
def begin(client, debuggee_python):
    """Start an example, with breakpoints on the lines that hold these fragments."""

    def begin(stem: str, breakpoints: tuple[str, ...] = (), **arguments) -> Example:
        path = EXAMPLES / f"{stem}.py"
        lines = [line_with(path, fragment) for fragment in breakpoints]
        client.launch(path, lines, python=debuggee_python.path, keepAlive=True, **arguments)
        return Example(client, path)

    return begin


@pytest.fixture
def run(begin):
    """Run an example to its end."""

    def run(stem: str) -> Example:
        example = begin(stem)
        example.client.stopped("end")
        return example

    return run


# --- S1: values are sent into a coroutine --------------------------------------------------------


def test_a_filter_waits_at_its_yield_with_what_went_in_and_out(run):
    example = run("01_grep_filter")
    words = example.named("words")
    yield_line = "line = yield matches"
    text = example.path.read_text(encoding="utf-8").splitlines()[example.line(yield_line) - 1]
    assert (words["kind"], words["role"], words["state"]) == ("generator", "both", "suspended")
    assert (words["qualname"], words["line"]) == ("grep", example.line(yield_line))
    assert (words["column"], words["endColumn"]) == (text.index("yield") + 1, len(text) + 1)
    assert words["lastSent"] == {"value": "'hello world'", "type": "str"}
    assert words["lastYielded"] == {"value": "1", "type": "int"}
    assert words["resumptions"] == 3
    assert example.named("out")["role"] == "consumes"
    assert example.state("up") == "created"
    (countdown,) = example.all("countdown")
    assert (countdown["role"], countdown["state"]) == ("produces", "finished")
    assert countdown["outcome"]["kind"] == "returned"


def test_lines_sent_to_a_filter_come_out_if_they_match(run):
    example = run("01_grep_filter")
    sent = example.drive("words", "send", '"hello again"')
    assert (sent["outcome"], sent["value"], sent["type"]) == ("yielded", "2", "int")
    assert example.named("words")["lastSent"]["value"] == "'hello again'"
    assert example.named("out")["lastSent"]["value"] == "'hello again'"
    assert example.drive("words", "send", '"goodbye"')["value"] == "2"
    example.client.wait_for_output("ready in 3 2 1\n> hello world\n> hello again\n")


# --- S2: one function that produces and consumes -------------------------------------------------


def test_the_answer_of_send_is_lost_by_the_for_loop(begin):
    example = begin("02_countdown_both_ways", ("        counter.send(3)",))
    client = example.client
    client.stopped("breakpoint")
    assert example.named("counter")["role"] == "both"

    arrived = client.step("stepIn")
    assert (arrived["name"], arrived["line"]) == ("countdown", example.line("= yield left"))
    assert client.step("next")["line"] == example.line("if moved_to is None")
    assert client.locals()["moved_to"] == "3"
    assert client.step("next")["line"] == example.line("left = moved_to")
    while (frame := client.step("next"))["name"] == "countdown":
        assert frame["line"] in (example.line("while left > 0"), example.line("= yield left"))
    assert frame["line"] == example.line("for left in counter:")
    assert example.named("counter")["lastYielded"]["value"] == "3"
    assert client.evaluate("left", frame["id"])["result"] == "4"

    client.set_breakpoints(example.path, [])
    client.resume()
    client.stopped("end")
    client.wait_for_output("the loop saw: 6 5 4 2 1\n")


def test_a_countdown_is_driven_both_ways(run):
    example = run("02_countdown_both_ways")
    roles = {c["qualname"]: c["role"] for c in example.all()}
    assert roles == {"countdown": "both", "ticks": "produces", "display": "consumes"}
    assert example.drive("counter_for_you", "next")["value"] == "9"
    assert example.drive("counter_for_you", "send", "3")["value"] == "3"
    assert example.drive("counter_for_you", "next")["value"] == "2"


# --- S3: a coroutine must be started -------------------------------------------------------------


def test_sending_to_one_that_was_not_started_fails_and_harms_nothing(run):
    example = run("03_not_started")
    assert example.state("forgotten") == "created"
    early = example.drive("forgotten", "send", '"Grace"')
    assert early["outcome"] == "raised"
    assert early["exception"]["type"] == "TypeError"
    expected = "can't send non-None value to a just-started generator"
    assert early["exception"]["message"] == expected
    assert early["exception"]["explanation"]
    assert example.state("forgotten") == "created"

    assert example.drive("forgotten", "next")["outcome"] == "yielded"
    sent = example.drive("forgotten", "send", '"Grace"')
    assert (sent["outcome"], sent["value"]) == ("yielded", "None")
    example.client.wait_for_output("'Welcome' is waiting for names\nWelcome, Grace!\n")


# --- S4: a decorator starts it -------------------------------------------------------------------


def test_stepping_into_a_decorated_call_shows_the_wrapper_and_the_start(begin):
    example = begin("04_priming_decorator", ("shopping = collect(basket)",))
    client = example.client
    client.stopped("breakpoint")
    way = []
    while not way or way[-1] != ("<module>", example.line('shopping.send("bread")')):
        frame = client.step("stepIn")
        way.append((frame["name"], frame["line"]))
        assert len(way) < 12, way
        if frame["line"] == example.line("return made"):
            (made,) = example.all("collect")
            assert (made["state"], made["names"]) == ("suspended", ["made"])
    assert [step for step in way if step[1] != example.line("while True:")] == [
        ("start", example.line("made = function(")),
        ("start", example.line("        next(made)")),
        ("collect", example.line("item = yield")),
        ("start", example.line("return made")),
        ("<module>", example.line('shopping.send("bread")')),
    ]


def test_a_started_one_can_be_sent_to_at_once(run):
    example = run("04_priming_decorator")
    assert example.drive("shopping", "send", '"tea"')["outcome"] == "yielded"
    assert example.client.evaluate("basket")["result"] == "['bread', 'salt', 'tea']"
    assert example.state("by_hand") == "created"


# --- S5: who closes it ---------------------------------------------------------------------------


def _outcome(coroutine):
    outcome = coroutine.get("outcome") or {}
    return coroutine["state"], outcome.get("kind"), outcome.get("by")


def test_the_list_tells_who_ended_a_coroutine(run):
    example = run("05_who_closes_it")
    assert [_outcome(coroutine) for coroutine in example.all("recorder")] == [
        ("finished", "closed", "program"),
        ("finished", "collected", "gc"),
        ("finished", "collected", "gc"),
        ("suspended", None, None),
    ]
    assert example.drive("for_you", "close")["outcome"] == "closed"
    assert _outcome(example.named("for_you")) == ("finished", "closed", "user")
    example.client.wait_for_output("the script is done\nfor_you ends\n")


# --- S6: what close does -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "line", "last_word"),
    [
        ("careful", 'print("careful: closed after"', "careful: closed after 0\n"),
        ("tidy", "items.clear()", ""),
    ],
)
def test_closing_stops_at_the_handler_or_the_finally(run, name, line, last_word):
    example = run("06_closing")
    request = example.drive_into(name, "close")
    frame = example.step_until(line)
    assert frame["name"] == f"receive_{'carefully' if name == 'careful' else 'tidily'}"
    assert example.finish_drive(request)["outcome"] == "closed"
    assert _outcome(example.named(name)) == ("finished", "closed", "user")
    example.client.wait_for_output(f"open_minded: ignored KeyError\n{last_word}")


def test_a_closed_one_gives_stop_iteration_for_ever(run):
    example = run("06_closing")
    for _ in range(2):
        after = example.drive("finished", "next")
        assert (after["outcome"], after["exception"]["type"]) == ("raised", "StopIteration")
        assert after["exception"]["explanation"]
    assert _outcome(example.named("finished")) == ("finished", "closed", "program")


def test_except_exception_does_not_catch_a_close(run):
    example = run("06_closing")
    assert example.drive("open_minded", "throw", "LookupError('x')")["outcome"] == "yielded"
    assert example.drive("open_minded", "close")["outcome"] == "closed"
    example.client.wait_for_output("open_minded: ignored LookupError\n")


def test_one_that_yields_while_closing_gets_the_real_runtime_error(run):
    example = run("06_closing")
    assert example.drive("stubborn", "next")["outcome"] == "yielded"
    refused = example.drive("stubborn", "close")
    assert refused["outcome"] == "raised"
    assert refused["exception"]["type"] == "RuntimeError"
    assert refused["exception"]["message"] == "generator ignored GeneratorExit"
    assert refused["exception"]["explanation"]
    assert example.state("stubborn") == "suspended"
    example.client.wait_for_output("stubborn: not yet\n")


# --- S7: errors ----------------------------------------------------------------------------------


def test_an_error_is_shown_where_it_was_raised_then_at_each_who_resumed(begin):
    example = begin("07_errors", filters=["raised"])
    client = example.client
    places = [
        ("add_up", example.line("total += int(text)")),
        ("parse", example.line("target.send(text.strip())")),
        ("<module>", example.line('broken.send("two")')),
        ("<module>", example.line('broken.send("3")')),  # StopIteration: it had ended
    ]
    client.stopped("exception")
    assert client.request("exceptionInfo", {"threadId": 1})["exceptionId"] == "ValueError"
    stack = [(frame["name"], frame["line"]) for frame in client.frames()]
    assert stack == places[:3]
    for place in places[1:]:
        client.resume()
        client.stopped("exception")
        top = client.top()
        assert (top["name"], top["line"]) == place
    client.resume()
    client.stopped("end")
    assert _raised(example.named("broken")) == _raised(example.named("broken_adder"))


def _raised(coroutine):
    outcome = coroutine.get("outcome", {})
    return coroutine["state"], outcome.get("kind"), outcome.get("type"), outcome.get("message")


def test_an_error_comes_out_at_the_one_who_drives(run):
    example = run("07_errors")
    example.drive("numbers", "send", '" 12 "')
    failed = example.drive("numbers", "send", '"twelve"')
    assert failed["outcome"] == "raised"
    assert failed["exception"]["type"] == "ValueError"
    message = "invalid literal for int() with base 10: 'twelve'"
    assert failed["exception"]["message"] == message
    assert failed["exception"]["line"] == example.line("total += int(text)")
    assert "add_up" in failed["exception"]["trace"]
    expected = ("finished", "raised", "ValueError", message)
    assert _raised(example.named("numbers")) == _raised(example.named("adder")) == expected
    assert example.drive("numbers", "next")["exception"]["type"] == "StopIteration"
    example.client.wait_for_output("total 1\ntotal 13\n")


# --- S8: throw -----------------------------------------------------------------------------------


def test_a_thrown_exception_is_handled_where_the_coroutine_waits(run):
    example = run("08_throw")
    request = example.drive_into("meter", "throw", "Reset()")
    frame = example.step_until('print("meter: back to nought')
    assert frame["name"] == "measure"
    handled = example.finish_drive(request)
    assert (handled["outcome"], handled["value"]) == ("yielded", "0")
    ignored = example.drive("meter", "throw", 'ValueError("negative")')
    assert (ignored["outcome"], ignored["value"]) == ("yielded", "0")
    example.client.wait_for_output("meter: back to nought from 5\nmeter: ignored negative\n")


def test_a_thrown_exception_that_nobody_wants_comes_back(run):
    example = run("08_throw")
    back = example.drive("meter", "throw", 'KeyError("no such")')
    assert (back["outcome"], back["exception"]["type"]) == ("raised", "KeyError")
    assert _raised(example.named("meter")) == ("finished", "raised", "KeyError", "'no such'")
    assert _raised(example.named("spare"))[:3] == ("finished", "raised", "KeyError")


@pytest.mark.parametrize("expression", ["Reset(", "no_such_name", "1/0"])
def test_an_expression_that_fails_touches_no_coroutine(run, expression):
    example = run("08_throw")
    before = example.named("meter")
    with pytest.raises(DapError, match=r"SyntaxError|NameError|ZeroDivisionError"):
        example.drive("meter", "throw", expression)
    assert example.named("meter") == before


# --- S9: byte code -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "role"), [("source", "produces"), ("sink", "consumes"), ("both", "both")]
)
def test_all_three_wait_at_the_same_instruction(run, name, role):
    example = run("09_bytecode")
    coroutine = example.named(name)
    assert (coroutine["role"], coroutine["state"]) == (role, "suspended")
    frame = example.client.frames(coroutine["id"])[0]
    asked = {
        "memoryReference": frame["instructionPointerReference"],
        "instructionOffset": -200,
        "instructionCount": 400,
    }
    listing = example.client.request("disassemble", asked)["instructions"]
    (waiting,) = [instruction for instruction in listing if instruction.get("isYield")]
    assert waiting["opname"] == "YIELD_VALUE"
    assert [i["address"] for i in listing if i.get("isCurrent")] == [waiting["address"]]
    assert waiting["line"] == coroutine["line"]


# --- S10: pipelines ------------------------------------------------------------------------------

STAGES = ["skip_comments", "parse", "route", "remind", "show"]


def test_a_value_passes_from_stage_to_stage(run):
    example = run("10_pipeline")
    sent = {name: c["resumptions"] for c in example.all() for name in c["names"][:1]}
    assert sent["lines"] == 6  # the start and five lines
    assert sent["orders"] == sent["split"] == 5
    assert sent["paid"] == sent["unpaid"] == sent["reminder"] == 3

    assert example.drive("orders", "send", '"eve 12 no"')["outcome"] == "yielded"
    assert example.named("split")["lastSent"]["value"] == "('eve', 12, False)"
    assert example.named("unpaid")["lastSent"]["value"] == "('eve', 12)"
    assert example.named("reminder")["lastSent"]["value"] == "'eve owes 12'"
    assert example.named("paid")["resumptions"] == 3
    example.client.wait_for_output("totals: {'paid': 17}\nreminder: eve owes 12\n")


def test_the_stack_is_the_pipeline(begin):
    example = begin("10_pipeline", ("        print(prefix, text)",))
    client = example.client
    client.stopped("breakpoint")
    frames = client.frames()
    assert [frame["name"] for frame in frames] == [*reversed(STAGES), "read", "<module>"]
    ids = {coroutine["id"]: coroutine["qualname"] for coroutine in example.all()}
    assert [ids[frame["coroutineId"]] for frame in frames[: len(STAGES)]] == STAGES[::-1]
    assert all(frame.get("coroutineId") is None for frame in frames[len(STAGES) :])


# --- S11: async and await ------------------------------------------------------------------------


def test_tasks_and_their_await_chains(begin):
    example = begin("11_async_await", ("        yield number",))
    client = example.client
    stop = client.stopped("breakpoint")
    reports = {c["task"]: c for c in example.all("report")}
    assert set(reports) == {"low numbers", "high numbers"}
    by_id = {c["id"]: c for c in example.all()}

    for report in reports.values():
        add_up = by_id[report["awaiting"]]
        assert (add_up["qualname"], add_up["awaitedBy"]) == ("add_up", report["id"])
        numbers = by_id[add_up["awaiting"]]
        assert (numbers["kind"], numbers["qualname"]) == ("asyncGenerator", "numbers")
    assert by_id[stop["coroutineId"]]["state"] == "running"

    waiting = reports["high numbers"]
    assert (waiting["kind"], waiting["role"]) == ("coroutine", "native")
    assert waiting["state"] == "suspended"
    chain = [frame["name"] for frame in client.frames(waiting["id"])]
    assert chain[-3:] == ["numbers", "add_up", "report"]


def test_a_native_coroutine_is_driven_without_a_loop(run):
    example = run("11_async_await")
    interview = example.named("interview_by_hand")
    assert (interview["kind"], interview["state"]) == ("coroutine", "suspended")
    (ask,) = [c for c in example.all("ask") if c["id"] == interview["awaiting"]]
    assert (ask["kind"], ask["state"]) == ("iterableCoroutine", "suspended")
    answered = example.drive("interview_by_hand", "send", '"Ada"')
    assert answered["value"] == "'What do you learn, Ada?'"
    done = example.drive("interview_by_hand", "send", '"coroutines"')
    assert (done["outcome"], done["value"]) == ("returned", "('Ada', 'coroutines')")
    again = example.drive("interview_by_hand", "next")
    assert (again["outcome"], again["exception"]["type"]) == ("raised", "RuntimeError")
    example.client.wait_for_output("asked: Who are you?\nAda learns coroutines\n")


def test_an_asynchronous_generator_is_driven_without_a_loop(run):
    example = run("11_async_await")
    letters = example.named("letters_by_hand")
    assert (letters["kind"], letters["state"]) == ("asyncGenerator", "created")
    values = [example.drive("letters_by_hand", "next") for _ in "abc"]
    assert [(v["outcome"], v["value"]) for v in values] == [("yielded", repr(c)) for c in "abc"]
    end = example.drive("letters_by_hand", "next")
    # An asynchronous generator has no value to return; its end is StopAsyncIteration.
    assert end["outcome"] == "returned" or end["exception"]["type"] == "StopAsyncIteration"
    kinds = {c["kind"] for c in example.all()}
    assert kinds == {"coroutine", "asyncGenerator", "iterableCoroutine"}


# --- a good guest --------------------------------------------------------------------------------


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.py")), ids=lambda path: path.stem)
def test_an_example_behaves_as_without_the_debugger(client, debuggee_python, path):
    plain = subprocess.run(
        [debuggee_python.path, str(path)], capture_output=True, text=True, timeout=60, check=False
    )
    client.launch(path, python=debuggee_python.path)
    assert client.finish() == plain.returncode
    assert client.output("stdout") == plain.stdout
    assert client.output("stderr") == plain.stderr
