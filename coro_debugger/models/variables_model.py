"""The variables of a frame as a tree whose values are fetched when they are opened."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from ..protocol.values import Scope, Variable
from .value_history import Path, ValueHistory
from .words import translated

PAGE = 200
"""How many children are asked for at a time."""

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class VariableColumn(IntEnum):
    """From left to right."""

    NAME = 0
    VALUE = 1
    TYPE = 2


HEADERS = {
    VariableColumn.NAME: "Name",
    VariableColumn.VALUE: "Value",
    VariableColumn.TYPE: "Type",
}
_SCOPE_WORDS = {"Stack": "Evaluation stack"}


@dataclass(frozen=True, slots=True)
class ChildrenWanted:
    """Children `start` to `start + count` of a scope or value are about to be seen."""

    reference: int
    start: int
    count: int


@dataclass(slots=True, eq=False)
class _Node:
    key: int
    parent: _Node | None
    name: str
    variable: Variable | None = None  # None for a scope and for the root
    reference: int = 0
    total: int | None = None
    asked: int = 0
    former: str | None = None
    children: list[_Node] = field(default_factory=list)

    @property
    def row(self) -> int:
        return self.parent.children.index(self) if self.parent else 0


class VariablesModel(QAbstractItemModel):
    """The locals of one frame at the top, its other scopes as groups below them.

    Signals:
        children_wanted(ChildrenWanted): values that are not here yet are needed.
    """

    children_wanted = Signal(object)

    class Role(IntEnum):
        """What a row can be asked for beyond its text."""

        FORMER = Qt.ItemDataRole.UserRole
        """The text of the value before it changed ('' for a new name), None if it did not."""
        COROUTINE_ID = Qt.ItemDataRole.UserRole + 1
        IS_SCOPE = Qt.ItemDataRole.UserRole + 2

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keys = 0
        self._nodes: dict[int, _Node] = {}
        self._root = _Node(0, None, "")
        self._frame: Hashable = None
        self._history = ValueHistory()

    # --- taking values

    def begin_stop(self) -> None:
        """Say that the program moved: values are compared with those of the stop before."""
        self._history.begin_stop()

    def set_scopes(self, frame: Hashable, scopes: Sequence[Scope]) -> None:
        """Show the scopes of a frame; ``frame`` says which it is, the same at every stop.

        The first page of the first scope comes unasked. What was opened in this very frame stays
        open; its values are asked for again.
        """
        if frame != self._frame:
            self._frame = frame
            self._empty()
        local, groups = (scopes[0], scopes[1:]) if scopes else (None, [])
        self._root.reference = local.variables_reference if local else 0
        self._root.total = _total(local) if local else 0
        known = [n.name for n in self._root.children if n.variable is None]
        if known != [g.name for g in groups]:
            self._remove(self._root, 0, len(self._root.children) - 1)
            self._insert(self._root, 0, [self._scope_node(g) for g in groups])
        for node, scope in zip(self._groups(), groups, strict=True):
            self._aim(node, scope.variables_reference, _total(scope))
        self._root.asked = min(PAGE, PAGE if self._root.total is None else self._root.total)

    def set_children(self, reference: int, variables: Sequence[Variable], start: int = 0) -> None:
        """Take the children of a scope or value, from place ``start`` on."""
        for node in self._nodes_with(reference):
            self._take(node, variables, start)

    def clear(self, *, history: bool = False) -> None:
        """Show nothing; with ``history`` forget what values were, too."""
        self._frame = None
        self._empty()
        if history:
            self._history.clear()

    def _empty(self) -> None:
        self.beginResetModel()
        self._nodes.clear()
        self._root = _Node(0, None, "")
        self.endResetModel()

    def _groups(self) -> list[_Node]:
        return [n for n in self._root.children if n.variable is None]

    def _nodes_with(self, reference: int) -> list[_Node]:
        if not reference:
            return []
        return [n for n in (self._root, *self._nodes.values()) if n.reference == reference]

    def _scope_node(self, scope: Scope) -> _Node:
        node = self._new_node(self._root, scope.name)
        node.reference, node.total = scope.variables_reference, _total(scope)
        return node

    def _new_node(self, parent: _Node, name: str) -> _Node:
        self._keys += 1
        node = self._nodes[self._keys] = _Node(self._keys, parent, name)
        return node

    def _aim(self, node: _Node, reference: int, total: int | None) -> None:
        """Let a row stand for a new reference; what was fetched of it is asked for again."""
        if node.reference == reference:
            return
        node.reference, node.total, node.asked = reference, total, 0
        if not reference:
            self._remove(node, 0, len(node.children) - 1)
        elif node.children:
            self._ask(node, len(node.children))

    def _ask(self, node: _Node, count: int) -> None:
        start = node.asked
        if node.total is not None:
            count = min(count, node.total - start)
        node.asked = start + count
        if node.reference and count > 0:
            self.children_wanted.emit(ChildrenWanted(node.reference, start, count))

    def _take(self, node: _Node, variables: Sequence[Variable], start: int) -> None:
        """Bring the rows of ``node`` from ``start`` on to what they are now, keeping rows."""
        if len(variables) < node.asked - start:  # there were no more
            node.total = node.asked = start + len(variables)
        end = len(node.children) - (len(self._groups()) if node is self._root else 0)
        if start > end:
            return  # a page that arrives after its row was refreshed
        there = {n.name: n for n in node.children[start:end]}
        wanted = {v.name for v in variables}
        row = start
        for variable in variables:
            while row < end and node.children[row].name not in wanted:
                self._remove(node, row, row)
                end -= 1
            if row < end and node.children[row].name == variable.name:
                self._renew(node.children[row], variable)
            else:
                if (old := there.get(variable.name)) and old.key in self._nodes:
                    at = old.row  # it stands further down: an order that changed
                    self._remove(node, at, at)
                    end -= at < end
                self._insert(node, row, [self._variable_node(node, variable)])
                end += 1
            row += 1
        self._remove(node, row, end - 1)

    def _variable_node(self, parent: _Node, variable: Variable) -> _Node:
        node = self._new_node(parent, variable.name)
        node.variable, node.reference = variable, variable.variables_reference
        node.total = _total(variable)
        node.former = self._history.former(self._frame, self._path(node), variable.value)
        return node

    def _renew(self, node: _Node, variable: Variable) -> None:
        node.variable = variable
        node.former = self._history.former(self._frame, self._path(node), variable.value)
        index = self._index_of(node)
        self.dataChanged.emit(index, index.siblingAtColumn(VariableColumn.TYPE))
        self._aim(node, variable.variables_reference, _total(variable))

    def _path(self, node: _Node) -> Path:
        names = []
        at: _Node | None = node
        while at is not None:
            names.append(at.name)
            at = at.parent
        return tuple(reversed(names))

    def _insert(self, node: _Node, row: int, children: list[_Node]) -> None:
        if children:
            self.beginInsertRows(self._index_of(node), row, row + len(children) - 1)
            node.children[row:row] = children
            self.endInsertRows()

    def _remove(self, node: _Node, first: int, last: int) -> None:
        if first <= last:
            self.beginRemoveRows(self._index_of(node), first, last)
            for child in node.children[first : last + 1]:
                self._forget(child)
            del node.children[first : last + 1]
            self.endRemoveRows()

    def _forget(self, node: _Node) -> None:
        self._nodes.pop(node.key, None)
        for child in node.children:
            self._forget(child)

    # --- Qt's questions

    def _node(self, index: Index) -> _Node | None:
        return self._nodes.get(index.internalId()) if index.isValid() else self._root

    def _index_of(self, node: _Node) -> QModelIndex:
        return self.createIndex(node.row, 0, node.key) if node.key else QModelIndex()

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        """Qt: the index of a cell."""
        node = self._node(parent)
        if node is None or not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, node.children[row].key)

    def parent(self, index: Index = _NOWHERE) -> QModelIndex:  # type: ignore[override]
        """Qt: the row above."""
        node = self._node(index)
        return self._index_of(node.parent) if node and node.parent else QModelIndex()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Qt: the children fetched so far."""
        node = self._node(parent)
        return len(node.children) if node and parent.column() <= 0 else 0

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Qt: the same everywhere."""
        return len(VariableColumn)

    def hasChildren(self, parent: Index = _NOWHERE) -> bool:
        """Qt: true for what can be opened, fetched or not."""
        node = self._node(parent)
        if node is None or parent.column() > 0:
            return False
        return bool(node.children) or (node.reference != 0 and node.total != 0)

    def canFetchMore(self, parent: Index) -> bool:
        """Qt: whether there are children that were not asked for."""
        node = self._node(parent)
        if node is None or not node.reference:
            return False
        return node.asked == 0 if node.total is None else node.asked < node.total

    def fetchMore(self, parent: Index) -> None:
        """Qt: ask for the next page of children."""
        node = self._node(parent)
        if node is not None and self.canFetchMore(parent):
            self._ask(node, PAGE)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: plain text, what the value was before, and the coroutine it is."""
        node = self._node(index) if index.isValid() else None
        if node is None:
            return None
        column = VariableColumn(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _text(node, column)
            case Qt.ItemDataRole.ToolTipRole:
                return _tip(node, column)
            case self.Role.FORMER:
                return node.former
            case self.Role.COROUTINE_ID:
                return node.variable.coroutine_id if node.variable else None
            case self.Role.IS_SCOPE:
                return node.variable is None
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Qt: the words over the columns."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return translated(HEADERS[VariableColumn(section)])
        return None


def _total(value: Scope | Variable) -> int | None:
    if value.named_variables is None and value.indexed_variables is None:
        return None
    return (value.named_variables or 0) + (value.indexed_variables or 0)


def _text(node: _Node, column: VariableColumn) -> str:
    variable = node.variable
    if column is VariableColumn.NAME:
        return node.name if variable else translated(_SCOPE_WORDS.get(node.name, node.name))
    if variable is None:
        return ""
    return variable.value if column is VariableColumn.VALUE else variable.type or ""


def _tip(node: _Node, column: VariableColumn) -> str | None:
    if node.variable is None or column is not VariableColumn.VALUE:
        return None
    if node.former:
        return translated("{0}\nbefore: {1}", node.variable.value, node.former)
    return node.variable.value
