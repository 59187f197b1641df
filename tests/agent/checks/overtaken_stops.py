"""Checks of `control`: a stop that was decided on before another one came about."""

from _thread import get_ident
from itertools import count

from coro_debugger.agent.control import Control, StopState
from coro_debugger.agent.threads import Threads
from coro_debugger.protocol.events import Stopped, StopReason


class Client:
    """Sees the stops and lets each go on at once."""

    def __init__(self, is_wanted):
        self.stops = []
        self.taken = 0
        self.control = Control(self._take, Threads(count(1).__next__, self._take))
        self.control.is_still_wanted = lambda state: is_wanted
        self.control.serve_one = self._go_on

    def _take(self, event):
        if type(event) is Stopped:
            self.stops.append(event.reason)

    def _go_on(self):
        self.control.stop_state.go_on = True

    def stop(self, stops_before):
        state = StopState(StopReason.BREAKPOINT, None, breakpoint_ids=[1])
        state.stops_before = stops_before
        self.control.stop(state, self._take_over)

    def _take_over(self):
        assert self.control.is_stopped
        self.taken += 1


def check_one_that_was_decided_on_in_time_comes_about():
    client = Client(is_wanted=False)
    client.stop(stops_before=0)
    client.stop(stops_before=1)
    client.stop(stops_before=None)
    assert len(client.stops) == 3


def check_one_that_was_overtaken_comes_about_if_it_is_still_wanted():
    client = Client(is_wanted=True)
    client.stop(stops_before=0)
    client.stop(stops_before=0)
    assert len(client.stops) == 2


def check_one_that_was_overtaken_and_is_not_wanted_leaves_no_trace():
    client = Client(is_wanted=False)
    client.stop(stops_before=0)
    client.stop(stops_before=0)
    assert len(client.stops) == client.control.stops_made == client.taken == 1
    assert not client.control.is_stopped
    assert client.control.current_thread == get_ident()
    client.stop(stops_before=1)
    assert len(client.stops) == 2
