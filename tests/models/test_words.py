from __future__ import annotations

import pytest

from coro_debugger.models import words
from coro_debugger.models.drive_words import (
    Tone,
    announcement,
    expression_hint,
    operation_hint,
    outcome_sentence,
    short_outcome,
)
from coro_debugger.models.explanations import EXPLANATIONS, explanation, happened
from coro_debugger.protocol.commands import (
    ResumeCoroutineArguments,
    ResumeCoroutineBody,
    ResumeException,
    ResumeOperation,
    ResumeOutcome,
)
from coro_debugger.protocol.coroutines import (
    CoroutineCounts,
    CoroutineKind,
    CoroutineOutcome,
    CoroutineState,
    Ender,
    OutcomeKind,
    Role,
    Site,
)
from coro_debugger.protocol.explanations import Explanation
from coro_debugger.protocol.values import Source
from tests.pictures import coroutine

NEXT = ResumeCoroutineArguments(1, ResumeOperation.NEXT)
SEND = ResumeCoroutineArguments(1, ResumeOperation.SEND, "'hello'")
THROW = ResumeCoroutineArguments(1, ResumeOperation.THROW, "ValueError('bad')")
CLOSE = ResumeCoroutineArguments(1, ResumeOperation.CLOSE)


@pytest.mark.parametrize(
    ("arguments", "body", "sentence", "tone"),
    [
        (
            SEND,
            ResumeCoroutineBody(ResumeOutcome.YIELDED, "1", "int"),
            "yielded 1 after send('hello')",
            Tone.GOOD,
        ),
        (
            NEXT,
            ResumeCoroutineBody(ResumeOutcome.YIELDED, "None", "NoneType"),
            "yielded None after next()",
            Tone.GOOD,
        ),
        (
            NEXT,
            ResumeCoroutineBody(ResumeOutcome.RETURNED, "3", "int"),
            "returned 3 (StopIteration)",
            Tone.QUIET,
        ),
        (
            THROW,
            ResumeCoroutineBody(
                ResumeOutcome.RAISED, exception=ResumeException("ValueError", "bad", line=23)
            ),
            "raised ValueError: bad at line 23",
            Tone.BAD,
        ),
        (
            NEXT,
            ResumeCoroutineBody(
                ResumeOutcome.RAISED, exception=ResumeException("StopIteration", "")
            ),
            "raised StopIteration",
            Tone.BAD,
        ),
        (CLOSE, ResumeCoroutineBody(ResumeOutcome.CLOSED), "closed", Tone.QUIET),
        (
            CLOSE,
            ResumeCoroutineBody(ResumeOutcome.CLOSED, "7", "int"),
            "closed and returned 7",
            Tone.QUIET,
        ),
        (
            NEXT,
            ResumeCoroutineBody(ResumeOutcome.AWAITING, "<Future>", "Future"),
            "awaiting <Future>: no event loop is there to answer it",
            Tone.GOOD,
        ),
    ],
)
def test_outcomes(arguments, body, sentence, tone):
    found = outcome_sentence(arguments, body)
    assert (found.text, found.tone) == (sentence, tone)


def test_the_short_outcome_leaves_the_operation_out():
    assert short_outcome(SEND, ResumeCoroutineBody(ResumeOutcome.YIELDED, "1")) == "yielded 1"
    assert short_outcome(CLOSE, ResumeCoroutineBody(ResumeOutcome.CLOSED)) == "closed"


def test_what_a_screen_reader_says():
    said = announcement("generator", "words", "yielded 1", "suspended at line 20")
    assert said == "generator words yielded 1, suspended at line 20"


@pytest.mark.parametrize("operation", ResumeOperation)
def test_every_operation_has_a_hint(operation):
    assert operation_hint(operation)


@pytest.mark.parametrize("key", Explanation)
def test_every_key_of_the_protocol_is_explained(key):
    assert explanation(key).endswith((".", "?"))


def test_a_key_that_is_not_known_is_not_explained():
    assert explanation("news") == explanation(None) == ""
    assert set(EXPLANATIONS) == set(Explanation)


@pytest.mark.parametrize("state", CoroutineState)
def test_every_state_has_a_word(state):
    assert words.state_word(coroutine(1, state=state.value))


@pytest.mark.parametrize("kind", OutcomeKind)
def test_every_end_has_a_word(kind):
    assert words.state_word(coroutine(1, state=kind.value)) == kind.value


@pytest.mark.parametrize("role", Role)
def test_every_role_has_a_word_and_a_hint(role):
    assert words.role_word(role) == role.value
    assert words.role_hint(role).endswith(".")


