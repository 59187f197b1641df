"""Marks event breakpoints in the source, beside the functions that they are about."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from ..models.breakpoint_values import EventBreakpoint
from ..models.breakpoint_words import message_words, sentence
from ..models.breakpoints_model import BreakpointsModel
from ..models.words import translated
from ..protocol.coroutines import CoroutineEvent
from .script_coroutines import CoroutineFunction, script_coroutines
from .source_marks import EventMark
from .source_tabs import SourceTabs
from .source_view import SourceView

_AT_SUSPENSIONS = (CoroutineEvent.RESUMED, CoroutineEvent.YIELDED, CoroutineEvent.THROWN)
"""Events that happen where the function is suspended; the others belong to it as a whole."""


class EventMarks(QObject):
    """Keeps the marks of event breakpoints in all open files true."""

    def __init__(self, tabs: SourceTabs, breakpoints: BreakpointsModel) -> None:
        super().__init__(tabs)
        self._tabs = tabs
        self._breakpoints = breakpoints
        tabs.text_shown.connect(self._mark)
        for changed in (breakpoints.events_edited, breakpoints.dataChanged):
            changed.connect(self._mark_all)

    def _mark_all(self) -> None:
        for view in self._tabs.views().values():
            self._mark(view)

    def _mark(self, view: SourceView) -> None:
        view.set_event_marks(event_marks(view.source.text, self._breakpoints.events()))


def event_marks(source: str, breakpoints: Sequence[EventBreakpoint]) -> list[EventMark]:
    """Return the marks of those that are about one function, or a coroutine of it."""
    named = [b for b in breakpoints if b.qualname]
    if not named:
        return []
    functions = script_coroutines(source)
    return [
        EventMark(line, _words(breakpoint), breakpoint)
        for breakpoint in named
        for function in functions
        if function.qualname == breakpoint.qualname
        for line in _lines(function, breakpoint.event)
    ]


def _lines(function: CoroutineFunction, event: CoroutineEvent) -> tuple[int, ...]:
    at_suspensions = function.suspensions if event in _AT_SUSPENSIONS else ()
    return at_suspensions or (function.line,)


def _words(breakpoint: EventBreakpoint) -> str:
    words = translated("Event breakpoint: {0}", sentence(breakpoint))
    if not breakpoint.enabled:
        words = translated("{0} (off)", words)
    message = message_words(breakpoint)
    return f"{words}\n{message}" if message else words
