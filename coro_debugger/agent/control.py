"""Stopping and going on: who holds the program, how others wait, where commands are read.

While the program is paused the paused thread itself reads the commands; while it runs, or while
it works for the debugger, a helper thread listens.
"""

from __future__ import annotations

from _thread import allocate_lock, get_ident
from sys import is_finalizing

from ..protocol.events import Continued, Output, Stopped
from .connection import ConnectionEnded, LineCut
from .type_facts import MISSING, name_of_type
from .value_text import running_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType, TracebackType
    from typing import Any, TypeVar

    from ..protocol.coroutines import CoroutineEvent, ValueText
    from ..protocol.events import StopReason
    from .registry import CoroutineRecord
    from .threads import Threads

    Lock = Any
    T = TypeVar("T")


def _nothing() -> None:
    return None


class StopState:
    """One stop: where, why, and what the client may ask of it."""

    def __init__(
        self,
        reason: StopReason,
        frame: FrameType | None,
        record: CoroutineRecord | None = None,
        error: BaseException | None = None,
        traceback: TracebackType | None = None,
        description: str | None = None,
        breakpoint_ids: list[int] | None = None,
        exit_status: int | None = None,
        event: CoroutineEvent | None = None,
        value: object = MISSING,
    ) -> None:
        """``event``, ``value``: of a breakpoint on a coroutine event, MISSING without a value."""
        self.reason = reason
        self.frame = frame
        self.record = record
        self.error = error
        self.traceback = traceback
        self.description = description
        self.breakpoint_ids = breakpoint_ids
        self.exit_status = exit_status
        self.event = event
        self.value = value
        self.thread = get_ident()
        self.go_on = False
        self.stops_before: int | None = None
        """How many there had been when it was looked whether to stop; None: it does not matter."""


