"""A simple guard for the checks: raises DeadlineExceeded in Python code that takes too long."""

import sys
from time import monotonic

from coro_debugger.agent.tracing.contract import DeadlineExceeded


def guard(function, seconds):
    ends = monotonic() + seconds

    def trace(frame, event, argument):
        if monotonic() > ends:
            raise DeadlineExceeded
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        return function()
    finally:
        sys.settrace(before)
