"""When each lifeline has control: the bars of the timeline, followed step by step."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from .cast import YOU
from .timeline_step import INWARD, Step, StepKind


@dataclass(slots=True)
class Bar:
    """Control from row `start` to row `end` (None: still); `waits`: while one it resumed runs."""

    start: int
    waits: bool
    end: int | None = None


class Activations:
    """A stack of control for each thread, and the bars that come of it.

    Rows are missing where the record has gaps; a stack is then put right by what comes next.
    """

    def __init__(self) -> None:
        self._stacks: dict[int, list[int]] = {}
        self._bars: dict[int, list[Bar]] = {}

    def add(self, row: int, step: Step) -> None:
        """Take the step of the next row."""
        event = step.event
        if event is None:
            return
        stack = self._stacks.get(event.thread)
        if stack is None:
            stack = self._stacks[event.thread] = [event.thread]
            if step.source == event.thread:
                self._open(event.thread, row - 1, waits=False)
        if step.kind in (StepKind.CREATED, StepKind.COLLECTED):
            return
        if step.kind in INWARD:
            self._enter(stack, row, step)
        elif event.line is not None:
            self._leave(stack, row, step)

    def _enter(self, stack: list[int], row: int, step: Step) -> None:
        resumer = stack[-1] if step.is_mark else step.source
        self._come_to(stack, resumer, row)
        self._shut(resumer, row)
        if resumer > YOU and resumer != stack[0]:
            self._open(resumer, row, waits=True)
        if step.target in stack:  # it cannot be: something in between is missing
            self._pop_to(stack, stack.index(step.target), row)
        stack.append(step.target)
        self._open(step.target, row, waits=False)

    def _leave(self, stack: list[int], row: int, step: Step) -> None:
        if step.source in stack:
            self._pop_to(stack, stack.index(step.source), row)
        else:
            self._shut(stack[-1], row)
        if step.is_mark:  # the garbage collector had interrupted whoever runs
            self._go_on(stack, row)
        else:
            self._come_to(stack, step.target, row)

    def _come_to(self, stack: list[int], who: int, row: int) -> None:
        """Have ``who`` on top of the stack, with control."""
        if who in stack:
            self._pop_to(stack, stack.index(who) + 1, row)
        else:
            self._shut(stack[-1], row)
            if stack[-1] != stack[0] and stack[-1] != YOU:
                self._open(stack[-1], row, waits=True)
            stack.append(who)
        self._go_on(stack, row)

    def _go_on(self, stack: list[int], row: int) -> None:
        if not stack:
            return
        bars = self._bars.get(stack[-1])
        if bars and bars[-1].end is None and not bars[-1].waits:
            return
        self._shut(stack[-1], row)
        self._open(stack[-1], row, waits=False)

    def _pop_to(self, stack: list[int], length: int, row: int) -> None:
        while len(stack) > max(length, 1):
            self._shut(stack.pop(), row)

    def _open(self, who: int, row: int, waits: bool) -> None:
        if who != YOU:
            self._bars.setdefault(who, []).append(Bar(row, waits))

    def _shut(self, who: int, row: int) -> None:
        bars = self._bars.get(who)
        if bars and bars[-1].end is None:
            bars[-1].end = row

    def within(self, who: int, first: int, last: int) -> list[Bar]:
        """Return the bars of ``who`` that reach into the rows ``first`` to ``last``."""
        bars = self._bars.get(who, [])
        at = max(bisect_right(bars, first, key=lambda bar: bar.start) - 1, 0)
        found = []
        for bar in bars[at:]:
            if bar.start > last:
                break
            if bar.end is None or bar.end >= first:
                found.append(bar)
        return found

    def forget_before(self, row: int) -> None:
        """Let go of bars that ended before ``row``."""
        for who, bars in list(self._bars.items()):
            keep = bisect_right(bars, row, key=lambda bar: bar.start)
            kept = [bar for bar in bars[:keep] if bar.end is None or bar.end >= row] + bars[keep:]
            if kept:
                self._bars[who] = kept
            else:
                del self._bars[who]