class Control:
    """Holds the program at a stop until the client says how to go on."""

    def __init__(self, send_event: Callable[[Any], None], threads: Threads) -> None:
        self._send_event = send_event
        self.threads = threads
        self._owner: int | None = None
        self._owner_lock = allocate_lock()
        self._gate = allocate_lock()
        self._stops: list[StopState] = []
        self._driving: list[int] = []
        self.stops_made = 0
        # Connected once by `entry`, where all parts are there.
        self.serve_one: Callable[[], None] = _nothing
        self.before_stop: Callable[[StopState], None] = _ignore
        self.after_stop: Callable[[StopState], None] = _ignore
        self.start_listening: Callable[[], None] = _nothing
        self.listen_beside: Callable[[], None] = _nothing
        self.stop_listening: Callable[[], None] = _nothing
        self.on_failure: Callable[[BaseException], None] = _ignore
        self.check_cut: Callable[[], None] = _nothing
        # Whether a stop that had to wait for another thread's is to come about all the same.
        self.is_still_wanted: Callable[[StopState], bool] = bool

    # --- threads ----------------------------------------------------------------------------

    def thread_number(self, ident: int) -> int:
        """Return the id on the wire of the thread with this ident."""
        return self.threads.number(ident)

    # --- state ------------------------------------------------------------------------------

    @property
    def stop_state(self) -> StopState | None:
        """The innermost stop, None while the program runs."""
        return self._stops[-1] if self._stops else None

    @property
    def is_stopped(self) -> bool:
        """Whether the program is held, with commands read by the held thread."""
        return self._owner is not None

    @property
    def is_nested(self) -> bool:
        """Whether the innermost stop is inside an operation of the user."""
        return len(self._stops) > 1

    def disarm(self) -> None:
        """In a forked child: nothing is held and nothing listens."""
        self._stops, self._driving, self._owner = [], [], None
        self.start_listening = self.listen_beside = self.stop_listening = _nothing

    @property
    def current_thread(self) -> int:
        """The ident of the thread that holds the program, else of the caller."""
        return self._owner if self._owner is not None else get_ident()

    @property
    def is_serving(self) -> bool:
        """Whether the program is held and no operation of the user runs in it."""
        return bool(self._stops) and len(self._driving) < len(self._stops)

    @property
    def depth(self) -> int:
        """How many stops there are, one inside the other."""
        return len(self._stops)

    def leave_stops_above(self, depth: int) -> None:
        """Let the stops inside an operation go on: the operation is cut short."""
        for state in self._stops[depth:]:
            state.go_on = True

    def is_quiet(self) -> bool:
        """Tell whether events on this thread are the debugger's own doing, to be ignored."""
        return self._owner == get_ident() and self.is_serving

    def is_driven(self) -> bool:
        """Tell whether what runs on this thread runs in an operation of the user."""
        return bool(self._driving) and self._owner == get_ident()

    # --- stopping ---------------------------------------------------------------------------

    def park_if_stopped(self) -> None:
        """Wait here while another thread holds the program.

        Raises DeadlineExceeded in an operation of the user that is cut short.
        """
        if self._owner is None:
            return
        if self._owner != get_ident():
            self._park()
        else:
            self.check_cut()

    def stop(self, state: StopState, taken: Callable[[], None] = _nothing) -> None:
        """Hold the program until the client lets it go on. Called on the thread that stops.

        ``taken`` is called once this thread holds it: another may be first, and nobody want this
        stop any more.
        """
        me = get_ident()
        is_late = False
        while self._owner != me:
            if not self._owner_lock.acquire(False):
                self._park()
                is_late = True
                continue
            is_late = is_late or state.stops_before not in (None, self.stops_made)
            if is_late and not self.is_still_wanted(state):
                self._owner_lock.release()
                return
            self._gate.acquire()
            self._owner = me
        taken()
        nested = bool(self._stops)
        self.stop_listening()
        self._stops.append(state)
        self.stops_made += 1
        try:
            self.before_stop(state)
            self.announce(state)
            while not state.go_on:
                self.serve_one()
        except LineCut:
            pass  # nobody is left who could say how to go on
        except BaseException:
            if not state.go_on:  # a signal handler of the program has raised here
                self._send_event(Continued(self.thread_number(me)))
            raise
        finally:
            self._stops.pop()
            self.after_stop(state)
            if not nested:
                self._owner = None
                self._gate.release()
                self._owner_lock.release()
            self.start_listening()

    def announce(self, state: StopState) -> None:
        """Tell the client that the program is held."""
        error = state.error
        self._send_event(
            Stopped(
                reason=state.reason,
                thread_id=self.thread_number(state.thread),
                description=state.description,
                text=None if error is None else self.describe_error(error),
                hit_breakpoint_ids=state.breakpoint_ids,
                coroutine_id=None if state.record is None else state.record.id,
                exit_status=state.exit_status,
                nested=True if len(self._stops) > 1 else None,
                event=state.event,
                value=None if state.value is MISSING else self.describe_value(state.value),
            )
        )

    def run_driven(self, coroutine_id: int, operation: Callable[[], Any]) -> Any:
        """Run an operation of the user on the held thread; it may stop inside."""
        self._driving.append(coroutine_id)
        self.listen_beside()
        try:
            return operation()
        finally:
            self.stop_listening()
            self._driving.pop()

    def run_evaluated(self, function: Callable[[], T]) -> T:
        """Call a function of the user on the held thread; the client is heard meanwhile."""
        self.listen_beside()
        try:
            return function()
        finally:
            self.stop_listening()

    def describe_error(self, error: BaseException) -> str:
        """Return type and message of an exception; replaced by `entry`."""
        return name_of_type(type(error))

    def describe_value(self, value: object) -> ValueText:
        """Return the text of a value; replaced by `entry`."""
        return running_text(value)

    def tell(self, text: str) -> None:
        """Send the person a remark."""
        try:
            self._send_event(Output(text, "important"))
        except ConnectionEnded:
            return

    def report_failure(self, error: BaseException) -> None:
        """The agent failed: say so; the program runs on untraced."""
        try:
            self.on_failure(error)
            if self._stops:
                self._send_event(Continued(self.thread_number(get_ident())))
        except ConnectionEnded:
            pass

    def _park(self) -> None:
        if is_finalizing():
            self._take_over()
            return
        # Passing the gate on at once lets every thread that waits here through.
        with self._gate:
            pass

    def _take_over(self) -> None:
        """Hold nothing: the thread that did was halted where it was, the interpreter ends."""
        stops, self._stops = self._stops, []
        self._owner, self._driving = None, []
        self._owner_lock, self._gate = allocate_lock(), allocate_lock()
        for state in stops:
            self.after_stop(state)


def _ignore(_: object) -> None:
    return None
