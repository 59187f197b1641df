"""The rows of the timeline: who acts on whom, who has control, what is shown, what is let go."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coro_debugger.models.cast import YOU
from coro_debugger.models.lifelines import SHARED_FROM, between, occupant
from coro_debugger.models.timeline_cursor import Move, TimelineCursor
from coro_debugger.models.timeline_model import MAX_ROWS, TimelineFilter, TimelineModel
from coro_debugger.models.timeline_step import StepKind
from coro_debugger.models.timeline_words import label, sentence
from coro_debugger.protocol.coroutines import (
    CoroutineEvent,
    CoroutineKind,
    Ender,
    TimelineEvent,
    TimelineGap,
)
from tests.pictures import coroutine, recorded

GREP = """
    created  2 1
    resumed  2 1
    yielded  2 1 None
    resumed  3 1
    yielded  3 1 0
    resumed  3 1 'hello'
    resumed  2 3 'hello'
    yielded  2 3 None
    yielded  3 1 1
"""


def timeline(text: str = GREP, names: str = "2=out 3=words") -> TimelineModel:
    model = TimelineModel()
    pairs = [pair.split("=") for pair in names.split()]
    model.cast.take(coroutine(int(number), name) for number, name in pairs)
    model.append(recorded(text))
    return model


def rows(model: TimelineModel) -> list[str]:
    found = []
    for position in range(model.count()):
        step, cast = model.step_at(position), model.cast
        found.append(f"{cast.name(step.source)} > {cast.name(step.target)}: {label(step, cast)}")
    return found


# --- what the rows say ---------------------------------------------------------------------------


def test_rows_tell_who_does_what_to_whom():
    assert rows(timeline()) == [
        "__main__ > out: creates",
        "__main__ > out: next()",
        "out > __main__: yields None",
        "__main__ > words: next()",
        "words > __main__: yields 0",
        "__main__ > words: send('hello')",
        "words > out: send('hello')",
        "out > words: yields None",
        "words > __main__: yields 1",
    ]


@pytest.mark.parametrize(
    ("line", "words", "said"),
    [
        ("resumed 2 1", "next()", "__main__ resumes out with next()"),
        ("resumed 2 1 None", "next()", "__main__ resumes out with next()"),
        ("resumed 2 1 'x'", "send('x')", "__main__ sends 'x' to out"),
        ("resumed 2 you 'x'", "send('x')", "you send 'x' to out"),
        ("resumed 2 you", "next()", "you resume out with next()"),
        ("thrown 2 you KeyError", "throws KeyError", "you throw KeyError into out"),
        ("yielded 2 you 5", "yields 5", "out yields 5 to you"),
        ("resumed 2 3 - delegated", "yield from", "words hands over to out with yield from"),
        ("yielded 2 1 5", "yields 5", "out yields 5 to __main__"),
        ("returned 2 1 5", "returns 5", "out returns 5 to __main__"),
        ("raised 2 1 ValueError", "raises ValueError", "out raises ValueError, which reaches "
         "__main__"),
        ("thrown 2 1 KeyError", "throws KeyError", "__main__ throws KeyError into out"),
        ("thrown 2 1 GeneratorExit", "close()", "__main__ closes out: GeneratorExit is raised "
         "where it waits"),
        ("closed 2 1", "closed", "out is closed by the program"),
        ("closed 2 you", "closed", "out is closed by you"),
        ("collected 2 gc", "collected", "out is collected: nothing held it any more"),
        ("thrown 2 gc GeneratorExit", "GeneratorExit", "The garbage collector closes out"),
        ("closed 2 gc", "closed by the garbage collector", "out is closed by the garbage "
         "collector"),
    ],
)  # fmt: skip
def test_words(line, words, said):
    model = timeline(line)
    step = model.step_at(0)
    assert (label(step, model.cast), sentence(step, model.cast)) == (words, said)


@pytest.mark.parametrize(
    ("kind", "line", "words"),
    [
        (CoroutineKind.COROUTINE, "resumed 2 1 None", "send(None)"),
        (CoroutineKind.COROUTINE, "resumed 2 1 'x'", "send('x')"),
        (CoroutineKind.ASYNC_GENERATOR, "resumed 2 3 None", "anext()"),
        (CoroutineKind.ASYNC_GENERATOR, "resumed 2 3 'x'", "asend('x')"),
        (CoroutineKind.ASYNC_GENERATOR, "resumed 2 you", "anext()"),
        (CoroutineKind.ASYNC_GENERATOR, "resumed 2 1 None", "send(None)"),
        (CoroutineKind.ITERABLE_COROUTINE, "resumed 2 1 None", "next()"),
    ],
)
def test_each_kind_is_resumed_in_its_own_words(kind, line, words):
    model = timeline(line)
    model.cast.take([coroutine(2, "it", kind=kind)])
    assert label(model.step_at(0), model.cast) == words


def test_a_native_coroutine_awaits():
    model = timeline("resumed 2 3 - delegated")
    model.cast.take([coroutine(3, "main", kind=CoroutineKind.COROUTINE)])
    assert label(model.step_at(0), model.cast) == "await"


def test_who_was_closed_without_running_has_a_mark():
    by_program = TimelineEvent(0, CoroutineEvent.CLOSED, 2, 1, by=Ender.PROGRAM)
    by_user = TimelineEvent(1, CoroutineEvent.CLOSED, 3, 1, by=Ender.USER)
    model = timeline("")
    model.append([by_program, by_user])
    assert rows(model) == ["out > out: closed by the program", "you > words: close()"]


def test_a_name_stays_when_the_variable_is_gone():
    model = timeline()
    model.cast.take([coroutine(3, "", "returned")])
    assert model.cast.title(3) == "words · grep"
    assert model.cast.name(9) == "#9"


# --- who has control -----------------------------------------------------------------------------


def test_bars_show_who_runs_and_who_waits():
    model = timeline()
    bars = {who: model.bars(who, 0, 20) for who in (1, 2, 3)}
    assert bars[2] == [(1, 2, False), (6, 7, False)]
    assert bars[3] == [(3, 4, False), (5, 6, False), (6, 7, True), (7, 8, False)]
    assert bars[1] == [(-1, 1, False), (2, 3, False), (4, 5, False), (8, 9, False)]


def test_bars_follow_delegation_to_the_inner_one_and_back():
    model = timeline(
        """
        resumed  2 1
        resumed  3 2 - delegated
        yielded  3 1 1
        resumed  3 1 'x'
        returned 3 2 9 delegated
        yielded  2 1 9
        """
    )
    assert model.bars(2, 0, 9) == [(0, 1, False), (1, 2, True), (4, 5, False)]
    assert model.bars(3, 0, 9) == [(1, 2, False), (3, 4, False)]


def test_a_drive_by_hand_interrupts_the_thread():
    model = timeline("resumed 2 1\nyielded 2 1 1\nresumed 2 you 'x'\nyielded 2 you 2\nresumed 2 1")
    assert model.bars(1, 0, 9) == [(-1, 0, False), (1, 2, False)]
    assert model.bars(2, 0, 9) == [(0, 1, False), (2, 3, False), (4, 5, False)]
    assert model.columns()[0][0].who == YOU


def test_endings():
    model = timeline("resumed 2 1\nreturned 2 1 1\nresumed 3 1\nraised 3 1 E\ncollected 4 gc")
    endings = {line.who: (line.end, line.ending) for line in model.everybody()}
    assert endings == {
        1: (None, None),
        2: (1, StepKind.RETURNED),
        3: (3, StepKind.RAISED),
        4: (4, StepKind.COLLECTED),
    }


EVENTS = st.tuples(
    st.sampled_from([kind.value for kind in CoroutineEvent]),
    st.integers(2, 6),
    st.sampled_from(["1", "you", "gc", "2", "3", "4"]),
)


@settings(deadline=None)
@given(st.lists(EVENTS, max_size=60))
def test_whatever_is_missing_bars_never_overlap(events):
    model = timeline("")
    model.append(recorded("\n".join(f"{e} {who} {by}" for e, who, by in events)))
    for line in model.everybody():
        bars = model.bars(line.who, 0, model.count())
        for (_, end, _), (start, _, _) in itertools.pairwise(bars):
            assert end <= start


# --- gaps ----------------------------------------------------------------------------------------


def test_gaps_stand_where_events_are_missing_and_are_told_once():
    model = timeline("resumed 2 1")
    gap = TimelineGap(1, "busy")
    model.append([], [gap])
    model.append(recorded("yielded 2 1 1", first=1), [gap], lost=0)
    model.append(recorded("yielded 2 1 2", first=1500), [TimelineGap(1500, None)], lost=1498)
    assert [label(model.step_at(i), model.cast) for i in range(model.count())] == [
        "next()",
        "busy ran too often: it is not recorded from here to the next stop",
        "yields 1",
        "1,498 older events were no longer kept",
        "Nothing is recorded from here to the next stop: too much happened",
        "yields 2",
    ]


# --- the filter ----------------------------------------------------------------------------------


def test_hiding_takes_away_the_lifeline_and_its_rows():
    model = timeline()
    model.set_filter(TimelineFilter(frozenset({2})))
    assert rows(model) == [
        "__main__ > words: next()",
        "words > __main__: yields 0",
        "__main__ > words: send('hello')",
        "words > __main__: yields 1",
    ]
    assert [column[0].who for column in model.columns()] == [1, 3]
    model.append(recorded("resumed 2 1 'x'\nresumed 3 1 'y'", first=9))
    assert rows(model)[-1] == "__main__ > words: send('y')"
    assert model.count() == 5


def test_a_focus_keeps_one_and_who_talks_to_it():
    model = timeline(GREP + "resumed 4 1\nyielded 4 1 1")
    model.set_filter(TimelineFilter(focus=2))
    assert rows(model)[-2:] == ["words > out: send('hello')", "out > words: yields None"]
    assert {column[0].who for column in model.columns()} == {1, 2, 3}
    model.set_filter(TimelineFilter())
    assert model.count() == 11


def test_bars_are_given_for_the_rows_that_are_shown():
    model = timeline()
    model.set_filter(TimelineFilter(focus=2))
    assert model.bars(2, 0, 9) == [(1, 2, False), (3, 4, False)]


# --- the current row -----------------------------------------------------------------------------


def test_the_cursor_goes_from_row_to_row():
    model = timeline()
    cursor = TimelineCursor(model)
    assert cursor.target(Move.DOWN, 3) == 8
    cursor.row = 4
    targets = {move: cursor.target(move, 3) for move in Move}
    assert targets == {
        Move.UP: 3,
        Move.DOWN: 5,
        Move.PAGE_UP: 1,
        Move.PAGE_DOWN: 7,
        Move.FIRST: 0,
        Move.LAST: 8,
        Move.FORMER_OF_COROUTINE: 3,
        Move.NEXT_OF_COROUTINE: 5,
    }
    model.set_filter(TimelineFilter(focus=2))
    assert cursor.position() is None
    assert TimelineCursor(TimelineModel()).target(Move.UP, 1) is None


# --- bounds --------------------------------------------------------------------------------------


def test_the_oldest_rows_are_let_go():
    model = timeline("resumed 2 1\nreturned 2 1 1")
    pair = "resumed 3 1 'x'\nyielded 3 1 1\n" * 500
    for page in range(26):
        model.append(recorded(pair, first=2 + page * 1000))
    assert MAX_ROWS <= model.count() < MAX_ROWS + 2000
    assert model.forgotten + model.count() == 26_002
    assert model.row_at(0) == model.forgotten
    assert model.position_of(model.forgotten - 5) == 0
    assert len(model.bars(3, 0, model.count())) <= model.count()
    assert [line.who for line in model.everybody()] == [1, 2, 3]


def test_a_generator_in_every_turn_of_a_loop_does_not_widen_the_picture():
    model = timeline("")
    text = "".join(f"resumed {i} 1\nreturned {i} 1 0\n" for i in range(2, 1002))
    model.append(recorded(text))
    assert len(model.columns()) == SHARED_FROM
    shared = max(model.columns(), key=len)
    assert occupant(shared, 0) is shared[0]
    assert occupant(shared, model.count()) is shared[-1]
    assert between(shared, shared[3].start, shared[4].end) == shared[3:5]


def test_another_run_begins_anew():
    model = timeline()
    model.set_filter(TimelineFilter(focus=2))
    model.clear()
    assert (model.count(), model.total, model.columns()) == (0, 0, [])
    assert model.cast.name(2) == "#2"
