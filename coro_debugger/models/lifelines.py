"""The lifelines of the timeline and the columns they stand in."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from .cast import YOU
from .timeline_step import ENDING, Step, StepKind

SHARED_FROM = 6
"""So many columns are there before a coroutine takes the place of one that has finished.

As many as have room beside each other in a window of the usual size.
"""


@dataclass(slots=True)
class Lifeline:
    """One who takes part, from row `start` on; `end`: where it finished, by `ending`."""

    who: int
    column: int
    start: int
    last: int
    end: int | None = None
    ending: StepKind | None = None


class Lifelines:
    """Gives everybody a column in the order of appearance.

    A program that makes a generator in every turn of a loop would make a picture of endless width:
    past `SHARED_FROM` columns, a new coroutine stands below one that has finished.
    """

    def __init__(self) -> None:
        self._of: dict[int, Lifeline] = {}
        self._columns: list[list[Lifeline]] = []
        self._free: list[int] = []

    def add(self, row: int, step: Step) -> None:
        """Take the step of the next row."""
        if step.event is None:
            return
        for who in (step.source, step.target):
            line = self._of.get(who) or self._new(who, row, who == step.coroutine_id)
            line.last = row
        if step.kind in ENDING:
            self._end(self._of[step.coroutine_id], row, step.kind)

    def _new(self, who: int, row: int, is_coroutine: bool) -> Lifeline:
        if is_coroutine and len(self._columns) >= SHARED_FROM and self._free:
            column = min(self._free)
            self._free.remove(column)
        else:
            column = len(self._columns)
            self._columns.append([])
        line = self._of[who] = Lifeline(who, column, row, row)
        self._columns[column].append(line)
        return line

    def _end(self, line: Lifeline, row: int, kind: StepKind) -> None:
        # One that is collected may run its last lines afterwards and end once more.
        if line.end is None and self._columns[line.column][-1] is line:
            self._free.append(line.column)
        elif line.end is not None and self._columns[line.column][-1] is not line:
            return
        line.end, line.ending = row, kind

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._of)

    def of(self, who: int) -> Lifeline | None:
        """Return the lifeline of somebody."""
        return self._of.get(who)

    def all(self) -> list[Lifeline]:
        """Return every lifeline, in the order of appearance."""
        return list(self._of.values())

    def columns(self) -> list[list[Lifeline]]:
        """Return the columns with those who stand in each, one below the other; YOU are first."""
        return sorted(self._columns, key=lambda lines: bool(lines) and lines[0].who != YOU)

    def forget_before(self, row: int) -> list[int]:
        """Let go of those who finished before ``row``; return who they were."""
        gone = []
        for line in list(self._of.values()):
            lines = self._columns[line.column]
            # The last one of a column stays and keeps its place.
            if line.end is not None and line.last < row and len(lines) > 1:
                del self._of[line.who]
                lines.remove(line)
                gone.append(line.who)
        return gone


def occupant(lines: list[Lifeline], row: int) -> Lifeline:
    """Return who stands in a column at ``row``: the latest to have begun, else the first."""
    at = bisect_right(lines, row, key=lambda line: line.start) - 1
    return lines[max(at, 0)]


def between(lines: list[Lifeline], first: int, last: int) -> list[Lifeline]:
    """Return those of a column who are there somewhere in the rows ``first`` to ``last``."""
    begin = max(bisect_right(lines, first, key=lambda line: line.start) - 1, 0)
    end = bisect_right(lines, last, key=lambda line: line.start)
    return [line for line in lines[begin:end] if line.end is None or line.end >= first]
