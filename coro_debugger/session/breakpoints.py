"""What the program shall stop at, kept for every start."""

from __future__ import annotations

from typing import Any

from coro_debugger.protocol.commands import (
    Arguments,
    CoroutineBreakpoint,
    SetBreakpointsArguments,
    SetCoroutineBreakpointsArguments,
    SetExceptionBreakpointsArguments,
)
from coro_debugger.protocol.values import Source, SourceBreakpoint


class Breakpoints:
    """Line breakpoints by file, exception filters, coroutine breakpoints.

    Each setter returns the request that tells a running program.
    """

    def __init__(self) -> None:
        self._lines: dict[str, list[SourceBreakpoint]] = {}
        self._filters = ["uncaught"]
        self._coroutine: list[CoroutineBreakpoint] = []

    def set_lines(self, path: str, wanted: list[SourceBreakpoint]) -> SetBreakpointsArguments:
        """Replace the line breakpoints of one file."""
        self._lines[path] = list(wanted)
        return _lines_request(path, wanted)

    def set_filters(self, filters: list[str]) -> SetExceptionBreakpointsArguments:
        """Replace the exception filters: raised, uncaught."""
        self._filters = list(filters)
        return SetExceptionBreakpointsArguments(self._filters)

    def set_coroutine(self, wanted: list[CoroutineBreakpoint]) -> SetCoroutineBreakpointsArguments:
        """Replace the coroutine breakpoints."""
        self._coroutine = list(wanted)
        return SetCoroutineBreakpointsArguments(self._coroutine)

    def line_requests(self) -> list[SetBreakpointsArguments]:
        """Return what tells a program that starts of all lines to stop at."""
        return [_lines_request(path, wanted) for path, wanted in self._lines.items() if wanted]

    def other_requests(self) -> list[Arguments[Any]]:
        """Return what tells a program that starts of everything else to stop at."""
        requests: list[Arguments[Any]] = [SetExceptionBreakpointsArguments(self._filters)]
        if self._coroutine:
            requests.append(SetCoroutineBreakpointsArguments(self._coroutine))
        return requests


def _lines_request(path: str, wanted: list[SourceBreakpoint]) -> SetBreakpointsArguments:
    return SetBreakpointsArguments(Source(path=path), list(wanted))
