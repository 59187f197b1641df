"""A tree of values that are fetched, page by page, when they are opened."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
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
from .value_cells import HEADERS, ValueColumn, cell_text, cell_tip, spoken_remark, text_to_edit
from .value_history import ValueHistory
from .value_node import ChildrenWanted, ValueEdited, ValueNode
from .words import translated

PAGE = 200
"""How many children are asked for at first; a long container is then read in larger pages."""
LARGEST_PAGE = 1_000

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class ValueTreeModel(QAbstractItemModel):
    """Rows with names, values and types; subclasses say what stands at the top.

    A row survives when its value is renewed under the same name, so what was opened stays open.

    Signals:
        children_wanted(ChildrenWanted): values that are not here yet are needed.
        value_edited(ValueEdited): a value is to be changed; answer with new values, or
            `set_problem`.
    """

    children_wanted = Signal(object)
    value_edited = Signal(object)

    class Role(IntEnum):
        """What a row can be asked for beyond its text."""

        FORMER = Qt.ItemDataRole.UserRole
        """The text of the value before it changed ('' for a new name), None if it did not."""
        COROUTINE_ID = Qt.ItemDataRole.UserRole + 1
        IS_SCOPE = Qt.ItemDataRole.UserRole + 2
        PROBLEM = Qt.ItemDataRole.UserRole + 3
        """Why what was tried with the row failed; "" if nothing did."""
        IS_OLD = Qt.ItemDataRole.UserRole + 4
        """Whether the value is of a moment that is over."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keys = 0
        self._nodes: dict[int, ValueNode] = {}
        self._root = ValueNode(0, None, "")
        self._frame: Hashable = None
        self._history = ValueHistory()
        self._is_live = True

    # --- taking values

    def begin_stop(self) -> None:
        """Say that the program moved: values are compared with those of the stop before."""
        self._history.begin_stop()

    def set_live(self, is_live: bool) -> None:
        """Say whether the program stands still: only then values are true and can be changed."""
        if is_live != self._is_live:
            self._is_live = is_live
            if rows := len(self._root.children):
                last = self.index(rows - 1, ValueColumn.TYPE)
                self.dataChanged.emit(self.index(0, 0), last)

    def set_children(self, reference: int, variables: Sequence[Variable], start: int = 0) -> None:
        """Take the children of a scope or value, from place ``start`` on."""
        for node in self._nodes_with(reference):
            self._take(node, variables, start)

    def set_problem(self, key: int, text: str) -> None:
        """Say at a row why what was tried with it failed; "" takes that back."""
        if (node := self._nodes.get(key)) is not None:
            node.problem = text
            if not text:
                node.draft = None
            self._tell(node)

    def node_at(self, index: Index) -> ValueNode | None:
        """Return what stands in a row."""
        return self._node(index) if index.isValid() else None

    def index_of(self, key: int) -> QModelIndex:
        """Return the row with a key, invalid if there is none."""
        node = self._nodes.get(key)
        return self._index_of(node) if node else QModelIndex()

    # --- for subclasses

    def _empty(self) -> None:
        self.beginResetModel()
        self._nodes.clear()
        self._root = ValueNode(0, None, "")
        self.endResetModel()

    def _value_count(self, node: ValueNode) -> int:
        """Return how many children are values; groups come behind them."""
        return len(node.children)

    def _former(self, node: ValueNode, value: str) -> str | None:
        return self._history.former(self._frame, node.path, value)

    def _is_editable(self, node: ValueNode, column: int) -> bool:
        return column == ValueColumn.VALUE and node.can_be_changed

    def _nodes_with(self, reference: int) -> list[ValueNode]:
        if not reference:
            return []
        return [n for n in (self._root, *self._nodes.values()) if n.reference == reference]

    def _new_node(self, parent: ValueNode, name: str) -> ValueNode:
        self._keys += 1
        node = self._nodes[self._keys] = ValueNode(self._keys, parent, name)
        return node

    def _aim(self, node: ValueNode, reference: int, total: int | None) -> None:
        """Let a row stand for a new reference; what was fetched of it is asked for again."""
        if node.reference == reference:
            return
        node.reference, node.total, node.asked = reference, total, 0
        node.pending.clear()
        there = len(node.children) if reference and total != 0 else 0
        self._remove(node, there, len(node.children) - 1)
        while node.asked < there and self._ask(node, min(LARGEST_PAGE, there - node.asked)):
            pass

    def _ask(self, node: ValueNode, count: int) -> bool:
        """Ask for the next children; tell whether there was anything to ask for."""
        start = node.asked
        if node.total is not None:
            count = min(count, node.total - start)
        if not node.reference or count <= 0:
            return False
        node.asked = start + count
        node.pending[start] = count
        self.children_wanted.emit(ChildrenWanted(node.reference, start, count))
        return True

    def _take(self, node: ValueNode, variables: Sequence[Variable], start: int) -> None:
        """Bring the rows of ``node`` from ``start`` on to what they are now, keeping rows."""
        end = self._value_count(node)
        count = node.pending.pop(start, len(variables))
        if start > end:
            return  # a page that arrives after its row was refreshed
        if len(variables) < count:  # there were no more
            node.total = node.asked = start + len(variables)
            node.pending.clear()
        if any(later > start for later in node.pending):
            end = min(end, start + count)  # rows behind are those of a page on its way
        self._renew_rows(node, variables, start, end)

    def _renew_rows(
        self, node: ValueNode, variables: Sequence[Variable], row: int, end: int
    ) -> None:
        """Let the rows from ``row`` to ``end`` show ``variables``."""
        there = {n.name: n for n in node.children[row:end]}
        wanted = {v.name for v in variables}
        for at, variable in enumerate(variables):
            while row < end and node.children[row].name not in wanted:
                self._remove(node, row, row)
                end -= 1
            if row >= end:  # all the rest is new
                rest = [self._variable_node(node, v) for v in variables[at:]]
                self._insert(node, row, rest)
                return
            if node.children[row].name == variable.name:
                self._renew(node.children[row], variable)
            else:
                if (old := there.get(variable.name)) and old.key in self._nodes:
                    gone = old.row  # it stands further down: an order that changed
                    self._remove(node, gone, gone)
                    end -= gone < end
                self._insert(node, row, [self._variable_node(node, variable)])
                end += 1
            row += 1
        self._remove(node, row, end - 1)

    def _variable_node(self, parent: ValueNode, variable: Variable) -> ValueNode:
        node = self._new_node(parent, variable.name)
        node.variable, node.reference = variable, variable.variables_reference
        node.total = total_of(variable)
        node.former = self._former(node, variable.value)
        return node

    def _renew(self, node: ValueNode, variable: Variable) -> None:
        node.variable = variable
        node.problem, node.draft = "", None
        node.former = self._former(node, variable.value)
        self._tell(node)
        self._aim(node, variable.variables_reference, total_of(variable))

    def _tell(self, node: ValueNode) -> None:
        index = self._index_of(node)
        self.dataChanged.emit(index, index.siblingAtColumn(ValueColumn.TYPE))

    def _insert(self, node: ValueNode, row: int, children: list[ValueNode]) -> None:
        if children:
            self.beginInsertRows(self._index_of(node), row, row + len(children) - 1)
            node.insert(row, children)
            self.endInsertRows()

    def _remove(self, node: ValueNode, first: int, last: int) -> None:
        if first <= last:
            self.beginRemoveRows(self._index_of(node), first, last)
            for child in node.children[first : last + 1]:
                self._forget(child)
            del node.children[first : last + 1]
            self.endRemoveRows()

    def _forget(self, node: ValueNode) -> None:
        self._nodes.pop(node.key, None)
        for child in node.children:
            self._forget(child)

    def _node(self, index: Index) -> ValueNode | None:
        return self._nodes.get(index.internalId()) if index.isValid() else self._root

    def _index_of(self, node: ValueNode) -> QModelIndex:
        return self.createIndex(node.row, 0, node.key) if node.key else QModelIndex()

    # --- Qt's questions

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
        return len(ValueColumn)

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
            self._ask(node, min(LARGEST_PAGE, max(PAGE, node.asked)))

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt: what can be done with a cell."""
        flags = super().flags(index)
        node = self.node_at(index)
        if node is not None and self._is_live and self._is_editable(node, index.column()):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802
        """Qt: a new value was typed."""
        node, text = self.node_at(index), str(value).strip()
        if role != Qt.ItemDataRole.EditRole or node is None or node.parent is None:
            return False
        if not text or text == text_to_edit(node):
            return False
        node.draft = text
        self.value_edited.emit(ValueEdited(node.key, node.parent.reference, node.name, text))
        return True

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: plain text, what the value was before, and the coroutine it is."""
        node = self.node_at(index)
        if node is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cell_text(node, index.column())
            case Qt.ItemDataRole.EditRole:
                return text_to_edit(node)
            case Qt.ItemDataRole.ToolTipRole:
                return cell_tip(node, index.column())
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return spoken_remark(node, index.column())
        return self._more(node, role)

    def _more(self, node: ValueNode, role: int) -> object:
        match role:
            case self.Role.FORMER:
                return node.former
            case self.Role.COROUTINE_ID:
                return node.variable.coroutine_id if node.variable else None
            case self.Role.IS_SCOPE:
                return node.is_scope
            case self.Role.PROBLEM:
                return node.problem
            case self.Role.IS_OLD:
                return not self._is_live
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Qt: the words over the columns."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return translated(HEADERS[ValueColumn(section)])
        return None


def total_of(value: Scope | Variable) -> int | None:
    """Return how many children a scope or value has; None if it does not say."""
    if value.named_variables is None and value.indexed_variables is None:
        return None
    return (value.named_variables or 0) + (value.indexed_variables or 0)
