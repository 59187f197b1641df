"""The sentences that the views make: status, failures, problems."""

from __future__ import annotations

import pytest

from coro_debugger.protocol.coroutines import CoroutineEvent, ValueText
from coro_debugger.protocol.events import Stopped, StopReason
from coro_debugger.protocol.values import StackFrame
from coro_debugger.session.script_file import ProblemKind, ScriptProblem
from coro_debugger.session.state import SessionState
from coro_debugger.session.values import FailureKind, SessionEnd, SessionFailure
from coro_debugger.views.session_words import (
    console_end_words,
    failure_words,
    problem_words,
    unexpected_end_words,
)
from coro_debugger.views.status_sentence import (
    drive_sentence,
    ended_sentence,
    state_sentence,
    stop_sentence,
)
from tests.pictures import coroutine

SCRIPT = "/x/grep.py"
FRAME = StackFrame(1, "grep", 20, 1)
WORDS = coroutine(1, "words", last_yielded=ValueText("1", "int"), last_sent=ValueText("2", "int"))


@pytest.mark.parametrize(
    ("stop", "coroutine", "sentence"),
    [
        (
            Stopped(StopReason.YIELD, 1, coroutine_id=1),
            WORDS,
            "Paused - words yielded 1, suspended at line 20 in grep",
        ),
        (
            Stopped(StopReason.RESUME, 1, coroutine_id=1),
            WORDS,
            "Paused - words received 2, at line 20 in grep",
        ),
        (Stopped(StopReason.STEP, 1), None, "Paused at line 20 in grep"),
        (Stopped(StopReason.BREAKPOINT, 1), None, "Paused - breakpoint, at line 20 in grep"),
        (
            Stopped(StopReason.EXCEPTION, 1, text="ValueError: bad"),
            None,
            "Paused - ValueError: bad, at line 20 in grep",
        ),
        (
            Stopped(StopReason.BREAKPOINT, 1, description="The condition failed: NameError: x"),
            None,
            "Paused - breakpoint, at line 20 in grep. The condition failed: NameError: x",
        ),
        *(
            (
                Stopped(
                    StopReason.COROUTINE_BREAKPOINT, 1, coroutine_id=1, event=event, value=value
                ),
                WORDS,
                f"Paused - words {said}, event breakpoint, at line 20 in grep",
            )
            for event, value, said in (
                (CoroutineEvent.RESUMED, None, "was started"),
                (CoroutineEvent.RESUMED, ValueText("'a'", "str"), "was resumed with 'a'"),
                (CoroutineEvent.YIELDED, ValueText("3", "int"), "yielded 3"),
                (CoroutineEvent.RETURNED, ValueText("None", "NoneType"), "returned None"),
                (CoroutineEvent.CLOSED, None, "was closed"),
                (CoroutineEvent.CREATED, None, "was created"),
                (CoroutineEvent.COLLECTED, None, "was collected"),
            )
        ),
        (
            Stopped(
                StopReason.COROUTINE_BREAKPOINT,
                1,
                coroutine_id=1,
                event=CoroutineEvent.THROWN,
                text="KeyError: 'k'",
            ),
            WORDS,
            "Paused - KeyError: 'k' was thrown into words, event breakpoint, at line 20 in grep",
        ),
        (
            Stopped(StopReason.END, 1, exit_status=0),
            None,
            "grep.py has ended; its coroutines can still be driven",
        ),
        (
            Stopped(StopReason.END, 1, exit_status=3),
            None,
            "grep.py ended with status 3; its coroutines can still be driven",
        ),
        (
            Stopped(StopReason.END, 1, exit_status=3, text="SystemExit: 3"),
            None,
            "grep.py ended with status 3; its coroutines can still be driven",
        ),
        (Stopped(StopReason.YIELD, 1, coroutine_id=1), None, "Paused at line 20 in grep"),
        (
            Stopped(StopReason.END, 1, exit_status=1, text="ValueError: bad"),
            None,
            "grep.py ended with ValueError: bad; its coroutines can still be driven",
        ),
    ],
)
def test_the_sentence_of_a_stop(stop, coroutine, sentence):
    assert stop_sentence(stop, FRAME, coroutine, SCRIPT) == sentence


def test_the_sentence_of_a_drive():
    said = drive_sentence("words", "yielded 1", "suspended at line 20", "grep", ended=False)
    assert said == "Paused - words yielded 1, suspended at line 20 in grep"
    said = drive_sentence("words", "closed", "closed", "", ended=True)
    assert said == "Script ended - words closed"


@pytest.mark.parametrize("state", SessionState)
def test_every_state_has_a_sentence(state):
    assert state_sentence(state, SCRIPT)


@pytest.mark.parametrize(
    ("end", "sentence", "console", "unexpected"),
    [
        (SessionEnd(0, stopped_by_user=True), "grep.py was stopped", "[stopped]", ""),
        (
            SessionEnd(3),
            "grep.py has ended with status 3",
            "[ended with status 3]",
            "The process ended with status 3. Its coroutines are gone.",
        ),
        (
            SessionEnd(-11, 11),
            "grep.py was ended by signal 11",
            "[ended by signal 11]",
            "The process was ended by signal 11 (Segmentation fault). Its coroutines are gone.",
        ),
    ],
)
def test_the_end_of_the_process(end, sentence, console, unexpected):
    assert ended_sentence(end, SCRIPT) == sentence
    assert console_end_words(end) == console
    assert unexpected_end_words(end) == unexpected


@pytest.mark.parametrize("kind", FailureKind)
def test_every_failure_has_words(kind):
    words = failure_words(SessionFailure(kind, "/usr/bin/python2", "Traceback:\n  x\nwhy"))
    assert words
    assert "Traceback" not in words


def test_a_python_that_is_too_old_is_told_which_are_not():
    words = failure_words(SessionFailure(FailureKind.INTERPRETER_TOO_OLD, "/usr/bin/python3.7"))
    assert words.startswith("/usr/bin/python3.7 is too old")
    assert "3.11 to 3.15" in words


@pytest.mark.parametrize("kind", ProblemKind)
def test_every_problem_has_words(kind):
    assert "grep.py" in problem_words(SCRIPT, ScriptProblem(kind, "why", 3))


def test_a_problem_says_its_line():
    problem = ScriptProblem(ProblemKind.SYNTAX, "invalid syntax", 3, 1)
    assert problem_words(SCRIPT, problem) == ("grep.py has a syntax error: invalid syntax (line 3)")


def test_threads_that_outlive_main_are_told():
    stop = Stopped(StopReason.END, 1, exit_status=0)
    said = stop_sentence(stop, None, None, SCRIPT, threads=2)
    assert said == (
        "main of grep.py has ended; 2 threads still run; its coroutines can still be driven"
    )
    said = stop_sentence(stop, None, None, SCRIPT, threads=1, has_coroutines=False)
    assert said == "main of grep.py has ended; 1 thread still runs"


def test_an_end_without_coroutines_says_nothing_of_them():
    stop = Stopped(StopReason.END, 1, text="SyntaxError: Did you mean this?", exit_status=1)
    said = "grep.py ended with SyntaxError: Did you mean this?"
    assert stop_sentence(stop, None, None, SCRIPT, has_coroutines=False) == said
    assert stop_sentence(stop, None, None, SCRIPT) == (f"{said} Its coroutines can still be driven")


def test_what_sys_exit_was_given_is_said():
    stop = Stopped(StopReason.END, 1, text="SystemExit: no such file", exit_status=1)
    expected = "grep.py ended with status 1: no such file; its coroutines can still be driven"
    assert stop_sentence(stop, None, None, "/x/grep.py") == expected
