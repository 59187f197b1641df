"""Which coroutine stands in which row of a list whose rows are fetched as they are looked at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

PAGE = 100
"""How many rows are asked for at a time."""


@dataclass(frozen=True, slots=True)
class CoroutinesWanted:
    """Rows `start` to `start + count` are looked at, or about to be."""

    start: int
    count: int


class CoroutineRows:
    """The ids of the coroutines by row, 0 where it is not known yet, and which are up to date."""

    def __init__(self) -> None:
        self.ids: list[int] = []
        self._row_of: dict[int, int] = {}
        self._fresh: set[int] = set()

    def __len__(self) -> int:
        return len(self.ids)

    def row(self, coroutine_id: int) -> int | None:
        """Return the row of a coroutine, None where it is in none that is known."""
        return self._row_of.get(coroutine_id)

    def known(self) -> list[int]:
        """Return the ids that are known, in the order of their rows."""
        return sorted(self._row_of, key=self._row_of.__getitem__)

    def insert(self, first: int, ids: Sequence[int]) -> None:
        """Take rows in between, or (of zeros) at the end."""
        is_end = first == len(self.ids)
        self.ids[first:first] = ids
        if is_end and not any(ids):
            return
        self._number(first)

    def remove(self, first: int, last: int) -> None:
        """Drop the rows from `first` to `last`."""
        for coroutine_id in filter(None, self.ids[first : last + 1]):
            self._forget(coroutine_id)
        del self.ids[first : last + 1]
        if first < len(self.ids):
            self._number(first)

    def place(self, row: int, coroutine_id: int) -> None:
        """Put a coroutine into a row; where it stood before is not known then."""
        self._forget(self.ids[row])
        before = self._row_of.get(coroutine_id)
        if before is not None:
            self.ids[before] = 0
        self.ids[row] = coroutine_id
        if coroutine_id:
            self._row_of[coroutine_id] = row

    def _forget(self, coroutine_id: int) -> None:
        self._row_of.pop(coroutine_id, None)
        self._fresh.discard(coroutine_id)

    def _number(self, first: int) -> None:
        for row in range(first, len(self.ids)):
            if coroutine_id := self.ids[row]:
                self._row_of[coroutine_id] = row

    # --- what is up to date

    def grow_stale(self) -> None:
        """Nothing is known to be as it was any more."""
        self._fresh.clear()

    def freshen(self, ids: Iterable[int]) -> None:
        """These have just been told."""
        self._fresh.update(ids)

    def wanted(self, first: int, last: int) -> CoroutinesWanted | None:
        """Return what to ask for when these rows are in sight, None where all is there."""
        ids = self.ids[first : last + 1]
        lacking = [row for row, i in enumerate(ids, first) if i not in self._fresh]
        if not lacking:
            return None
        is_upwards = lacking[-1] < last  # what comes into sight next is above
        start = max(0, lacking[-1] + 1 - PAGE) if is_upwards else lacking[0]
        return CoroutinesWanted(start, max(PAGE, lacking[-1] + 1 - start))

    def distant(self, first: int, last: int, most: int) -> list[int]:
        """Return the known rows beyond the `most` that are nearest to those in sight."""
        if len(self._row_of) <= most:
            return []
        middle = (first + last) / 2
        rows = sorted(self._row_of.values(), key=lambda row: abs(row - middle))
        return rows[most:]


def runs(rows: Iterable[int]) -> list[tuple[int, int]]:
    """Return neighbouring rows as ranges, first and last, from the end to the beginning."""
    if isinstance(rows, range):  # a million of them, when a program that had so many is over
        return [(rows[0], rows[-1])] if rows else []
    found: list[tuple[int, int]] = []
    for row in sorted(rows, reverse=True):
        if found and found[-1][0] == row + 1:
            found[-1] = (row, found[-1][1])
        else:
            found.append((row, row))
    return found
