"""What breakpoints are called: in the list, in the status sentence, in the Edit menu."""

from __future__ import annotations

from ..protocol.coroutines import CoroutineEvent
from ..protocol.events import Stopped
from .breakpoint_values import EventBreakpoint, ExceptionBreakpoint, LineBreakpoint, Row
from .visible_text import file_name
from .words import translated

_FILTERS = {"uncaught": "Uncaught exceptions", "raised": "Every raised exception"}
_EVENTS = {
    CoroutineEvent.CREATED: "is created",
    CoroutineEvent.RESUMED: "is resumed",
    CoroutineEvent.YIELDED: "yields",
    CoroutineEvent.RETURNED: "returns",
    CoroutineEvent.RAISED: "raises",
    CoroutineEvent.THROWN: "is thrown into",
    CoroutineEvent.CLOSED: "is closed",
    CoroutineEvent.COLLECTED: "is collected",
}
_HINTS = {
    CoroutineEvent.CREATED: "Where the function is called. Needs Python 3.12 or later.",
    CoroutineEvent.RESUMED: "At the suspended expression; value: what was sent.",
    CoroutineEvent.YIELDED: "At the yield; value: what is handed out.",
    CoroutineEvent.RETURNED: "At the end of the body; value: what is returned.",
    CoroutineEvent.RAISED: "Where an exception leaves the body; value: the exception.",
    CoroutineEvent.THROWN: "At the suspended expression; value: the exception.",
    CoroutineEvent.CLOSED: "Where close() ends it.",
    CoroutineEvent.COLLECTED: "Where the last reference to it goes before it has finished.",
}
_HAPPENED = {
    CoroutineEvent.CREATED: "{0} was created",
    CoroutineEvent.RESUMED: "{0} was resumed with {1}",
    CoroutineEvent.YIELDED: "{0} yielded {1}",
    CoroutineEvent.RETURNED: "{0} returned {1}",
    CoroutineEvent.RAISED: "{0} raised {1}",
    CoroutineEvent.THROWN: "{1} was thrown into {0}",
    CoroutineEvent.CLOSED: "{0} was closed",
    CoroutineEvent.COLLECTED: "{0} was collected",
}


def event_words(event: CoroutineEvent) -> str:
    """Return the verb of an event breakpoint: *is resumed*."""
    return translated(_EVENTS[event])


def event_hint(event: CoroutineEvent) -> str:
    """Return where it stops and what ``value`` is in its condition."""
    return translated(_HINTS[event])


def subject_words(breakpoint: EventBreakpoint) -> str:
    """Return whose events stop the program: *any coroutine*, *grep*, *words*."""
    if breakpoint.is_instance:
        return breakpoint.name
    return breakpoint.qualname.replace("<locals>.", "") or translated("any coroutine")


def place_words(row: Row) -> str:
    """Return where or at what a breakpoint stops, without its condition."""
    if isinstance(row, ExceptionBreakpoint):
        return translated(_FILTERS[row.filter])
    if isinstance(row, LineBreakpoint):
        return f"{file_name(row.path)}:{row.set_line or row.line}"
    return f"{subject_words(row)} {event_words(row.event)}"


def limits(row: Row) -> list[tuple[str, str]]:
    """Return what makes a breakpoint stop less often: pairs like (*when*, *len(line) > 5*)."""
    if isinstance(row, ExceptionBreakpoint):
        return []
    found = [(translated("when"), row.condition)]
    if isinstance(row, LineBreakpoint):
        found.append((translated("hits"), row.hit_condition))
        found.append((translated("logs"), row.log_message))
    elif row.is_instance:
        found.append((translated("until this run ends"), " "))
    return [(word, text.strip()) for word, text in found if text]


def sentence(row: Row) -> str:
    """Return a breakpoint in plain words: *grep yields when value > 3*."""
    parts = [f"{word} {text}".strip() for word, text in limits(row)]
    said = ", ".join(parts)
    return f"{place_words(row)} {said}".strip()


def message_words(row: Row) -> str:
    """Return what the debuggee said of a breakpoint; empty where all is as the user put it."""
    if isinstance(row, ExceptionBreakpoint):
        return ""
    if isinstance(row, LineBreakpoint) and row.is_moved:
        return translated("Moved from line {0}, which has no code", row.line)
    return row.message


def happened_words(stop: Stopped, name: str) -> str:
    """Return what made an event breakpoint stop: *words was resumed with 'a', event breakpoint*."""
    if stop.event is None:
        return translated("event breakpoint")
    value = stop.text or (stop.value.value if stop.value else "")
    text = _HAPPENED[stop.event]
    if stop.event is CoroutineEvent.RESUMED and stop.value is None:
        text = "{0} was started"
    return translated("{0}, event breakpoint", translated(text, name, value))


def count_words(rows: list[Row]) -> str:
    """Return how many breakpoints the user has set, for the title of their list."""
    own = [row for row in rows if not isinstance(row, ExceptionBreakpoint)]
    off = sum(not row.enabled for row in own)
    if not own:
        return ""
    return translated("{0} · {1} off", len(own), off) if off else str(len(own))
