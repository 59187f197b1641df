"""The coroutines of the debuggee as a tree: under each, what it delegates to."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QStandardItemModel

from ..protocol.commands import CoroutinesBody
from ..protocol.coroutines import Coroutine, CoroutineCounts
from .coroutine_branches import CoroutineBranches
from .coroutine_columns import (
    HEADERS,
    ORDERS,
    Column,
    CoroutinesOrdered,
    spoken_text_of,
    text_of,
    tool_tip_of,
)
from .coroutine_rows import CoroutineRows, CoroutinesWanted, runs
from .words import translated

Index = QModelIndex | QPersistentModelIndex
MOST_ROWS = 2_000_000
"""Rows there can be; the filter finds what is beyond."""
_MOST_KEPT = 3_000
"""Rows whose coroutines are kept; those far from what is in sight are forgotten first."""


class CoroutineModel(QStandardItemModel):
    """Has a row for every coroutine there is; what is in it is asked for once it is looked at.

    Every coroutine stands at the top level; the one it delegates to is shown below it as well.

    A tree view asks for each of its rows whenever rows come or go, 100,000 times at worst. Python
    would need half a second for that, so Qt's own class has the rows and here is what they say;
    none of the methods that it asks for every row may be overridden.

    Signals:
        rows_wanted(CoroutinesWanted): rows in sight are not here, or not up to date.
        order_wanted(CoroutinesOrdered): the rows are wanted in another order.
        counts_changed(CoroutineCounts): the numbers of coroutines in each state.
    """

    rows_wanted = Signal(object)
    order_wanted = Signal(object)
    counts_changed = Signal(object)

    class Role(IntEnum):
        """What a row can be asked for beyond its text."""

        COROUTINE = Qt.ItemDataRole.UserRole
        ID = Qt.ItemDataRole.UserRole + 1
        PINNED = Qt.ItemDataRole.UserRole + 2

    _ANSWERED = frozenset(
        (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Role.COROUTINE,
            Role.ID,
            Role.PINNED,
        )
    )

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(0, len(Column), parent)
        self._coroutines: dict[int, Coroutine] = {}
        self._rows = CoroutineRows()
        self._branches = CoroutineBranches(self, self._coroutines)
        self._pinned: int | None = None
        self._sight = (0, -1)
        self._asked: CoroutinesWanted | None = None
        self._coming: list[int] = []
        self._order = CoroutinesOrdered()
        self._expects_others = False
        # Connected before any view: the rows are right when it hears of them.
        self.rowsInserted.connect(self._on_rows_inserted)
        self.rowsRemoved.connect(self._on_rows_removed)

    # --- taking values

    def set_page(self, body: CoroutinesBody, start: int = 0) -> None:
        """Take the coroutines of the rows from `start` on; `total` says how many rows there are."""
        known = {c.id: c for c in body.coroutines[:MOST_ROWS] if c.id > 0}
        ids, coroutines = list(known), list(known.values())
        start = min(start, MOST_ROWS - len(ids))
        total = max(start + len(ids), min(body.total, MOST_ROWS))
        self._asked = None
        is_other, self._expects_others = self._expects_others, False
        if start == 0 and len(ids) == total:
            self._take_all(ids)
        elif is_other:
            self._remove(range(len(self._rows)))
            self._take_some(start, ids, total)
        else:
            self._take_some(start, ids, total)
        self._take_values(coroutines)
        self._rows.freshen(ids)
        self._forget_distant()
        self.counts_changed.emit(body.counts)
        self._ask()

    def set_pinned(self, coroutine_id: int | None) -> None:
        """Say which coroutine stays selected at stops."""
        before, self._pinned = self._pinned, coroutine_id
        for changed in filter(None, (before, coroutine_id)):
            self._say_changed(changed)

    def clear(self) -> None:
        """Forget all rows, as before a new run."""
        self.set_page(CoroutinesBody([], 0, CoroutineCounts()))

    def grow_stale(self) -> None:
        """Ask again for every row that is looked at: the program has moved."""
        self._rows.grow_stale()
        self._asked = None

    def expect_others(self) -> None:
        """What is listed, or its order, is about to be another: no row of now says where it is."""
        self._expects_others = True
        self._asked = CoroutinesWanted(0, 0)  # by whoever chose it

    def set_sight(self, first: int, last: int) -> None:
        """Say which rows at the top level are in sight."""
        self._sight = (first, last)
        self._ask()

    def _ask(self) -> None:
        # One question at a time: who drags through the list asks for where that ends.
        if self._asked is None:
            self._asked = self._rows.wanted(*self._sight)
            if self._asked is not None:
                self.rows_wanted.emit(self._asked)

    def known(self) -> dict[int, Coroutine]:
        """Return the coroutines that are here, by id; not a copy."""
        return self._coroutines

    def coroutines(self) -> list[Coroutine]:
        """Return the coroutines that are here, in the order of their rows."""
        return [self._coroutines[i] for i in self._rows.known()]

    def has_delegates(self) -> bool:
        """Tell whether any coroutine delegates to another one, so that rows can be opened."""
        return bool(self._branches)

    def index_of(self, coroutine_id: int) -> QModelIndex:
        """Return the row of a coroutine, invalid if it is in none that is here."""
        row = self._rows.row(coroutine_id)
        return QModelIndex() if row is None else self.index(row, 0)

    # --- rows come, go and change

    def _take_all(self, ids: list[int]) -> None:
        """Every coroutine there is: those that stay keep their rows, and views their selection."""
        wanted = set(ids)
        if wanted.isdisjoint(self._rows.ids):
            self._remove(range(len(self._rows)))
        else:
            self._remove(row for row, i in enumerate(self._rows.ids) if i not in wanted)
        kept = [i for i in ids if self._rows.row(i) is not None]
        if kept != self._rows.ids:  # another order
            self._remove(range(len(self._rows)))
        row = 0
        while row < len(ids):
            end = row
            here = self._rows.ids[row] if row < len(self._rows) else 0
            while end < len(ids) and ids[end] != here:
                end += 1
            self._insert(row, ids[row:end])
            row = end + 1

    def _take_some(self, start: int, ids: list[int], total: int) -> None:
        """A part of them: what is gone from between them is taken out, the rest is overwritten."""
        wanted = set(ids)
        part = enumerate(self._rows.ids[start : start + len(ids)], start)
        gone = [row for row, i in part if i and i not in wanted]
        self._remove(gone[: max(0, len(self._rows) - total)])
        if len(self._rows) > total:
            self._remove(range(total, len(self._rows)))
        elif len(self._rows) < total:
            self._insert(len(self._rows), [0] * (total - len(self._rows)))
        for row, coroutine_id in enumerate(ids, start):
            if row < total and self._rows.ids[row] != coroutine_id:
                self._place(row, coroutine_id)

    def _insert(self, first: int, ids: list[int]) -> None:
        if ids:
            self._coming = ids
            self.insertRows(first, len(ids))

    def _on_rows_inserted(self, parent: QModelIndex, first: int, _: int) -> None:
        if not parent.isValid():
            self._rows.insert(first, self._coming)

    def _on_rows_removed(self, parent: QModelIndex, first: int, last: int) -> None:
        if not parent.isValid():
            for coroutine_id in filter(None, self._rows.ids[first : last + 1]):
                self._branches.forget(coroutine_id)
            self._rows.remove(first, last)

    def _remove(self, rows: Iterable[int]) -> None:
        for first, last in runs(rows):
            gone = self._rows.ids[first : last + 1]
            self.removeRows(first, last - first + 1)
            for coroutine_id in filter(None, gone):
                self._forget(coroutine_id)

    def _forget(self, coroutine_id: int) -> None:
        if self._coroutines.pop(coroutine_id, None) is not None:
            self._say_changed(coroutine_id)

    def _place(self, row: int, coroutine_id: int) -> None:
        before = self._rows.row(coroutine_id)
        if before is not None:
            self._branches.cut(coroutine_id, self.index(before, 0))
        there = self._rows.ids[row]
        if there:
            self._branches.cut(there, self.index(row, 0))
        self._rows.place(row, coroutine_id)
        self._forget(there)
        for other in (row, before):
            if other is not None:
                self._say_row_changed(other)

    def _take_values(self, coroutines: list[Coroutine]) -> None:
        for coroutine in coroutines:
            is_same = self._coroutines.get(coroutine.id) == coroutine
            self._coroutines[coroutine.id] = coroutine
            row = self._rows.row(coroutine.id)
            if row is not None:
                self._branches.tie(coroutine, self.index(row, 0))
            if not is_same:
                self._say_changed(coroutine.id)

    def _say_changed(self, coroutine_id: int) -> None:
        self._branches.retie(coroutine_id)
        row = self._rows.row(coroutine_id)
        if row is not None:
            self._say_row_changed(row)
        for index in self._branches.indexes(coroutine_id):
            self.dataChanged.emit(index, index.siblingAtColumn(len(Column) - 1))

    def _say_row_changed(self, row: int) -> None:
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(Column) - 1))

    def _forget_distant(self) -> None:
        for row in self._rows.distant(*self._sight, _MOST_KEPT):
            coroutine_id = self._rows.ids[row]
            self._branches.cut(coroutine_id, self.index(row, 0))
            self._rows.place(row, 0)
            self._forget(coroutine_id)

    # --- Qt's questions

    def _id_at(self, index: Index) -> int:
        below = self._branches.id_at(index)
        return below if below is not None else self._rows.ids[index.row()]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: plain text for every column, and the coroutine itself."""
        if role not in self._ANSWERED or not index.isValid():
            return None
        coroutine_id = self._id_at(index)
        if role == self.Role.ID:
            return coroutine_id or None
        coroutine = self._coroutines.get(coroutine_id)
        column = Column(index.column())
        if coroutine is None:
            is_name = role == Qt.ItemDataRole.DisplayRole and column is Column.NAME
            return f"#{coroutine_id}" if is_name and coroutine_id else None
        match role:
            case self.Role.COROUTINE:
                return coroutine
            case self.Role.PINNED:
                return coroutine_id == self._pinned
            case Qt.ItemDataRole.DisplayRole:
                return text_of(coroutine, column)
            case Qt.ItemDataRole.ToolTipRole:
                return tool_tip_of(coroutine, column)
        said = f"{self._header(column)}: {spoken_text_of(coroutine, column)}"
        is_pinned = column is Column.NAME and coroutine_id == self._pinned
        return translated("{0}, pinned", said) if is_pinned else said

    def _header(self, column: Column) -> str:
        return translated(HEADERS[column])

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Qt: the words over the columns."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return "" if section == Column.COLOUR else self._header(Column(section))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._header(Column(section))
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Qt: ask for another order; column -1 is the debuggee's own."""
        by = ORDERS[Column(column)] if 0 <= column < len(Column) else None
        wanted = CoroutinesOrdered(by, order is Qt.SortOrder.DescendingOrder)
        if wanted != self._order:
            self._order = wanted
            self.expect_others()
            self.order_wanted.emit(wanted)

    def canFetchMore(self, parent: Index) -> bool:
        """Qt: whether what is below the row below this one has not been looked for."""
        return parent.isValid() and self._branches.can_grow(parent)

    def fetchMore(self, parent: Index) -> None:
        """Qt: this row was opened; see whether the one below it can be opened as well."""
        self._branches.grow(parent)
