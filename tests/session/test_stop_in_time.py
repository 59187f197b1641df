"""Stop is to take a second at most, so what it may wait for has to be less."""

from __future__ import annotations

from coro_debugger.adapter import debuggee
from coro_debugger.session import debug_session, debuggee_process


def test_what_a_stop_may_wait_for_is_less_than_a_second():
    assert debuggee_process._GRACE_MILLISECONDS <= 500
    assert debug_session._FINISH_MILLISECONDS <= 500
    assert debuggee._GRACE_SECONDS + debuggee._LATE_OUTPUT_SECONDS <= 0.75
