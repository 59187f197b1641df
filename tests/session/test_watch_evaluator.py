"""Evaluations one after the other: none holds up another request, none is left behind."""

from __future__ import annotations

import pytest

from coro_debugger.protocol.commands import EvaluateArguments, LaunchArguments
from coro_debugger.session.state import SessionState
from coro_debugger.session.watch_evaluator import WatchEvaluator

PROGRAM = """\
import time

calls = []


def slow():
    calls.append("slow")
    while True:
        time.sleep(0.01)
"""


@pytest.fixture
def told(session, script, reach, debuggee_python):
    """What an evaluator told about a program that has ended and is held."""
    session.start(LaunchArguments(str(script(PROGRAM)), python=debuggee_python.path))
    reach(SessionState.ENDED)
    evaluator = WatchEvaluator(session, session)
    told = []
    evaluator.evaluated.connect(
        lambda r: told.append((r.key, r.body.result if r.body else r.error))
    )
    evaluator.took_long.connect(lambda key: told.append((key, "long")))
    evaluator.rested.connect(lambda: told.append("rested"))
    told.append(evaluator)
    return told


@pytest.fixture
def wait_for(qtbot):
    return lambda condition: qtbot.waitUntil(condition, timeout=20_000)


def test_evaluations_and_what_gets_in_their_way(session, told, wait_for):
    evaluator = told.pop()
    evaluator.evaluate([(1, "6 * 7"), (2, "nothing"), (3, "slow()"), (4, "len(calls)")], None)
    wait_for(lambda: (3, "long") in told)
    assert told == [(1, "42"), (2, "NameError: name 'nothing' is not defined"), (3, "long")]

    # Another request is answered at once; what was under way is begun again behind it.
    answers = []
    session.request(EvaluateArguments("'now'"), lambda body: answers.append(body.result))
    wait_for(lambda: answers == ["'now'"])
    wait_for(lambda: told.count((3, "long")) == 2)
    told.clear()

    # Cancelled by hand: the next one has its turn.
    evaluator.cancel()
    wait_for(lambda: "rested" in told)
    assert told == [(3, "cancelled"), (4, "2"), "rested"]
    told.clear()

    # Stopped: nothing more is told, and the program is free.
    evaluator.add((5, "slow()"), None)
    wait_for(lambda: (5, "long") in told)
    evaluator.add((6, "7"), None)
    evaluator.stop()
    session.request(EvaluateArguments("len(calls)"), lambda body: answers.append(body.result))
    wait_for(lambda: answers == ["'now'", "3"])
    assert told == [(5, "long"), "rested"]

    # The same key again replaces what is under way.
    told.clear()
    evaluator.add((7, "slow()"), None)
    evaluator.add((7, "'other'"), None)
    wait_for(lambda: "rested" in told)
    assert told == [(7, "'other'"), "rested"]


def test_what_is_no_longer_wanted_is_cut_short_and_not_begun_again(session, told, wait_for):
    evaluator = told.pop()
    evaluator.evaluate([(1, "slow()"), (2, "slow()"), (3, "6 * 7")], None)
    wait_for(lambda: (1, "long") in told)
    evaluator.keep({3})
    wait_for(lambda: "rested" in told)
    assert told == [(1, "long"), (3, "42"), "rested"]

    # While it makes way for another request, too.
    told.clear()
    evaluator.add((4, "slow()"), None)
    wait_for(lambda: (4, "long") in told)
    session.request(EvaluateArguments("1"), lambda _: None)
    evaluator.keep(())
    wait_for(lambda: "rested" in told)
    answers = []
    session.request(EvaluateArguments("len(calls)"), lambda body: answers.append(body.result))
    wait_for(lambda: answers == ["2"])


def test_a_cancel_that_comes_with_its_request_cuts_it_short(session, told, wait_for):
    told.clear()
    errors = []
    request = session.request(EvaluateArguments("slow()"), lambda _: None, errors.append)
    session.cancel(request)
    wait_for(lambda: errors == ["cancelled"])
