"""The coroutines of the debuggee as a tree: under each, what it delegates to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from ..protocol.commands import CoroutinesBody
from ..protocol.coroutines import Coroutine, CoroutineCounts
from .coroutine_columns import HEADERS, Column, sort_key, text_of, tool_tip_of
from .words import translated

PAGE = 200
"""How many rows are asked for at a time."""

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_COLUMNS = len(Column)


@dataclass(frozen=True, slots=True)
class CoroutinesWanted:
    """Rows `start` to `start + count` are about to be seen."""

    start: int
    count: int


@dataclass(slots=True)
class _Node:
    """A row: `parent` is the key of the row above it, 0 for the top."""

    key: int
    coroutine_id: int
    parent: int = 0
    row: int = 0
    delegate: int = 0
    """The id of the coroutine that the row below it shows, 0 if there is none."""
    child: int = 0
    """The key of that row, 0 while nobody asked for it."""


class CoroutineModel(QAbstractItemModel):
    """Holds the rows fetched so far; more are asked for as they come into view.

    Every coroutine stands at the top level; the one it delegates to is shown below it as well.

    Signals:
        rows_wanted(CoroutinesWanted): a page that is not here yet is needed.
        counts_changed(CoroutineCounts): the numbers of coroutines in each state.
    """

    rows_wanted = Signal(object)
    counts_changed = Signal(object)

    class Role(IntEnum):
        """What a row can be asked for beyond its text."""

        COROUTINE = Qt.ItemDataRole.UserRole
        ID = Qt.ItemDataRole.UserRole + 1

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._coroutines: dict[int, Coroutine] = {}
        self._order: list[int] = []  # as the debuggee lists them
        self._nodes: dict[int, _Node] = {}
        self._top: list[_Node] = []
        self._top_of: dict[int, _Node] = {}
        self._below: dict[int, set[int]] = {}  # keys of the rows below others, by coroutine
        self._keys = 0
        self._total = 0
        self._asked = 0
        self._sort: tuple[Column, Qt.SortOrder] | None = None

    # --- taking values

    def set_page(self, body: CoroutinesBody, start: int = 0) -> None:
        """Take rows from `start` on: the first page replaces all, a later one is appended."""
        self._total = body.total
        if start == 0:
            self._replace(body.coroutines)
        else:
            self._append([c for c in body.coroutines if c.id not in self._top_of])
            self._arrange()
        self._asked = len(self._order)
        self.counts_changed.emit(body.counts)

    def clear(self) -> None:
        """Forget all rows, as before a new run."""
        self.set_page(CoroutinesBody([], 0, CoroutineCounts()))

    def coroutine(self, coroutine_id: int) -> Coroutine | None:
        """Return the coroutine with that id if it has been fetched."""
        return self._coroutines.get(coroutine_id)

    def coroutines(self) -> list[Coroutine]:
        """Return the coroutines fetched so far, in the debuggee's order."""
        return [self._coroutines[i] for i in self._order]

    def loaded(self) -> int:
        """Return how many rows have been fetched."""
        return len(self._order)

    def has_delegates(self) -> bool:
        """Tell whether any coroutine delegates to another one, so that rows can be opened."""
        return any(node.delegate for node in self._top)

    def index_of(self, coroutine_id: int) -> QModelIndex:
        """Return the row of a coroutine, invalid if it is not here."""
        node = self._top_of.get(coroutine_id)
        return self._index_of_node(node) if node else QModelIndex()

    def coroutine_at(self, index: Index) -> Coroutine | None:
        """Return the coroutine of a row."""
        node = self._node(index)
        return self._coroutines.get(node.coroutine_id) if node else None

    def _replace(self, coroutines: list[Coroutine]) -> None:
        wanted = {c.id: c for c in coroutines}
        self._remove_rows_but(wanted)
        for coroutine in coroutines:
            if coroutine.id in self._top_of and self._coroutines[coroutine.id] != coroutine:
                self._change(coroutine.id, coroutine)
        self._append([c for c in coroutines if c.id not in self._top_of])
        self._order = list(wanted)
        self._arrange()

    def _remove_rows_but(self, wanted: dict[int, Coroutine]) -> None:
        last = len(self._top) - 1
        while last >= 0:
            if self._top[last].coroutine_id in wanted:
                last -= 1
                continue
            first = last
            while first > 0 and self._top[first - 1].coroutine_id not in wanted:
                first -= 1
            self._remove_range(first, last)
            last = first - 1

    def _remove_range(self, first: int, last: int) -> None:
        self.beginRemoveRows(QModelIndex(), first, last)
        gone = self._top[first : last + 1]
        for node in gone:
            del self._top_of[node.coroutine_id]
            self._forget(node)
        del self._top[first : last + 1]
        self._number(first)
        self.endRemoveRows()
        for node in gone:
            self._change(node.coroutine_id, None)

    def _forget(self, node: _Node | None) -> None:
        while node is not None:
            del self._nodes[node.key]
            if node.parent:
                self._below[node.coroutine_id].discard(node.key)
            node = self._nodes.get(node.child)

    def _change(self, coroutine_id: int, now: Coroutine | None) -> None:
        """Take the new value of one coroutine (None: not listed) wherever it is shown."""
        if now is None:
            self._coroutines.pop(coroutine_id, None)
        else:
            self._coroutines[coroutine_id] = now
        shown = [self._nodes[key] for key in self._below.get(coroutine_id, ())]
        if coroutine_id in self._top_of:
            shown.append(self._top_of[coroutine_id])
        for node in shown:
            if node.key in self._nodes:  # not gone with a row above it
                self._retie(node)
                index = self._index_of_node(node)
                self.dataChanged.emit(index, index.siblingAtColumn(len(Column) - 1))

    def _retie(self, node: _Node) -> None:
        """Tell the views when what a row delegates to is another than before."""
        now = self._delegate_of(node)
        if node.delegate == now:
            return
        index = self._index_of_node(node)
        if node.delegate:
            self.beginRemoveRows(index, 0, 0)
            self._forget(self._nodes.get(node.child))
            node.child = node.delegate = 0
            self.endRemoveRows()
        if now:
            self.beginInsertRows(index, 0, 0)
            node.delegate = now
            self.endInsertRows()

    def _delegate_of(self, node: _Node) -> int:
        """Return the id of what a row delegates to, 0 for none."""
        coroutine = self._coroutines.get(node.coroutine_id)
        if coroutine is None or not isinstance(coroutine.awaiting, int):
            return 0
        above: _Node | None = node
        while above is not None:  # nonsense from the debuggee must not make an endless tree
            if above.coroutine_id == coroutine.awaiting:
                return 0
            above = self._nodes.get(above.parent)
        return coroutine.awaiting

    def _append(self, coroutines: list[Coroutine]) -> None:
        if not coroutines:
            return
        first = len(self._top)
        self.beginInsertRows(QModelIndex(), first, first + len(coroutines) - 1)
        for coroutine in coroutines:
            self._coroutines[coroutine.id] = coroutine
            node = self._new_node(coroutine.id)
            self._top.append(node)
            self._top_of[coroutine.id] = node
            self._order.append(coroutine.id)
        self._number(first)
        self.endInsertRows()
        for coroutine in coroutines:
            if self._below.get(coroutine.id):
                self._change(coroutine.id, coroutine)

    def _new_node(self, coroutine_id: int, parent: int = 0) -> _Node:
        self._keys += 1
        node = self._nodes[self._keys] = _Node(self._keys, coroutine_id, parent)
        node.delegate = self._delegate_of(node)
        if parent:
            self._below.setdefault(coroutine_id, set()).add(node.key)
        return node

    def _number(self, first: int) -> None:
        for row in range(first, len(self._top)):
            self._top[row].row = row

    def _arrange(self) -> None:
        """Put the rows in order again: the chosen column's, else the debuggee's."""
        order = self._order
        if self._sort:
            column, direction = self._sort
            descending = direction is Qt.SortOrder.DescendingOrder
            order = sorted(
                order, key=lambda i: sort_key(self._coroutines[i], column), reverse=descending
            )
        if [n.coroutine_id for n in self._top] == order:
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        self._top = [self._top_of[i] for i in order]
        self._number(0)
        after = [self._index_again(index) for index in before]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _index_again(self, index: Index) -> QModelIndex:
        node = self._nodes.get(index.internalId())
        return self.createIndex(node.row, index.column(), node.key) if node else QModelIndex()

    # --- Qt's questions

    def _node(self, index: Index) -> _Node | None:
        return self._nodes.get(index.internalId()) if index.isValid() else None

    def _index_of_node(self, node: _Node) -> QModelIndex:
        return self.createIndex(node.row, 0, node.key)

    # A tree view asks these for every row whenever rows come or go, 100,000 times at worst: no
    # call of Qt's own helpers, which would come back to Python three times each.

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        """Qt: the index of a cell."""
        if row < 0 or not 0 <= column < _COLUMNS:
            return QModelIndex()
        if not parent.isValid():
            is_here = row < len(self._top)
            return self.createIndex(row, column, self._top[row].key) if is_here else QModelIndex()
        node = self._nodes.get(parent.internalId())
        if node is None or row or parent.column() or not node.delegate:
            return QModelIndex()
        if not node.child:
            node.child = self._new_node(node.delegate, node.key).key
        return self.createIndex(row, column, node.child)

    def parent(self, index: Index = _NOWHERE) -> QModelIndex:  # type: ignore[override]
        """Qt: the row above."""
        node = self._node(index)
        above = self._nodes.get(node.parent) if node and node.parent else None
        return self._index_of_node(above) if above else QModelIndex()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Qt: rows fetched at the top; below a row what it delegates to."""
        if not parent.isValid():
            return len(self._top)
        return int(self.hasChildren(parent))

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Qt: the same everywhere."""
        return _COLUMNS

    def hasChildren(self, parent: Index = _NOWHERE) -> bool:
        """Qt: whether a row delegates to another coroutine."""
        if not parent.isValid():
            return bool(self._top)
        node = self._nodes.get(parent.internalId())
        return node is not None and node.delegate != 0 and parent.column() == 0

    def canFetchMore(self, parent: Index) -> bool:
        """Qt: whether the debuggee has more rows that were not asked for yet."""
        return not parent.isValid() and self._asked < self._total

    def fetchMore(self, parent: Index) -> None:
        """Qt: ask for the next page."""
        if self.canFetchMore(parent):
            start = self._asked
            self._asked = min(self._total, start + PAGE)
            self.rows_wanted.emit(CoroutinesWanted(start, self._asked - start))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: plain text for every column, and the coroutine itself."""
        node = self._node(index)
        if node is None:
            return None
        coroutine = self._coroutines.get(node.coroutine_id)
        if role == self.Role.ID:
            return node.coroutine_id
        if coroutine is None:
            is_name = role == Qt.ItemDataRole.DisplayRole and index.column() == Column.NAME
            return f"#{node.coroutine_id}" if is_name else None
        match role:
            case self.Role.COROUTINE:
                return coroutine
            case Qt.ItemDataRole.DisplayRole:
                return text_of(coroutine, Column(index.column()))
            case Qt.ItemDataRole.ToolTipRole:
                return tool_tip_of(coroutine, Column(index.column()))
            case Qt.ItemDataRole.AccessibleTextRole:
                column = Column(index.column())
                return f"{self._header(column)}: {text_of(coroutine, column)}"
        return None

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
        """Qt: order the rows fetched so far; column -1 is the debuggee's order."""
        self._sort = (Column(column), order) if 0 <= column < len(Column) else None
        self._arrange()
