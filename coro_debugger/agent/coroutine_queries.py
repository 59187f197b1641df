"""The requests ``coroutines`` and ``timeline``, and the event that says something changed."""

from __future__ import annotations

from sys import _current_frames as current_frames
from time import monotonic

from ..protocol.commands import CoroutinesArguments, CoroutinesBody, TimelineArguments, TimelineBody
from ..protocol.coroutines import CoroutineState, Ender
from ..protocol.events import CoroutinesChanged
from .coroutine_order import in_order
from .frames import behind_agent
from .names import delegations_on_stacks, names_of_coroutines, tasks_of_coroutines
from .snapshots import Snapshots, counts_of, counts_of_states, state_of_record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .control import Control
    from .history import History
    from .program import Program
    from .registry import CoroutineRecord, Registry
    from .server import Server

_EVENT_INTERVAL = 1 / 30
_SHARE = 20
_MOST_AT_ONCE = 10_000


class CoroutineQueries:
    """Answers what coroutines there are and what happened to them."""

    def __init__(
        self, registry: Registry, history: History, control: Control, program: Program
    ) -> None:
        self._registry = registry
        self._history = history
        self._control = control
        self._program = program
        self._send_at = 0.0

    def answer(self, server: Server) -> None:
        """Register the handlers."""
        self._server = server
        server.add(CoroutinesArguments, self._coroutines, while_running=True)
        server.add(TimelineArguments, self._timeline, while_running=True)

    def send_changes(self) -> float | None:
        """Send the event if something changed; return when to look again, in seconds."""
        if not self._registry.changed:
            return _EVENT_INTERVAL
        left = self._send_at - monotonic()
        if left > 0:
            return left
        changed, self._registry.changed = self._registry.changed, {}
        began = monotonic()
        self._server.send_event(CoroutinesChanged(list(changed)[:1000], counts_of(self._registry)))
        # A million of them take a while to count; the program is to have most of the time.
        interval = max(_EVENT_INTERVAL, _SHARE * (monotonic() - began))
        self._send_at = monotonic() + interval
        return interval

    def flush_changes(self) -> None:
        """The program is held: what changed is asked for now, no event is needed."""
        self._registry.changed = {}

    def _coroutines(self, arguments: CoroutinesArguments) -> CoroutinesBody:
        listed = [
            (record, state_of_record(record))
            for record in self._registry.all()
            if arguments.include_library or not record.is_library
        ]
        found = [each for each in listed if _matches(*each, arguments)]
        # While the program runs its variables are not looked at: other threads change them.
        # (The agent's own frame in a variable of its own would be a cycle that keeps all alive.)
        is_held = self._control.is_stopped
        for record, state in found:
            if is_held and state is CoroutineState.FINISHED:
                self._registry.note_closed(record, Ender.PROGRAM)  # if no event has told it
        stacks = [behind_agent(each) for each in current_frames().values()] if is_held else []
        names = (
            names_of_coroutines(self._registry, self._program.namespace, stacks) if is_held else {}
        )
        if arguments.filter:
            found = [each for each in found if _named(each[0], names, arguments.filter.lower())]
        tasks = tasks_of_coroutines() if is_held else {}
        if arguments.order:
            found = in_order(found, arguments.order, arguments.descending, names, tasks)
        start = arguments.start or 0
        count = _MOST_AT_ONCE if arguments.count is None else min(arguments.count, _MOST_AT_ONCE)
        running = delegations_on_stacks(self._registry, stacks)
        snapshots = Snapshots(self._registry, names, tasks, running)
        return CoroutinesBody(
            coroutines=[snapshots.take(*each) for each in found[start : start + count]],
            total=len(found),
            counts=counts_of_states([state for _, state in listed]),
        )

    def _timeline(self, arguments: TimelineArguments) -> TimelineBody:
        return TimelineBody(
            self._history.page(arguments.start, arguments.count),
            self._history.total,
            self._history.dropped,
            self._history.gaps(arguments.start),
        )


def _matches(
    record: CoroutineRecord, state: CoroutineState, arguments: CoroutinesArguments
) -> bool:
    if arguments.ids is not None and record.id not in arguments.ids:
        return False
    if state is CoroutineState.FINISHED and not arguments.include_finished:
        return False
    return arguments.states is None or state in arguments.states


def _named(record: CoroutineRecord, names: dict[int, list[str]], text: str) -> bool:
    held = names.get(id(record.target), [])
    return any(text in each.lower() for each in (record.qualname, *held, f"#{record.id}"))
