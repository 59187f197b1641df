"""The record of what happened to coroutines, bounded; it serves the timeline."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from itertools import islice

from ..protocol.coroutines import CoroutineEvent, Ender, TimelineEvent, TimelineGap, ValueText

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..protocol.explanations import Explanation
    from ..protocol.values import Source

MAX_EVENTS = 20_000
MAX_GAPS = 1_000


class History:
    """The last MAX_EVENTS events, numbered from 0."""

    def __init__(self) -> None:
        self._events: deque[TimelineEvent] = deque(maxlen=MAX_EVENTS)
        self._gaps: deque[TimelineGap] = deque(maxlen=MAX_GAPS)
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
        delegated: bool = False,
        by_source: Source | None = None,
    ) -> int:
        """Append one event and return its number."""
        number = self._next
        text, kind = (value.value, value.type) if value is not None else (None, None)
        self._events.append(
            TimelineEvent(
                number,
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
                delegated or None,
                by_source,
            )
        )
        self._next = number + 1
        return number

    def reword(self, number: int, value: ValueText) -> None:
        """Put another text for the value of an event, if it is still kept."""
        place = number - self.dropped
        if not 0 <= place < len(self._events):
            return
        event = self._events[place]
        if event.seq == number:  # another thread may be adding one
            self._events[place] = replace(event, value=value.value, type=value.type)

    def note_gap(self, qualname: str | None) -> None:
        """Note that events are missing from here to the next stop."""
        self._gaps.append(TimelineGap(self._next, qualname))

    def gaps(self, start: int | None) -> list[TimelineGap]:
        """Return the gaps from event number ``start`` on, of those that are kept."""
        first = max(start or 0, self.dropped)
        return [gap for gap in self._gaps.copy() if gap.seq >= first]

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
