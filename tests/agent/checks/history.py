"""Checks of `history`: the record of what happened."""

from coro_debugger.agent.history import MAX_EVENTS, History
from coro_debugger.protocol.coroutines import CoroutineEvent, ValueText

WORDS = ValueText("E: said", "E")


def check_an_event_can_be_worded_anew_by_its_number():
    history = History()
    numbers = [history.add(CoroutineEvent.RAISED, 1, 1) for _ in range(3)]
    assert numbers == [0, 1, 2]
    history.reword(numbers[1], WORDS)
    assert [event.value for event in history.page(None, None)] == [None, "E: said", None]


def check_one_that_is_not_kept_any_more_or_not_there_yet_is_passed_over():
    history = History()
    first = history.add(CoroutineEvent.RAISED, 1, 1)
    for _ in range(MAX_EVENTS):
        last = history.add(CoroutineEvent.YIELDED, 1, 1)
    history.reword(first, WORDS)
    history.reword(last + 1, WORDS)
    assert not any(event.value for event in history.page(None, None))
