"""The current row of the timeline, and where the keys lead from it."""

from __future__ import annotations

from enum import Enum

from .timeline_model import TimelineModel
from .timeline_step import Step


class Move(Enum):
    """A way to another row."""

    UP = "up"
    DOWN = "down"
    PAGE_UP = "page up"
    PAGE_DOWN = "page down"
    FIRST = "first"
    LAST = "last"
    FORMER_OF_COROUTINE = "former of the same coroutine"
    NEXT_OF_COROUTINE = "next of the same coroutine"


class TimelineCursor:
    """Stays on its row while others come, go or are filtered out."""

    def __init__(self, model: TimelineModel) -> None:
        self._model = model
        self.row: int | None = None

    def position(self) -> int | None:
        """Return where the current row is shown; None if there is none or it is not shown."""
        model = self._model
        if self.row is None or not model.count():
            return None
        position = model.position_of(self.row)
        is_there = position < model.count() and model.row_at(position) == self.row
        return position if is_there else None

    def step(self) -> Step | None:
        """Return the current row."""
        position = self.position()
        return None if position is None else self._model.step_at(position)

    def target(self, move: Move, page: int) -> int | None:
        """Return the position that a move leads to, None if there are no rows."""
        last = self._model.count() - 1
        if last < 0:
            return None
        at = self.position()
        if at is None:  # the first move of all comes from below
            return 0 if move is Move.FIRST else last
        to = {
            Move.UP: at - 1,
            Move.DOWN: at + 1,
            Move.PAGE_UP: at - page,
            Move.PAGE_DOWN: at + page,
            Move.FIRST: 0,
            Move.LAST: last,
        }.get(move)
        if to is None:
            to = self._of_same_coroutine(at, 1 if move is Move.NEXT_OF_COROUTINE else -1)
        return max(0, min(to, last))

    def _of_same_coroutine(self, position: int, way: int) -> int:
        whose = self._model.step_at(position).coroutine_id
        at = position + way
        while 0 <= at < self._model.count():
            if self._model.step_at(at).coroutine_id == whose:
                return at
            at += way
        return position
