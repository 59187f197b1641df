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

    Key = Callable[[CoroutineRecord, CoroutineState], Any]

_STATES = list(CoroutineState)
_OUTCOMES = list(OutcomeKind)
_ROLES = list(Role)


def sort_key(order: CoroutineOrder, names: dict[int, list[str]], tasks: dict[int, str]) -> Key:
    """Return what tells by what a coroutine is ordered, None where it has no value.

    ``names``: variables by ``id()`` of the object they hold; ``tasks``: task names likewise.
    """
    if order is CoroutineOrder.NAME:
        return lambda record, _: _name(record, names, tasks)
    return _KEYS[order]


def in_order(keys: dict[int, Any], descending: bool) -> list[int]:
    """Return the places in order of their keys: equal ones stay, those without a key are last."""
    places = [place for place, key in keys.items() if key is not None]
    places.sort(key=keys.__getitem__, reverse=descending)
    return places + [place for place, key in keys.items() if key is None]


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


def _state(record: CoroutineRecord, state: CoroutineState) -> int:
    outcome = record.outcome if state is CoroutineState.FINISHED else None
    ending = _OUTCOMES.index(outcome.kind) + 1 if outcome else 0
    return _STATES.index(state) * (len(_OUTCOMES) + 1) + ending


def _line(record: CoroutineRecord, state: CoroutineState) -> int | None:
    if state not in (CoroutineState.SUSPENDED, CoroutineState.RUNNING):
        return None
    return span_at(record.code, lasti_of(record.target))[0]


def _last_sent(record: CoroutineRecord, _: CoroutineState) -> str | None:
    return record.last_sent.value.casefold() if record.last_sent else None


def _last_yielded(record: CoroutineRecord, _: CoroutineState) -> str | None:
    return record.last_yielded.value.casefold() if record.last_yielded else None


_KEYS: dict[CoroutineOrder, Key] = {
    CoroutineOrder.ID: _number,
    CoroutineOrder.FUNCTION: _function,
    CoroutineOrder.ROLE: _role,
    CoroutineOrder.STATE: _state,
    CoroutineOrder.LINE: _line,
    CoroutineOrder.LAST_SENT: _last_sent,
    CoroutineOrder.LAST_YIELDED: _last_yielded,
}
