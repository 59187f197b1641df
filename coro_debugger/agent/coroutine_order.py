"""The orders in which a client can have the coroutines: by what its list shows of them."""

from __future__ import annotations

from ..protocol.coroutines import CoroutineOrder, CoroutineState, OutcomeKind, Role
from .code_positions import span_at
from .coroutine_objects import lasti_of
from .roles import role_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .registry import CoroutineRecord

    Found = tuple[CoroutineRecord, CoroutineState]

_STATES = list(CoroutineState)
_OUTCOMES = list(OutcomeKind)
_ROLES = list(Role)


def in_order(
    found: list[Found],
    order: CoroutineOrder,
    descending: bool,
    names: dict[int, list[str]],
    tasks: dict[int, str],
) -> list[Found]:
    """Return ``found`` (by id) in another order: what is equal stays, what has no value is last.

    ``names``: variables by ``id()`` of the object they hold; ``tasks``: task names likewise.
    """
    keys: list[Any]
    if order is CoroutineOrder.NAME:
        keys = [_name(record, names, tasks) for record, _ in found]
    else:
        keys = [_KEYS[order](*each) for each in found]
    places = [place for place, key in enumerate(keys) if key is not None]
    places.sort(key=keys.__getitem__, reverse=descending)
    places += [place for place, key in enumerate(keys) if key is None]
    return [found[place] for place in places]


def _name(
    record: CoroutineRecord, names: dict[int, list[str]], tasks: dict[int, str]
) -> str | None:
    target = record.target
    if target is None:
        return None
    name = next(iter(names.get(id(target), ())), None) or tasks.get(id(target))
    return name.casefold() if name else None


def _number(record: CoroutineRecord, _: CoroutineState) -> int:
    return record.id


def _function(record: CoroutineRecord, _: CoroutineState) -> str:
    return record.qualname.rpartition("<locals>.")[2].casefold()


def _role(record: CoroutineRecord, _: CoroutineState) -> int:
    return _ROLES.index(role_of(record.code))


def _state(record: CoroutineRecord, state: CoroutineState) -> tuple[int, int]:
    outcome = record.outcome if state is CoroutineState.FINISHED else None
    return _STATES.index(state), _OUTCOMES.index(outcome.kind) if outcome else -1


def _line(record: CoroutineRecord, state: CoroutineState) -> int | None:
    if state not in (CoroutineState.SUSPENDED, CoroutineState.RUNNING):
        return None
    return span_at(record.code, lasti_of(record.target))[0]


def _last_sent(record: CoroutineRecord, _: CoroutineState) -> str | None:
    return record.last_sent.value.casefold() if record.last_sent else None


def _last_yielded(record: CoroutineRecord, _: CoroutineState) -> str | None:
    return record.last_yielded.value.casefold() if record.last_yielded else None


_KEYS: dict[CoroutineOrder, Callable[[CoroutineRecord, CoroutineState], Any]] = {
    CoroutineOrder.ID: _number,
    CoroutineOrder.FUNCTION: _function,
    CoroutineOrder.ROLE: _role,
    CoroutineOrder.STATE: _state,
    CoroutineOrder.LINE: _line,
    CoroutineOrder.LAST_SENT: _last_sent,
    CoroutineOrder.LAST_YIELDED: _last_yielded,
}
