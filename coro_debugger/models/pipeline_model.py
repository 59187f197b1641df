"""The pipeline: who gives how many values to whom, counted from the record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QObject, Signal

from ..protocol.coroutines import Coroutine, CoroutineKind, TimelineEvent
from .cast import YOU, Cast
from .layered_layout import LayeredLayout, layered_layout
from .timeline_step import Step, StepKind, step_of
from .words import role_word, state_word, translated

MOST_NODES = 40
"""Coroutines beyond that are drawn as one node for each function."""
MOST_COUNTED = 20_000
"""Coroutines whose values are counted one by one; the oldest beyond are counted no more."""
_SLACK = 1_000
_NOTHING = (None, "None")


class Giving(Enum):
    """How a value went."""

    SENT = "sent"
    YIELDED = "yielded"
    RETURNED = "returned"
    """To the one that had delegated to it."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A node. `members` are the coroutines that it stands for, none for a thread or YOU."""

    key: int
    title: str
    members: tuple[int, ...] = ()
    state: str = ""
    role: str = ""

    @property
    def coroutine_id(self) -> int | None:
        """The coroutine to be selected with it: the newest."""
        return self.members[-1] if self.members else None


@dataclass(frozen=True, slots=True)
class Flow:
    """An edge: so many values went from `source` to `target`.

    `is_answer`: nothing but answers to what `target` sends; it goes against the direction.
    """

    source: int
    target: int
    counts: tuple[tuple[Giving, int], ...]
    is_answer: bool = False


@dataclass(frozen=True, slots=True)
class Pipeline:
    """What is drawn. `loose` stages have given and got nothing; they are not in the layout."""

    stages: dict[int, Stage]
    flows: tuple[Flow, ...]
    layout: LayeredLayout[int]
    loose: tuple[int, ...]


class PipelineModel(QObject):
    """Counts as events come; `pipeline` is made when it is asked for.

    Signals:
        changed(): counts, names or states are others.
    """

    changed = Signal()

    def __init__(self, cast: Cast, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cast = cast
        self._has_states = True
        self._reset()

    def _reset(self) -> None:
        self._counts: Counter[tuple[int, int, Giving]] = Counter()
        self._seen: dict[int, None] = {}
        self._is_partial = False
        self._pipeline: Pipeline | None = None

    # --- taking values

    def clear(self) -> None:
        """Forget everything: another run begins."""
        self._reset()
        self.changed.emit()

    def append(self, events: Iterable[TimelineEvent], is_partial: bool = False) -> None:
        """Count the next events; ``is_partial``: others are missing."""
        self._is_partial = self._is_partial or is_partial
        for event in events:
            self._count(step_of(event))
        if len(self._seen) > MOST_COUNTED + _SLACK:
            self._forget(set(list(self._seen)[:-MOST_COUNTED]))
        self.refresh()

    def _count(self, step: Step) -> None:
        event = step.event
        assert event is not None
        self._seen[event.coroutine_id] = None
        giving = _giving(step)
        if giving is not None and not step.is_mark and event.value not in _NOTHING:
            self._counts[step.source, step.target, giving] += 1

    def _forget(self, gone: set[int]) -> None:
        self._is_partial = True
        self._seen = {who: None for who in self._seen if who not in gone}
        for flow in [flow for flow in self._counts if flow[0] in gone or flow[1] in gone]:
            del self._counts[flow]

    def refresh(self) -> None:
        """Take note that names or states are others."""
        self._pipeline = None
        self.changed.emit()

    def set_has_states(self, has_states: bool) -> None:
        """Say whether there is a process, so that coroutines are in some state."""
        if has_states != self._has_states:
            self._has_states = has_states
            self.refresh()

    # --- giving values

    @property
    def is_partial(self) -> bool:
        """Whether there may have been more than was counted."""
        return self._is_partial

    @property
    def is_empty(self) -> bool:
        """Whether no coroutine was seen yet."""
        return not self._seen

    def pipeline(self) -> Pipeline:
        """Return what is to be drawn."""
        if self._pipeline is None:
            self._pipeline = self._make()
        return self._pipeline

    def _make(self) -> Pipeline:
        key_of, stages = self._stages()
        found: dict[tuple[int, int], Counter[Giving]] = {}
        for (source, target, giving), count in self._counts.items():
            if self._is_plumbing(source, target):
                continue
            ends = key_of.get(source, source), key_of.get(target, target)
            if ends[0] != ends[1]:
                found.setdefault(ends, Counter())[giving] += count
        for who in (who for ends in found for who in ends):
            stages.setdefault(who, Stage(who, self._cast.name(who)))
        flows = tuple(_flow(ends, counts, found) for ends, counts in found.items())
        joined = {who for ends in found for who in ends}
        nodes = sorted(joined, key=lambda who: (who != YOU, not self._cast.is_thread(who)))
        layout = layered_layout(nodes, [(f.source, f.target) for f in flows if not f.is_answer])
        loose = tuple(who for who in stages if who not in joined)
        return Pipeline(stages, flows, layout, loose)

    def _stages(self) -> tuple[dict[int, int], dict[int, Stage]]:
        """Return the node of each coroutine, and the nodes: one each, else one a function."""
        if len(self._seen) <= MOST_NODES:
            return {}, {who: self._stage((who,)) for who in self._seen}
        groups: dict[str, list[int]] = {}
        for who in self._seen:
            groups.setdefault(self._cast.function(who), []).append(who)
        key_of = {who: members[0] for members in groups.values() for who in members}
        return key_of, {m[0]: self._stage(tuple(m)) for m in groups.values()}

    def _stage(self, members: Sequence[int]) -> Stage:
        first = members[0]
        coroutine = self._cast.coroutine(first)
        role = role_word(coroutine.role) if coroutine is not None else ""
        if len(members) > 1:
            title = translated(
                "{0} \N{MULTIPLICATION SIGN} {1}", self._cast.function(first), f"{len(members):,}"
            )
            return Stage(first, title, tuple(members), "", role)
        state = self._state(coroutine)
        return Stage(first, self._cast.title(first), tuple(members), state, role)

    def _state(self, coroutine: Coroutine | None) -> str:
        return state_word(coroutine) if coroutine is not None and self._has_states else ""

    def _is_plumbing(self, source: int, target: int) -> bool:
        """Tell whether what is handed over is between a coroutine and the loop that runs it."""
        for who, other in ((source, target), (target, source)):
            coroutine = self._cast.coroutine(who)
            is_async = coroutine is not None and coroutine.kind in (
                CoroutineKind.COROUTINE,
                CoroutineKind.ASYNC_GENERATOR,
            )
            if is_async and self._cast.is_thread(other):
                return True
        return False


def _giving(step: Step) -> Giving | None:
    event = step.event
    if step.kind is StepKind.YIELDED:
        return Giving.YIELDED
    if step.kind is StepKind.RESUMED:
        return Giving.SENT
    is_handed_on = event is not None and event.delegated and step.kind is StepKind.RETURNED
    return Giving.RETURNED if is_handed_on else None


def _flow(
    ends: tuple[int, int],
    counts: Counter[Giving],
    all_flows: dict[tuple[int, int], Counter[Giving]],
) -> Flow:
    back = all_flows.get((ends[1], ends[0]), Counter[Giving]())
    is_answer = bool(back[Giving.SENT]) and not counts[Giving.SENT]
    told = tuple((giving, counts[giving]) for giving in Giving if counts[giving])
    return Flow(*ends, told, is_answer)