@pytest.mark.parametrize("kind", CoroutineKind)
def test_every_kind_has_a_word(kind):
    assert words.kind_word(kind)


def test_names():
    assert words.coroutine_name(coroutine(4, names=["words", "target"])) == "words"
    assert words.coroutine_name(coroutine(4, task="Task-1")) == "Task-1"
    assert words.coroutine_name(coroutine(4)) == "#4"
    assert words.function_word(coroutine(4, qualname="main.<locals>.Box.grep")) == "Box.grep"


@pytest.mark.parametrize(
    ("outcome", "text"),
    [
        (None, "not known: the recording had stopped"),
        (CoroutineOutcome(OutcomeKind.RETURNED, value="3"), "returned 3"),
        (
            CoroutineOutcome(OutcomeKind.RAISED, type="ValueError", message="bad", line=7),
            "raised ValueError: bad at line 7",
        ),
        (CoroutineOutcome(OutcomeKind.CLOSED, Ender.USER), "closed by you"),
        (CoroutineOutcome(OutcomeKind.CLOSED, Ender.PROGRAM), "closed by the program"),
        (
            CoroutineOutcome(OutcomeKind.COLLECTED, Ender.GC),
            "collected before it had finished by the garbage collector",
        ),
    ],
)
def test_ends_in_full(outcome, text):
    assert words.outcome_words(outcome) == text


def test_the_line_of_counts_leaves_out_what_is_none():
    counts = CoroutineCounts(created=1, suspended=2000, finished=1)
    assert words.counts_words(counts) == "2,000 suspended · 1 not started · 1 finished"
    assert words.counts_words(CoroutineCounts()) == ""


def test_places():
    assert words.site_words(Site(20, Source(path="/x/grep.py"))) == "grep.py:20"
    assert words.site_words(Site(20)) == "line 20"
    assert words.site_words(None) == ""


def test_advice_about_what_has_not_started():
    said = words.advice([coroutine(1, "up", "not started")])
    assert [sentence for _, sentence, _ in said] == [
        "up not started yet: press Next before the first Send."
    ]
    (_, sentence, ids) = words.advice([coroutine(1, "up", "not started")], script_ended=True)[0]
    assert sentence.startswith("up never started")
    assert ids == [1]


def test_advice_about_native_coroutines_is_about_awaiting():
    one = coroutine(1, "job", "not started", kind=CoroutineKind.COROUTINE, role=Role.NATIVE)
    assert "awaited" in words.advice([one])[0][1]
    assert "never awaited" in words.advice([one], script_ended=True)[0][1]


def test_advice_about_doing_both_names_the_function_once():
    both = [coroutine(n, f"c{n}", role=Role.BOTH) for n in range(3)]
    ((sign, sentence, ids),) = words.advice(both)
    assert sign == "⚠"
    assert sentence.startswith("grep both consumes and produces")
    assert ids == [0, 1, 2]
    others = [coroutine(n, f"c{n}", role=Role.BOTH, qualname=f"f{n}") for n in range(3)]
    ((_, sentence, _),) = words.advice(others)
    assert sentence.startswith("f0, f1, f2 both consume and produce:")


def test_what_has_happened_is_explained_once_for_all_it_happened_to():
    loops = [coroutine(n, f"c{n}", "returned", advice=["droppedAnswer"]) for n in (1, 2)]
    ((sign, sentence, ids),) = happened([*loops, coroutine(3, "up", advice=["notKnownHere"])])
    assert (sign, ids) == ("⚠", [1, 2])
    assert sentence == f"c1, c2: {explanation('droppedAnswer')}"


def test_no_advice_about_libraries():
    assert words.advice([coroutine(1, "up", "not started", library=True)]) == []


def test_long_lists_are_cut():
    assert words.listed(["a", "b", "c", "d", "e"]) == "a, b, c and 2 more"


@pytest.mark.parametrize(
    ("expression", "error", "hint"),
    [
        ("hello world", "SyntaxError: invalid syntax", "A text needs quotes: 'hello world'"),
        (" hello ", "NameError: name 'hello' is not defined", "A text needs quotes: 'hello'"),
        ("Hello, you!", "SyntaxError: invalid syntax", "A text needs quotes: 'Hello, you!'"),
        ("f(", "SyntaxError: '(' was never closed", ""),
        ("n +", "SyntaxError: invalid syntax", ""),
        ("n", "ZeroDivisionError: division by zero", ""),
        ("", "SyntaxError: invalid syntax", ""),
    ],
)
def test_words_that_were_meant_as_a_text_are_shown_with_quotes(expression, error, hint):
    assert expression_hint(expression, error) == hint
