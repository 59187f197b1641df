"""Breakpoints on lines, on coroutine events and on exceptions."""

from __future__ import annotations

from os.path import abspath, normcase, realpath

from ..protocol.commands import (
    BreakpointsBody,
    CoroutineBreakpoint,
    SetBreakpointsArguments,
    SetCoroutineBreakpointsArguments,
    SetExceptionBreakpointsArguments,
)
from ..protocol.values import Breakpoint
from .breakpoint_conditions import Hit
from .line_breakpoint import BreakpointFile, LineBreakpoint, condition_problem, executable_lines

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import CodeType, FrameType

    from ..protocol.coroutines import CoroutineEvent
    from .breakpoint_conditions import BreakpointConditions
    from .registry import CoroutineRecord
    from .tracing.contract import Guard


_CREATION_NOT_TOLD = "This Python does not tell where coroutines are made; 3.12 and later do"


class Breakpoints:
    """All breakpoints, looked up by file and line, or by event."""

    def __init__(
        self, conditions: BreakpointConditions, changed: Callable[[Breakpoint], None]
    ) -> None:
        """``conditions`` decides where a breakpoint has a condition, a hit count or a message.

        ``changed`` tells the client that a breakpoint is not what was answered when it was set.
        """
        self._changed = changed
        self._check = conditions.check
        self._check_event = conditions.check_event
        self._guard = conditions.guard
        self._by_file: dict[str, dict[int, list[LineBreakpoint]]] = {}
        self._by_event: dict[str, list[tuple[int, CoroutineBreakpoint]]] = {}
        self._asked: dict[str, BreakpointFile] = {}
        self._file_keys: dict[str, str] = {}
        self._next_id = 1
        self._temporary: tuple[str, int] | None = None
        self.version = 0
        self.tells_creation = True  # connected by `entry`: not every engine does
        self._concerned: dict[CodeType, bool] = {}
        self.stops_at_raise = False
        self.stops_at_uncaught = False

    @property
    def has_lines(self) -> bool:
        """Whether there are breakpoints on lines."""
        return bool(self._asked) or self._temporary is not None

    @property
    def has_events(self) -> bool:
        """Whether there are breakpoints on coroutine events."""
        return bool(self._by_event)

    @property
    def wants_collected(self) -> bool:
        """Whether there is a breakpoint on coroutines that are freed unfinished."""
        return "collected" in self._by_event

    # --- asked ------------------------------------------------------------------------------

    def codes_with_lines(self, codes: list[CodeType]) -> list[CodeType]:
        """Return those of ``codes`` that have a breakpoint on one of their lines."""
        if not self._by_file and self._temporary is None:
            return []
        # Asked of every known code object at every stop and step. What is learnt goes into the dict
        # that was current when it was asked: the listening thread may change breakpoints meanwhile.
        known = self._concerned
        for code in codes:
            if code not in known:
                known[code] = self.concerns(code)
        return [code for code in codes if known[code]]

    def concerns(self, code: CodeType) -> bool:
        """Tell whether a breakpoint stands on a line of ``code``."""
        key = self._key(code.co_filename)
        lines = set(self._by_file.get(key, ()))
        if self._temporary is not None and self._temporary[0] == key:
            lines.add(self._temporary[1])
        return bool(lines) and any(line in lines for _, _, line in code.co_lines())

    def hit(self, frame: FrameType, line: int) -> Hit | None:
        """Return what stops at this line, if anything does."""
        if not self._by_file:
            return None
        lines = self._by_file.get(self._key(frame.f_code.co_filename))
        found = None if lines is None else lines.get(line)
        if not found:
            return None
        return _together([self._check(frame, breakpoint_) for breakpoint_ in found])

    def line_guard(self, code: CodeType, line: int) -> Guard | None:
        """Return what tells for less that nothing stops at this line; None if `hit` must."""
        key = self._key(code.co_filename)
        if self._temporary == (key, line):
            return None
        found = self._by_file.get(key, {}).get(line, [])
        guards = [self._guard(breakpoint_) for breakpoint_ in found]
        if not guards:
            return _never
        return guards[0] if len(guards) == 1 else None

    def stands_at(self, code: CodeType, line: int) -> bool:
        """Tell whether a breakpoint, or "Run to line", stands on this line."""
        key = self._key(code.co_filename)
        return line in self._by_file.get(key, ()) or self._temporary == (key, line)

    def is_temporary(self, frame: FrameType, line: int) -> bool:
        """Tell whether "Run to line" asked for this line."""
        wanted = self._temporary
        return wanted is not None and wanted == (self._key(frame.f_code.co_filename), line)

    def hit_event(
        self, event: CoroutineEvent, frame: FrameType, record: CoroutineRecord, value: object
    ) -> Hit | None:
        """Return what stops at this event of this coroutine, if anything does.

        ``value`` is what came in or goes out; a condition sees it by that name.
        """
        asked = self._by_event.get(event.value)
        if not asked:
            return None
        hits = [
            self._check_event(number, each.condition, frame, value)
            for number, each in asked
            if _concerns(each, record)
        ]
        return _together(hits)

    def is_set_for(
        self, frame: FrameType, event: CoroutineEvent | None, record: CoroutineRecord | None
    ) -> bool:
        """Tell whether a breakpoint that was hit here, on a line or an event, is still set."""
        if event is None:
            return self.stands_at(frame.f_code, frame.f_lineno or 0)
        asked = self._by_event.get(event.value, ())
        return any(record is not None and _concerns(each, record) for _, each in asked)

    # --- set --------------------------------------------------------------------------------

    def set_lines(self, arguments: SetBreakpointsArguments) -> BreakpointsBody:
        """Replace the line breakpoints of one source."""
        path = arguments.source.path or ""
        key = self._key(path)
        asked = [LineBreakpoint(self._new_id(), each) for each in arguments.breakpoints]
        file = BreakpointFile(arguments.source, asked, executable_lines(path))
        self._asked.pop(key, None)
        if asked:
            self._asked[key] = file
        answers = self._place(key, file)
        return BreakpointsBody(answers)

    def settle(self, code: CodeType) -> None:
        """Place the breakpoints of a file anew if it is not what it was when they were set.

        ``code`` is seen to run for the first time. A program may have written, or overwritten,
        the module that it imports now.
        """
        if not self._asked or code.co_name != "<module>":
            return
        key = self._key(code.co_filename)
        file = self._asked.get(key)
        if file is not None and file.takes(code):
            before = [each.as_set() for each in file.asked]
            for known, now in zip(before, self._place(key, file), strict=True):
                if known != now:
                    self._changed(now)

    def _place(self, key: str, file: BreakpointFile) -> list[Breakpoint]:
        """Put breakpoints on lines with code and return what became of them."""
        lines: dict[int, list[LineBreakpoint]] = {}
        for each in file.asked:
            each.place(file.source, file.lines)
            if each.verified:
                lines.setdefault(each.line, []).append(each)
        self._by_file.pop(key, None)
        if lines:
            self._by_file[key] = lines
        self._change()
        return [each.as_set() for each in file.asked]

    def set_temporary(self, path: str, line: int) -> int | None:
        """Stop once at the first line with code from ``line`` on; return it, None if none."""
        found = next((n for n in executable_lines(path) if n >= line), None)
        if found is not None:
            self._temporary = (self._key(path), found)
            self._change()
        return found

    def clear_temporary(self) -> None:
        """Forget the line of "Run to line": the program has stopped."""
        if self._temporary is not None:
            self._temporary = None
            self._concerned = {}

    def set_events(self, arguments: SetCoroutineBreakpointsArguments) -> BreakpointsBody:
        """Replace the breakpoints on coroutine events."""
        by_event: dict[str, list[tuple[int, CoroutineBreakpoint]]] = {}
        answers = []
        for asked in arguments.breakpoints:
            number = self._new_id()
            if asked.event.value == "created" and not self.tells_creation:
                answers.append(Breakpoint(False, number, message=_CREATION_NOT_TOLD))
                continue
            by_event.setdefault(asked.event.value, []).append((number, asked))
            answers.append(Breakpoint(True, number, message=condition_problem(asked.condition)))
        self._by_event = by_event
        return BreakpointsBody(answers)

    def set_exceptions(self, arguments: SetExceptionBreakpointsArguments) -> BreakpointsBody:
        """Say for which exceptions to stop."""
        self.stops_at_raise = "raised" in arguments.filters
        self.stops_at_uncaught = "uncaught" in arguments.filters
        known = ("raised", "uncaught")
        return BreakpointsBody([Breakpoint(name in known) for name in arguments.filters])

    def _change(self) -> None:
        self.version += 1
        self._concerned = {}

    def _new_id(self) -> int:
        number = self._next_id
        self._next_id += 1
        return number

    def _key(self, path: str) -> str:
        key = self._file_keys.get(path)
        if key is None:
            key = path if path.startswith("<") else normcase(realpath(abspath(path)))
            self._file_keys[path] = key
        return key


def _concerns(asked: CoroutineBreakpoint, record: CoroutineRecord) -> bool:
    return asked.coroutine_id in (None, record.id) and asked.qualname in (
        None,
        record.qualname,
        record.code.co_name,
    )


def _never(frame: FrameType) -> bool:
    return False


def _together(hits: list[Hit | None]) -> Hit | None:
    real = [hit for hit in hits if hit is not None]
    if not real:
        return None
    ids = [number for hit in real for number in hit.ids]
    return Hit(ids, next((hit.problem for hit in real if hit.problem), None))
