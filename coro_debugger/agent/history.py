"""The record of what happened to coroutines, bounded; it serves the timeline."""

from __future__ import annotations

from collections import deque
from itertools import islice

from ..protocol.coroutines import CoroutineEvent, Ender, TimelineEvent, ValueText

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..protocol.explanations import Explanation

MAX_EVENTS = 20_000


class History:
    """The last MAX_EVENTS events, numbered from 0."""

    def __init__(self) -> None:
        self._events: deque[TimelineEvent] = deque(maxlen=MAX_EVENTS)
        self._next = 0

    def add(
        self,
        event: CoroutineEvent,
        coroutine_id: int,
        thread: int,
        by_coroutine_id: int | None = None,
        line: int | None = None,
        by_line: int | None = None,
        value: ValueText | None = None,
        by: Ender | None = None,
        explanation: Explanation | None = None,
    ) -> None:
        """Append one event."""
        text, kind = (value.value, value.type) if value is not None else (None, None)
        self._events.append(
            TimelineEvent(
                self._next,
                event,
                coroutine_id,
                thread,
                by_coroutine_id,
                line,
                by_line,
                text,
                kind,
                by,
                None if explanation is None else explanation.value,
            )
        )
        self._next += 1

    @property
    def dropped(self) -> int:
        """How many fell off the front."""
        return self._next - len(self._events)

    @property
    def total(self) -> int:
        """How many are kept."""
        return len(self._events)

    def page(self, start: int | None, count: int | None) -> list[TimelineEvent]:
        """Return up to ``count`` events from number ``start`` on."""
        first = max((start or 0) - self.dropped, 0)
        last = None if count is None else first + count
        return list(islice(self._events, first, last))
