from coro_debugger.agent.one_line_loops import NO_LINES, loop_around
from coro_debugger.agent.stepping import (
    Place,
    Step,
    StepKind,
    Target,
    after_end,
    after_suspension,
    at_first_line,
    step_into,
    step_out,
    step_over,
    stops_at_line,
    stops_at_resumption,
    stops_at_yield,
)

THREAD, OTHER = 1, 2
BODY, RESUMER, THIRD = 10, 20, 30
HERE, BACK = Place(BODY), Place(RESUMER)
NOBODY = Place(None)
LOOP = range(5, 8)


def over(loop=NO_LINES):
    return step_over(THREAD, BODY, loop)


def stops(step, token, line=1, thread=THREAD):
    return stops_at_line(step, thread, token, line)


def check_into_stops_at_any_line_of_its_thread():
    step = step_into(THREAD)
    assert stops(step, BODY) and stops(step, RESUMER)
    assert not stops(step, BODY, thread=OTHER)
    assert stops(step_into(None), BODY, thread=OTHER)


def check_into_passes_by_the_loop_on_one_line_that_it_begins_in():
    step = step_into(THREAD, (Target(BODY, LOOP),))
    assert not stops(step, BODY, 5) and not stops(step, BODY, 7)
    assert stops(step, BODY, 8)
    assert stops(step, RESUMER, 5)


def check_resumptions():
    for step, coroutine, thread, is_start, wanted in (
        (step_into(THREAD), 3, THREAD, False, True),
        (step_into(THREAD), 3, THREAD, True, False),  # its first line stops, not its def line
        (step_into(THREAD), 3, OTHER, False, False),
        (over(), 3, THREAD, False, False),
        (Step(StepKind.UNTIL_RESUMED, coroutine_id=3), 3, OTHER, False, True),
        (Step(StepKind.UNTIL_RESUMED, coroutine_id=3), 3, OTHER, True, True),
        (Step(StepKind.UNTIL_RESUMED, coroutine_id=3), 4, THREAD, False, False),
        (Step(StepKind.NEXT_YIELD), 3, THREAD, False, False),
    ):
        assert stops_at_resumption(step, thread, coroutine, is_start) is wanted, step


def check_until_resumed_goes_to_the_first_line_of_one_that_starts():
    step = Step(StepKind.UNTIL_RESUMED, coroutine_id=3)
    assert not stops(step, BODY)
    step = at_first_line(step, BODY)
    assert stops(step, BODY) and not stops(step, RESUMER)


def check_next_yield_only_stops_at_yields():
    assert stops_at_yield(Step(StepKind.NEXT_YIELD))
    assert not stops(Step(StepKind.NEXT_YIELD), BODY)
    for step in (over(), step_into(THREAD), step_out(THREAD, BODY)):
        assert not stops_at_yield(step)


def check_over_stops_in_its_frame_only():
    assert stops(over(), BODY)
    assert not stops(over(), RESUMER)


def check_over_leaves_a_loop_on_one_line():
    assert not stops(over(LOOP), BODY, 6)
    assert stops(over(LOOP), BODY, 9)


def check_over_at_a_suspension_goes_to_the_resumer_or_stays_if_it_is_resumed_first():
    step = after_suspension(over(), HERE, BACK)
    assert stops(step, RESUMER) and stops(step, BODY)
    assert not stops(step, THIRD)


def check_over_at_a_suspension_in_loops_on_one_line():
    step = after_suspension(over(), Place(BODY, LOOP), Place(RESUMER, range(1, 2)))
    assert not stops(step, BODY, 6) and stops(step, BODY, 9)
    assert not stops(step, RESUMER, 1) and stops(step, RESUMER, 2)


def check_over_stays_where_a_library_resumes():
    step = after_suspension(over(), HERE, NOBODY)
    assert stops(step, BODY) and not stops(step, RESUMER)


def check_over_follows_a_resumer_that_suspends_in_turn():
    step = after_suspension(over(), HERE, BACK)
    step = after_suspension(step, BACK, Place(THIRD))
    assert stops(step, THIRD)


def check_out_stops_at_the_resumer_never_in_its_own_frame():
    step = step_out(THREAD, BODY)
    assert not stops(step, BODY)
    step = after_suspension(step, HERE, BACK)
    assert stops(step, RESUMER) and not stops(step, BODY)


def check_out_waits_where_a_library_resumes():
    step = after_suspension(step_out(THREAD, BODY), HERE, NOBODY)
    assert not stops(step, BODY)
    assert stops(after_end(step, BODY, BACK), RESUMER)


def check_a_frame_that_ends():
    for step in (over(), step_out(THREAD, BODY)):
        after = after_end(step, BODY, BACK)
        assert stops(after, RESUMER) and not stops(after, BODY)
        assert stops(after_end(step, BODY, NOBODY), THIRD), "the next user line, wherever"


def check_a_frame_that_is_not_watched_changes_nothing():
    step = over()
    assert after_end(step, THIRD, BACK) is step
    assert after_suspension(step, Place(THIRD), BACK) is step
    into = step_into(THREAD)
    assert after_end(into, BODY, BACK) is into


def one_line():
    for number in range(3): print(number)  # fmt: skip # noqa: E701


def comprehension():
    # fmt: off
    numbers = [
        [m * n for m in range(n)]
        for n in range(3)
    ]
    # fmt: on
    while numbers:
        numbers.pop()


def lines_of_loop(function, line):
    code = function.__code__
    first = code.co_firstlineno
    found = loop_around(code, first + line)
    return found.start - first, len(found)


def check_loops_on_one_line():
    assert lines_of_loop(one_line, 1) == (1, 1)
    assert not loop_around(one_line.__code__, one_line.__code__.co_firstlineno)


def check_a_comprehension_counts_as_a_whole():
    for line in (2, 3, 4, 5):
        assert lines_of_loop(comprehension, line) == (2, 4)
    for line in (7, 8):
        assert (
            loop_around(comprehension.__code__, comprehension.__code__.co_firstlineno + line)
            == NO_LINES
        )
