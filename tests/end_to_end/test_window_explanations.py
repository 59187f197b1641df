"""What is said under the controls when Python's own words need an explanation."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QLineEdit

from coro_debugger.models.explanations import explanation
from coro_debugger.protocol.explanations import Explanation
from coro_debugger.session.state import SessionState

E = Explanation

STORIES = {
    "02_countdown_both_ways": (("counter", "next", "", "raised StopIteration", E.STOP_ITERATION),),
    "03_not_started": (
        ("forgotten", "send", "'Grace'", "raised TypeError: can't send non-None", E.JUST_STARTED),
        ("forgotten", "next", "", "yielded None", None),
    ),
    "06_closing": (
        ("finished", "next", "", "raised StopIteration", E.STOP_ITERATION),
        ("stubborn", "next", "", "yielded None", None),
        ("stubborn", "close", "", "raised RuntimeError", E.IGNORED_GENERATOR_EXIT),
        ("careful", "close", "", "closed", None),
    ),
    "07_errors": (
        ("numbers", "send", "'twelve'", "raised ValueError: invalid literal", None),
        ("numbers", "next", "", "raised StopIteration", E.STOP_ITERATION),
    ),
    "08_throw": (
        ("meter", "throw", "7", "raised TypeError", E.NOT_AN_EXCEPTION),
        ("meter", "throw", "KeyError('no')", "raised KeyError: 'no'", E.THROWN_NOT_CAUGHT),
    ),
}


@pytest.mark.parametrize("zoom", [100, 175])
def test_the_outcome_and_its_explanation_are_read_in_full(window, zoom):
    window.app.theme.set_zoom(zoom)
    said = window.find(QLabel, "explanationLabel")
    outcome = window.find(QLabel, "outcomeLabel")
    for example, drives in STORIES.items():
        window.open_example(example)
        window.run_to_end()
        for name, operation, expression, begins, key in drives:
            assert window.drive(name, operation, expression).startswith(begins)
            assert said.text() == explanation(key)
            assert said.isVisible() == (key is not None)
            for each in (outcome, said) if key else (outcome,):
                window.wait(lambda each=each: each.height() >= each.heightForWidth(each.width()))
        window.stop()


def test_an_expression_that_is_cut_short_is_told_at_its_field(window, script):
    text = "def f():\n    yield 1\n\ng = f()\nnext(g)\n"
    path = script("import time\n" + text)
    window.app.scripts.open(str(path))
    window.run_to_end()
    window.begin_drive("g", "send", "time.sleep(100)")
    window.wait(window.find(QAction, "actionPause").isEnabled)
    window.act("actionPause")
    window.reach(SessionState.ENDED)
    problem = window.find(QLabel, "sendProblem")
    window.wait(problem.isVisible)
    assert problem.text() == "It was cut short."
    assert window.find(QLineEdit, "sendExpression").property("invalid")
    assert window.row("g")["State"] == "suspended"
