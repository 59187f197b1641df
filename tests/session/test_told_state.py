from __future__ import annotations

import pytest

from coro_debugger.session.state import SessionState
from coro_debugger.session.told_state import ToldState


@pytest.fixture
def state(qtbot):
    return ToldState(SessionState.PAUSED)


def test_a_change_is_told_at_once(state, qtbot):
    with qtbot.waitSignal(state.changed) as changed:
        state.set(SessionState.RUNNING)
    assert changed.args == [SessionState.RUNNING]
    with qtbot.assertNotEmitted(state.changed):
        state.set(SessionState.RUNNING)


def test_what_is_over_at_once_is_not_told(state, qtbot):
    with qtbot.assertNotEmitted(state.changed, wait=200):
        state.set_for_a_moment(SessionState.DRIVING)
        assert state.now is SessionState.DRIVING
        state.set(SessionState.PAUSED)


def test_what_lasts_is_told(state, qtbot):
    with qtbot.waitSignal(state.changed) as changed:
        state.set_for_a_moment(SessionState.DRIVING)
    assert changed.args == [SessionState.DRIVING]
    with qtbot.waitSignal(state.changed) as changed:
        state.set(SessionState.PAUSED)
    assert changed.args == [SessionState.PAUSED]


def test_another_state_in_between_is_told(state, qtbot):
    told = []
    state.changed.connect(told.append)
    state.set_for_a_moment(SessionState.DRIVING)
    state.set(SessionState.STOPPING)
    assert told == [SessionState.STOPPING]
