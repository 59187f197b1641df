"""What the program shall stop at, kept for every start."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from coro_debugger.protocol.commands import (
    Arguments,
    BreakpointsBody,
    CoroutineBreakpoint,
    SetBreakpointsArguments,
    SetCoroutineBreakpointsArguments,
    SetExceptionBreakpointsArguments,
)
from coro_debugger.protocol.values import Source, SourceBreakpoint

from .values import BreakpointsSet, CoroutineBreakpointsSet

_Request = Arguments[BreakpointsBody]


class Breakpoints(QObject):
    """Line breakpoints by file, exception filters, coroutine breakpoints.

    Each setter tells a program that runs; `send_all` tells one that starts.

    Signals:
        lines_set(BreakpointsSet): the answer about the breakpoints of one file.
        events_set(CoroutineBreakpointsSet): the answer about those on events.
    """

    lines_set = Signal(object)
    events_set = Signal(object)

    def __init__(
        self,
        request: Callable[[_Request, Callable[[BreakpointsBody], None]], object],
        parent: QObject,
    ) -> None:
        """``request`` asks the program and has the answer given to a function, if one comes."""
        super().__init__(parent)
        self._request = request
        self._lines: dict[str, list[SourceBreakpoint]] = {}
        self._filters = ["uncaught"]
        self._events: list[CoroutineBreakpoint] = []

    def set_lines(self, path: str, wanted: list[SourceBreakpoint]) -> None:
        """Replace the line breakpoints of one file."""
        self._lines[path] = list(wanted)
        self._send_lines(path)

    def set_filters(self, filters: list[str]) -> None:
        """Replace the exception filters: raised, uncaught."""
        self._filters = list(filters)
        self._send_filters()

    def set_events(self, wanted: list[CoroutineBreakpoint]) -> None:
        """Replace the coroutine breakpoints."""
        self._events = list(wanted)
        self._send_events()

    def send_all(self) -> None:
        """Tell a program that starts of everything."""
        for path in [path for path, wanted in self._lines.items() if wanted]:
            self._send_lines(path)
        self._send_filters()
        if self._events:
            self._send_events()

    def _send_lines(self, path: str) -> None:
        asked = tuple(self._lines[path])

        def on_body(body: BreakpointsBody) -> None:
            self.lines_set.emit(BreakpointsSet(path, asked, tuple(body.breakpoints)))

        self._request(SetBreakpointsArguments(Source(path=path), list(asked)), on_body)

    def _send_filters(self) -> None:
        self._request(SetExceptionBreakpointsArguments(list(self._filters)), lambda _: None)

    def _send_events(self) -> None:
        asked = tuple(self._events)

        def on_body(body: BreakpointsBody) -> None:
            self.events_set.emit(CoroutineBreakpointsSet(asked, tuple(body.breakpoints)))

        self._request(SetCoroutineBreakpointsArguments(list(asked)), on_body)
