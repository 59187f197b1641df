"""Reads coroutines into the snapshots that the client is shown."""

from __future__ import annotations

from types import GeneratorType

from ..protocol.coroutines import (
    Coroutine,
    CoroutineCounts,
    CoroutineKind,
    CoroutineOutcome,
    CoroutineState,
    Ender,
    OutcomeKind,
)
from ..protocol.explanations import Explanation
from .code_positions import definition_line, span_at
from .coroutine_objects import awaited_object, awaiting_text, lasti_of, state_of
from .instructions import can_delegate
from .roles import role_of
from .source_text import source_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from .registry import CoroutineRecord, Registry


def states_of(records: Iterable[CoroutineRecord]) -> list[CoroutineState]:
    """Return the states of coroutines, from the objects where they are alive.

    There may be 100,000 at a stop: what most of them are is asked for without another call.
    """
    states = []
    for record in records:
        target = record.reference()
        if type(target) is GeneratorType and target.gi_suspended:
            states.append(CoroutineState.SUSPENDED)
        else:
            states.append(CoroutineState.FINISHED if target is None else state_of(target))
    return states


def counts_of(registry: Registry) -> CoroutineCounts:
    """Count the coroutines of the user's code by state."""
    return counts_of_states(states_of([r for r in registry.all() if not r.is_library]))


def counts_of_states(states: list[CoroutineState]) -> CoroutineCounts:
    """Count how often each state is in the list."""
    return CoroutineCounts(**{state.value: states.count(state) for state in CoroutineState})


class Snapshots:
    """Takes snapshots at one moment, so that relations between coroutines fit together."""

    def __init__(
        self,
        registry: Registry,
        names: dict[int, list[str]],
        tasks: dict[int, str],
        running: dict[int, int],
    ) -> None:
        """Take what was collected at this moment.

        ``names``: variables by ``id()`` of the object they hold; ``tasks``: task names likewise;
        ``running``: coroutines on a stack that delegate, by id, to the one they delegate to.
        """
        self._running = running
        self._registry = registry
        self._names = names
        self._tasks = tasks
        self._awaited_by: dict[int, int] | None = None

    def take(self, record: CoroutineRecord, state: CoroutineState) -> Coroutine:
        """Return the snapshot of one coroutine."""
        target = record.target
        is_here = state in (CoroutineState.SUSPENDED, CoroutineState.RUNNING)
        line, column, end_line, end_column = (
            span_at(record.code, lasti_of(target)) if is_here else (None, None, None, None)
        )
        return Coroutine(
            id=record.id,
            kind=record.kind,
            names=self._names.get(id(target), []) if target is not None else [],
            qualname=record.qualname,
            role=role_of(record.code),
            state=state,
            resumptions=record.resumptions,
            source=source_of(record.code),
            line=line,
            column=column,
            end_line=end_line,
            end_column=end_column,
            definition_line=definition_line(record.code),
            created_at=record.created_at,
            awaiting=self._awaiting(record, target),
            awaited_by=self._awaiter_of(record),
            task=self._tasks.get(id(target)) if target is not None else None,
            last_sent=record.last_sent,
            last_yielded=record.last_yielded,
            recording_stopped=record.recording_stopped or None,
            outcome=self._outcome(record, state),
            library=record.is_library or None,
            advice=self._advice(record) or None,
        )

    @staticmethod
    def _advice(record: CoroutineRecord) -> list[str]:
        advice = [key.value for key in record.advice]
        outcome = record.outcome
        is_dropped = outcome is not None and outcome.kind is OutcomeKind.COLLECTED
        if is_dropped and record.kind is CoroutineKind.COROUTINE and not record.started:
            advice.append(Explanation.NEVER_AWAITED.value)
        return advice

    def _awaiting(self, record: CoroutineRecord, target: object) -> int | str | None:
        if record.id in self._running:
            return self._running[record.id]
        if target is None:
            return None
        inner = self._registry.register(awaited_object(target))
        return inner.id if inner is not None else awaiting_text(target)

    def _awaiter_of(self, record: CoroutineRecord) -> int | None:
        if self._awaited_by is None:
            self._awaited_by = {inner: outer for outer, inner in self._running.items()}
            for each in _delegating(self._registry.all()):
                target = each.target
                inner = None if target is None else awaited_object(target)
                awaited = None if inner is None else self._registry.of_object(inner)
                if awaited is not None:
                    self._awaited_by[awaited.id] = each.id
        return self._awaited_by.get(record.id)

    def _outcome(self, record: CoroutineRecord, state: CoroutineState) -> CoroutineOutcome | None:
        if state is not CoroutineState.FINISHED:
            return None
        self._registry.note_closed(record, Ender.PROGRAM)
        return record.outcome


def _delegating(records: list[CoroutineRecord]) -> list[CoroutineRecord]:
    """Return those that can delegate: of many coroutines the codes are few."""
    codes = {id(record.code): record.code for record in records}
    can = {key for key, code in codes.items() if can_delegate(code)}
    return [record for record in records if id(record.code) in can] if can else []
