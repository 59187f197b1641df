"""Each example in the real window: opened from the menu, run, listed, driven from the buttons."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from coro_debugger.resource_files import examples
from coro_debugger.session.state import SessionState
from tests.markers import line_with

SUSPENDED, NOT_STARTED = "suspended", "not started"


@dataclass(frozen=True)
class Story:
    """What the list shows at the end, what is then done, and what is said.

    `rows` are (name, function, role, state); `drives` are (name, operation, expression, the
    beginning of the outcome's sentence); `after` are (name, state) when all that is done.
    """

    rows: tuple[tuple[str, str, str, str], ...]
    drives: tuple[tuple[str, str, str, str], ...]
    said: str
    after: tuple[tuple[str, str], ...] = ()


STORIES = {
    "01_grep_filter": Story(
        rows=(
            ("words", "grep", "both", SUSPENDED),
            ("out", "printer", "consumes", SUSPENDED),
            ("up", "upper", "consumes", NOT_STARTED),
        ),
        drives=(
            ("words", "send", '"hello again"', "yielded 2"),
            ("words", "send", '"goodbye"', "yielded 2"),
        ),
        said="> hello world\n> hello again\n",
    ),
    "02_countdown_both_ways": Story(
        rows=(
            ("counter_for_you", "countdown", "both", SUSPENDED),
            ("counter", "countdown", "both", "returned"),
            ("screen", "display", "consumes", SUSPENDED),
            ("clock", "ticks", "produces", "returned"),
        ),
        drives=(
            ("counter_for_you", "next", "", "yielded 9"),
            ("counter_for_you", "send", "2", "yielded 2"),
            ("counter_for_you", "next", "", "yielded 1"),
            ("counter_for_you", "next", "", "returned None"),
        ),
        said="the loop saw: 6 5 4 2 1\n",
        after=(("counter_for_you", "returned"),),
    ),
    "03_not_started": Story(
        rows=(
            ("greeted", "greeter", "consumes", SUSPENDED),
            ("forgotten", "greeter", "consumes", NOT_STARTED),
        ),
        drives=(
            ("forgotten", "send", '"Grace"', "raised TypeError: can't send non-None value"),
            ("forgotten", "next", "", "yielded None"),
            ("forgotten", "send", '"Grace"', "yielded None"),
        ),
        said="Welcome, Grace!\n",
        after=(("forgotten", SUSPENDED),),
    ),
    "04_priming_decorator": Story(
        rows=(
            ("shopping", "collect", "consumes", SUSPENDED),
            ("by_hand", "collect", "consumes", NOT_STARTED),
        ),
        drives=(
            ("shopping", "send", '"tea"', "yielded None"),
            ("by_hand", "next", "", "yielded None"),
        ),
        said="not started: []\n",
        after=(("by_hand", SUSPENDED),),
    ),
    "05_who_closes_it": Story(
        rows=(
            ("by_program", "recorder", "consumes", "closed"),
            ("for_you", "recorder", "consumes", SUSPENDED),
        ),
        drives=(
            ("for_you", "send", '"five"', "yielded None"),
            ("for_you", "close", "", "closed"),
        ),
        said="for_you received five\nfor_you ends\n",
        after=(("for_you", "closed"),),
    ),
    "06_closing": Story(
        rows=(
            ("finished", "receive_carefully", "neither", "closed"),
            ("careful", "receive_carefully", "neither", SUSPENDED),
            ("tidy", "receive_tidily", "consumes", SUSPENDED),
            ("stubborn", "never_give_up", "neither", NOT_STARTED),
        ),
        drives=(
            ("careful", "close", "", "closed"),
            ("finished", "next", "", "raised StopIteration"),
            ("stubborn", "next", "", "yielded None"),
            ("stubborn", "close", "", "raised RuntimeError: generator ignored GeneratorExit"),
        ),
        said="careful: closed after 0\nstubborn: not yet\n",
        after=(("careful", "closed"), ("stubborn", SUSPENDED)),
    ),
    "07_errors": Story(
        rows=(
            ("broken", "parse", "consumes", "raised"),
            ("numbers", "parse", "consumes", SUSPENDED),
            ("adder", "add_up", "consumes", SUSPENDED),
        ),
        drives=(
            ("numbers", "send", '"12"', "yielded None"),
            ("numbers", "send", '"twelve"', "raised ValueError: invalid literal for int()"),
            ("numbers", "next", "", "raised StopIteration"),
        ),
        said="total 13\n",
        after=(("numbers", "raised"), ("adder", "raised")),
    ),
    "08_throw": Story(
        rows=(
            ("meter", "measure", "both", SUSPENDED),
            ("spare", "measure", "both", "raised"),
        ),
        drives=(
            ("meter", "throw", "Reset()", "yielded 0"),
            ("meter", "throw", "ValueError('negative')", "yielded 0"),
            ("meter", "throw", "KeyError('no such')", "raised KeyError: 'no such'"),
        ),
        said="meter: back to nought from 5\nmeter: ignored negative\n",
        after=(("meter", "raised"),),
    ),
    "09_bytecode": Story(
        rows=(
            ("source", "produce", "produces", SUSPENDED),
            ("sink", "consume", "consumes", SUSPENDED),
            ("both", "exchange", "both", SUSPENDED),
        ),
        drives=(
            ("source", "next", "", "yielded 2"),
            ("sink", "send", "3", "yielded None"),
            ("both", "send", "[4]", "yielded [4]"),
        ),
        said="exchange: 1 x YIELD_VALUE\n",
    ),
    "10_pipeline": Story(
        rows=(
            ("lines", "skip_comments", "consumes", SUSPENDED),
            ("orders", "parse", "consumes", SUSPENDED),
            ("split", "route", "consumes", SUSPENDED),
            ("paid", "add_up", "consumes", SUSPENDED),
            ("unpaid", "remind", "consumes", SUSPENDED),
            ("reminder", "show", "consumes", SUSPENDED),
        ),
        drives=(("lines", "send", '"eve 12 no"', "yielded None"),),
        said="reminder: eve owes 12\n",
    ),
    "11_async_await": Story(
        rows=(
            ("interview_by_hand", "interview", "native", SUSPENDED),
            ("letters_by_hand", "letters", "produces", NOT_STARTED),
        ),
        drives=(
            ("interview_by_hand", "send", '"Ada"', "yielded 'What do you learn, Ada?'"),
            ("interview_by_hand", "send", '"coroutines"', "returned ('Ada', 'coroutines')"),
            ("letters_by_hand", "next", "", "yielded 'a'"),
        ),
        said="Ada learns coroutines\n",
        after=(("interview_by_hand", "returned"), ("letters_by_hand", SUSPENDED)),
    ),
}


@pytest.fixture
def window(open_window, settings, debuggee_python):
    settings.default_python = debuggee_python.path
    return open_window()


@pytest.mark.parametrize("stem", STORIES)
def test_an_example_is_opened_run_and_driven(window, stem):
    story = STORIES[stem]
    window.open_example(stem)
    assert not window.rows()
    window.run_to_end()
    for name, function, role, state in story.rows:
        window.wait_for_row(name, Function=function, Role=role, State=state)
    for name, operation, expression, expected in story.drives:
        outcome = window.drive(name, operation, expression)
        assert outcome.startswith(expected), outcome
    for line in story.said.splitlines(keepends=True):
        window.wait_for_console(line)
    for name, state in story.after:
        window.wait_for_row(name, State=state)
    window.stop()


def test_closing_into_the_body_stops_at_the_handler(window):
    path = window.open_example("06_closing")
    window.run_to_end()
    window.step_into_body(True)
    window.begin_drive("careful", "close")
    window.reach(SessionState.PAUSED)
    handler = f"line {line_with(path, 'careful: closed after')}"
    for _ in range(3):
        window.wait(lambda: "line" in window.status())
        if handler in window.status():
            break
        before = window.status()
        window.act("actionStepOver")
        window.wait(lambda before=before: window.status() not in (before, "Driving a coroutine…"))
    assert handler in window.status()
    window.act("actionContinue")
    window.reach(SessionState.ENDED)
    window.wait_for_row("careful", State="closed")
    window.wait_for_console("careful: closed after 0\n")


def test_every_story_is_told():
    assert [path.stem for path in examples()] == list(STORIES)
