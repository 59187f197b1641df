"""Trees as text: what a model shows, one row a line, two spaces a level."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex

from coro_debugger.protocol.coroutines import (
    Coroutine,
    CoroutineEvent,
    CoroutineKind,
    CoroutineOutcome,
    CoroutineState,
    Ender,
    OutcomeKind,
    Role,
    TimelineEvent,
)

_OUTCOMES = {kind.value: kind for kind in OutcomeKind}
_STATES = {"not started": CoroutineState.CREATED} | {s.value: s for s in CoroutineState}


def picture(model: QAbstractItemModel, *columns: int) -> str:
    """Return all rows that are fetched, each as the text of ``columns`` with a bar between.

    What is fetched when a row is opened is fetched.
    """

    def lines(parent: QModelIndex, depth: int):
        if parent.isValid() and model.canFetchMore(parent):
            model.fetchMore(parent)
        for row in range(model.rowCount(parent)):
            cells = [str(model.index(row, c, parent).data() or "") for c in columns]
            yield "  " * depth + " | ".join(cells).rstrip()
            yield from lines(model.index(row, 0, parent), depth + 1)

    return "\n".join(lines(QModelIndex(), 0))


def coroutine(id: int, name: str = "", state: str = "suspended", **more) -> Coroutine:
    """Return a coroutine in the state that the word tells."""
    outcome = _OUTCOMES.get(state)
    values = {
        "names": [name] if name else [],
        "kind": CoroutineKind.GENERATOR,
        "qualname": "grep",
        "role": Role.CONSUMES,
        "resumptions": 1,
        "line": 20 if state == "suspended" else None,
        "state": CoroutineState.FINISHED if outcome else _STATES[state],
        "outcome": CoroutineOutcome(outcome) if outcome else None,
    }
    return Coroutine(id=id, **(values | more))


def coroutines(text: str) -> list[Coroutine]:
    """Return coroutines from lines ``id name state [-> id of what it awaits]``."""
    found = []
    for line in text.strip().splitlines():
        left, _, awaiting = line.partition("->")
        number, name, *state = left.split()
        target = int(awaiting) if awaiting else None
        found.append(
            coroutine(int(number), "" if name == "-" else name, " ".join(state), awaiting=target)
        )
    return found


def recorded(text: str, first: int = 0) -> list[TimelineEvent]:
    """Return events from lines ``event coroutine partner [value] [delegated]``.

    Partner 1 is the main thread, ``you`` and ``gc`` are those, any other number a coroutine. A
    value is written without blanks, ``-`` is none.
    """
    lines = [line.split() for line in text.strip().splitlines()]
    return [_recorded(first + i, *line) for i, line in enumerate(lines)]


def _recorded(seq: int, event: str, who: str, partner: str, value: str = "-", *more: str):
    by = {"you": Ender.USER, "gc": Ender.GC}.get(partner)
    if event == "closed" and by is None:
        by = Ender.PROGRAM
    number = int(partner) if partner.isdigit() else 1
    return TimelineEvent(
        seq=seq,
        event=CoroutineEvent(event),
        coroutine_id=int(who),
        thread=1,
        by_coroutine_id=number if number > 1 else None,
        line=None if event == "collected" else 10 + int(who),
        by_line=20,
        value=None if value == "-" else value,
        type="GeneratorExit" if value == "GeneratorExit" else "str",
        by=by,
        delegated=True if "delegated" in more else None,
    )
