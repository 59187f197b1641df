"""The variables of a frame: its locals at the top, its other scopes as groups below them."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from PySide6.QtCore import Qt

from ..protocol.values import Scope
from .value_cells import ValueColumn
from .value_node import ValueNode
from .value_tree_model import PAGE, Index, ValueTreeModel, total_of
from .words import translated

_SCOPE_WORDS = {"Stack": "Evaluation stack"}


class VariablesModel(ValueTreeModel):
    """The locals of one frame at the top, its other scopes as groups below them."""

    def set_scopes(self, frame: Hashable, scopes: Sequence[Scope]) -> None:
        """Show the scopes of a frame; ``frame`` says which it is, the same at every stop.

        The first page of the first scope comes unasked. What was opened in this very frame stays
        open; its values are asked for again.
        """
        if frame != self._frame:
            self._frame = frame
            self._empty()
        local, groups = (scopes[0], scopes[1:]) if scopes else (None, [])
        root = self._root
        root.reference = local.variables_reference if local else 0
        root.total = total_of(local) if local else 0
        root.asked = min(PAGE, PAGE if root.total is None else root.total)
        root.pending = {0: root.asked}
        known = [n.name for n in self._groups()]
        if known != [g.name for g in groups]:
            self._remove(root, 0, len(root.children) - 1)
            self._insert(root, 0, [self._scope_node(g) for g in groups])
        for node, scope in zip(self._groups(), groups, strict=True):
            self._aim(node, scope.variables_reference, total_of(scope))

    def clear(self, *, history: bool = False) -> None:
        """Show nothing; with ``history`` forget what values were, too."""
        self._frame = None
        self._empty()
        if history:
            self._history.clear()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: as for every value; a group bears its name in words."""
        node = self.node_at(index)
        if node is not None and node.is_scope and role == Qt.ItemDataRole.DisplayRole:
            words = translated(_SCOPE_WORDS.get(node.name, node.name))
            return words if index.column() == ValueColumn.NAME else ""
        return super().data(index, role)

    def _value_count(self, node: ValueNode) -> int:
        return len(node.children) - (len(self._groups()) if node is self._root else 0)

    def _groups(self) -> list[ValueNode]:
        return [n for n in self._root.children if n.is_scope]

    def _scope_node(self, scope: Scope) -> ValueNode:
        node = self._new_node(self._root, scope.name)
        node.is_scope = True
        node.reference, node.total = scope.variables_reference, total_of(scope)
        return node
