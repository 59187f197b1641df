"""The requests ``coroutines`` and ``timeline``, and the event that says something changed."""

from __future__ import annotations

from sys import _current_frames as current_frames
from time import monotonic

from ..protocol.commands import CoroutinesArguments, CoroutinesBody, TimelineArguments, TimelineBody
from ..protocol.coroutines import CoroutineState, Ender
from ..protocol.events import CoroutinesChanged
from .coroutine_order import in_order, sort_key
from .frames import behind_agent
from .names import delegations_on_stacks, names_of_coroutines, tasks_of_coroutines
from .snapshots import Snapshots, counts_of, counts_of_states, states_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

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
        records = self._registry.all()
        if not arguments.include_library:
            records = [record for record in records if not record.is_library]
        states = states_of(records)
        counts = counts_of_states(states)
        # Places in both lists: 100,000 pairs would set the program's garbage collector to work.
        places = _matching(records, states, arguments)
        # While the program runs its variables are not looked at: other threads change them.
        # (The agent's own frame in a variable of its own would be a cycle that keeps all alive.)
        is_held = self._control.is_stopped
        if is_held and counts.finished:
            self._note_closed(records, states, places)
        stacks = [behind_agent(each) for each in current_frames().values()] if is_held else []
        names = (
            names_of_coroutines(self._registry, self._program.namespace, stacks) if is_held else {}
        )
        if arguments.filter:
            text = arguments.filter.lower()
            places = [place for place in places if _named(records[place], names, text)]
        tasks = tasks_of_coroutines() if is_held else {}
        if arguments.order:
            key = sort_key(arguments.order, names, tasks)
            keys = {place: key(records[place], states[place]) for place in places}
            places = in_order(keys, arguments.descending)
        start = arguments.start or 0
        count = _MOST_AT_ONCE if arguments.count is None else min(arguments.count, _MOST_AT_ONCE)
        running = delegations_on_stacks(self._registry, stacks)
        snapshots = Snapshots(self._registry, names, tasks, running)
        page = places[start : start + count]
        return CoroutinesBody(
            coroutines=[snapshots.take(records[place], states[place]) for place in page],
            total=len(places),
            counts=counts,
        )

    def _note_closed(
        self, records: list[CoroutineRecord], states: list[CoroutineState], places: Sequence[int]
    ) -> None:
        """Note which of them are finished, if no event has told it."""
        for place in places:
            if states[place] is CoroutineState.FINISHED:
                self._registry.note_closed(records[place], Ender.PROGRAM)

    def _timeline(self, arguments: TimelineArguments) -> TimelineBody:
        return TimelineBody(
            self._history.page(arguments.start, arguments.count),
            self._history.total,
            self._history.dropped,
            self._history.gaps(arguments.start),
        )


def _matching(
    records: list[CoroutineRecord], states: list[CoroutineState], arguments: CoroutinesArguments
) -> Sequence[int]:
    """Return the places of those that are asked for."""
    places: Sequence[int] = range(len(records))
    if arguments.ids is not None:
        ids = set(arguments.ids)
        places = [place for place in places if records[place].id in ids]
    if not arguments.include_finished:
        places = [place for place in places if states[place] is not CoroutineState.FINISHED]
    if arguments.states is not None:
        places = [place for place in places if states[place] in arguments.states]
    return places


def _named(record: CoroutineRecord, names: dict[int, list[str]], text: str) -> bool:
    held = names.get(id(record.target), [])
    return any(text in each.lower() for each in (record.qualname, *held, f"#{record.id}"))
