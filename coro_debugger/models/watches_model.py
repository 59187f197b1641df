"""Expressions that are evaluated at every stop, with their values as trees."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal

from ..protocol.commands import EvaluateBody
from ..protocol.values import Variable
from .value_cells import ValueColumn
from .value_node import ValueNode
from .value_tree_model import Index, ValueTreeModel
from .words import translated


class WatchState(Enum):
    """How far a watch is; LEFT_ALONE was cancelled by hand and is evaluated only when asked for."""

    NEW = auto()
    UNDER_WAY = auto()
    VALUE = auto()
    FAILED = auto()
    LEFT_ALONE = auto()


@dataclass(frozen=True, slots=True)
class Watch:
    """One expression; `key` stays the same while it is in the list."""

    key: int
    expression: str


class WatchesModel(ValueTreeModel):
    """One expression a row, its value below it; values are given by key.

    Signals:
        expressions_changed(tuple[str, ...]): the user added, changed or removed some.
        evaluation_wanted(Watch): this one is to be evaluated: it is new, or was asked for.
    """

    expressions_changed = Signal(object)
    evaluation_wanted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._states: dict[int, WatchState] = {}

    # --- the list

    def set_expressions(self, expressions: Sequence[str]) -> None:
        """Show these instead, as remembered; nothing is known of their values."""
        self._empty()
        self._states.clear()
        self._history.clear()
        self._insert(self._root, 0, [self._watch_node(each) for each in expressions])

    def watches(self) -> list[Watch]:
        """Return all of them from top to bottom."""
        return [Watch(node.key, node.name) for node in self._root.children]

    def due(self) -> list[Watch]:
        """Return those that are to be evaluated at a stop."""
        return [w for w in self.watches() if self._states[w.key] is not WatchState.LEFT_ALONE]

    def add(self, expression: str) -> QModelIndex:
        """Append an expression, unless it is there already; return its row."""
        expression = _on_one_line(expression)
        there = next((n for n in self._root.children if n.name == expression), None)
        if there is None and expression:
            there = self._watch_node(expression)
            self._insert(self._root, len(self._root.children), [there])
            self._tell_expressions()
            self.evaluation_wanted.emit(Watch(there.key, expression))
        return self._index_of(there) if there else QModelIndex()

    def remove(self, indexes: Collection[Index]) -> None:
        """Remove the watches in, or around, these rows."""
        keys = {node.key for index in indexes if (node := self._watch_of(index))}
        for key in keys:
            node = self._nodes[key]
            self._remove(self._root, node.row, node.row)
            self._states.pop(key, None)
        if keys:
            self._tell_expressions()

    def ask_again(self, index: Index) -> None:
        """Have the watch in, or around, a row evaluated now."""
        if (node := self._watch_of(index)) is not None:
            self._set_state(node, WatchState.NEW)
            self.evaluation_wanted.emit(Watch(node.key, node.name))

    # --- their values

    def set_frame(self, frame: Hashable) -> None:
        """Say in which frame they are evaluated from now on, the same one at every stop."""
        self._frame = frame

    def set_under_way(self, key: int) -> None:
        """Say that one takes a while."""
        self._change(key, WatchState.UNDER_WAY)

    def set_value(self, key: int, value: EvaluateBody) -> None:
        """Show the value of one."""
        node = self._nodes.get(key)
        if node is not None and key in self._states:
            self._states[key] = WatchState.VALUE
            self._renew(node, _variable(node.name, value))

    def set_failure(self, key: int, why: str) -> None:
        """Show in the place of the value why there is none."""
        self._change(key, WatchState.FAILED, why)

    def set_left_alone(self, key: int) -> None:
        """Say that one was cancelled by hand: it is not evaluated again by itself."""
        self._change(key, WatchState.LEFT_ALONE)

    def forget_values(self) -> None:
        """Take all values away, as when the program is gone."""
        self._history.clear()
        for key in list(self._states):
            self._change(key, WatchState.NEW)

    def state_of(self, key: int) -> WatchState | None:
        """Return how far a watch is."""
        return self._states.get(key)

    def _change(self, key: int, state: WatchState, problem: str = "") -> None:
        node = self._nodes.get(key)
        if node is None or key not in self._states:
            return
        if state is not WatchState.UNDER_WAY:  # the old value stays until there is another
            self._aim(node, 0, None)
            node.variable, node.former = None, None
        node.problem = problem
        self._set_state(node, state)

    def _set_state(self, node: ValueNode, state: WatchState) -> None:
        self._states[node.key] = state
        self._tell(node)

    # --- inside

    def _watch_node(self, expression: str) -> ValueNode:
        node = self._new_node(self._root, expression)
        self._states[node.key] = WatchState.NEW
        return node

    def _watch_of(self, index: Index) -> ValueNode | None:
        node = self.node_at(index)
        while node is not None and node.parent is not self._root:
            node = node.parent
        return node

    def _tell_expressions(self) -> None:
        self.expressions_changed.emit(tuple(w.expression for w in self.watches()))

    def _former(self, node: ValueNode, value: str) -> str | None:
        # A watch that is new, or failed before, has not changed.
        return super()._former(node, value) or None

    def _is_editable(self, node: ValueNode, column: int) -> bool:
        return node.key not in self._states and super()._is_editable(node, column)

    # --- Qt's questions

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt: the expression can be edited at any time."""
        flags = super().flags(index)
        is_watch = index.isValid() and index.internalId() in self._states
        if is_watch and index.column() == ValueColumn.NAME:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802
        """Qt: another expression, or another value of a child, was typed."""
        node = self.node_at(index)
        if node is None or node.key not in self._states or role != Qt.ItemDataRole.EditRole:
            return super().setData(index, value, role)
        expression = _on_one_line(str(value))
        if not expression or expression == node.name:
            return False
        node.name = expression
        self._change(node.key, WatchState.NEW)
        self._tell_expressions()
        self.evaluation_wanted.emit(Watch(node.key, expression))
        return True

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: as for every value; where there is none, why."""
        node = self.node_at(index)
        state = self._states.get(node.key) if node else None
        if node is None or state is None:
            return super().data(index, role)
        is_value = index.column() == ValueColumn.VALUE
        if role == Qt.ItemDataRole.EditRole and not is_value:
            return node.name
        if role == Qt.ItemDataRole.DisplayRole and is_value and state is not WatchState.VALUE:
            return node.problem or translated(_STATE_WORDS.get(state, ""))
        return super().data(index, role)


_STATE_WORDS = {
    WatchState.UNDER_WAY: "being evaluated…",
    WatchState.LEFT_ALONE: "cancelled; Enter evaluates it again",
}


def _variable(expression: str, value: EvaluateBody) -> Variable:
    return Variable(
        expression,
        value.result,
        value.variables_reference,
        value.type,
        evaluate_name=expression,
        named_variables=value.named_variables,
        indexed_variables=value.indexed_variables,
        coroutine_id=value.coroutine_id,
    )


def _on_one_line(expression: str) -> str:
    return expression.strip().replace("\n", " ")
