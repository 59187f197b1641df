"""What stands below the rows of the list of coroutines: what each one delegates to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtGui import QStandardItem, QStandardItemModel

from ..protocol.coroutines import Coroutine

Index = QModelIndex | QPersistentModelIndex


@dataclass(slots=True, eq=False)
class _Branch:
    """A row below another one; `key` is what Qt calls the inner id of its indexes.

    `owner` is the item above. `is_explored`: whether there is a row below was looked for.
    """

    key: int
    coroutine_id: int
    owner: QStandardItem
    above: _Branch | None
    top_id: int
    below: _Branch | None = None
    is_explored: bool = False


class CoroutineBranches:
    """Grows a branch by one row whenever one is opened: a chain may be 100,000 long."""

    def __init__(self, model: QStandardItemModel, coroutines: Mapping[int, Coroutine]) -> None:
        self._model = model
        self._coroutines = coroutines
        self._by_key: dict[int, _Branch] = {}
        self._of_top: dict[int, _Branch] = {}
        self._showing: dict[int, set[_Branch]] = {}

    def __bool__(self) -> bool:
        return bool(self._of_top)

    def id_at(self, index: Index) -> int | None:
        """Return which coroutine a row below another shows, None for a row at the top."""
        branch = self._by_key.get(index.internalId())
        return branch.coroutine_id if branch else None

    def indexes(self, coroutine_id: int) -> list[QModelIndex]:
        """Return the rows below others that show this coroutine."""
        return [self._index(branch) for branch in self._showing.get(coroutine_id, ())]

    # --- rows at the top

    def tie(self, coroutine: Coroutine, index: QModelIndex) -> None:
        """Show below a row at the top what its coroutine delegates to now."""
        branch = self._of_top.get(coroutine.id)
        wanted = self._delegate_of(coroutine.id, None, coroutine.id)
        if (branch.coroutine_id if branch else 0) == wanted:
            return
        self.cut(coroutine.id, index)
        if wanted:
            self._of_top[coroutine.id] = self._make(wanted, index, None, coroutine.id)

    def cut(self, coroutine_id: int, index: QModelIndex) -> None:
        """Take away what is below a row at the top."""
        if coroutine_id in self._of_top:
            self._model.removeRows(0, 1, index)
            self.forget(coroutine_id)

    def forget(self, coroutine_id: int) -> None:
        """A row at the top is gone, with all below it."""
        self._forget(self._of_top.pop(coroutine_id, None))

    # --- rows below

    def retie(self, coroutine_id: int) -> None:
        """Look again below the rows below others that show this coroutine: it has changed."""
        for branch in list(self._showing.get(coroutine_id, ())):
            # Not gone with a row above it that shows the same one.
            if branch.is_explored and branch.key in self._by_key:
                self._explore(branch)

    def can_grow(self, index: Index) -> bool:
        """Tell whether it was never looked for what is below the row below this one."""
        branch = self._below(index)
        return branch is not None and not branch.is_explored

    def grow(self, index: Index) -> None:
        """Look for what is below the row below this one."""
        branch = self._below(index)
        if branch is not None:
            branch.is_explored = True
            self._explore(branch)

    def _below(self, index: Index) -> _Branch | None:
        if index.column():
            return None
        branch = self._by_key.get(index.internalId())
        if branch is not None:
            return branch.below
        return self._by_key.get(self._model.index(0, 0, index).internalId())

    def _explore(self, branch: _Branch) -> None:
        wanted = self._delegate_of(branch.coroutine_id, branch, branch.top_id)
        if (branch.below.coroutine_id if branch.below else 0) == wanted:
            return
        index = self._index(branch)
        if branch.below is not None:
            self._model.removeRows(0, 1, index)
            self._forget(branch.below)
            branch.below = None
        if wanted:
            branch.below = self._make(wanted, index, branch, branch.top_id)

    def _make(
        self, coroutine_id: int, index: QModelIndex, above: _Branch | None, top_id: int
    ) -> _Branch:
        owner = self._model.itemFromIndex(index)
        owner.setColumnCount(self._model.columnCount())
        owner.setRowCount(1)
        key = self._model.index(0, 0, index).internalId()
        branch = self._by_key[key] = _Branch(key, coroutine_id, owner, above, top_id)
        self._showing.setdefault(coroutine_id, set()).add(branch)
        return branch

    def _forget(self, branch: _Branch | None) -> None:
        while branch is not None:
            del self._by_key[branch.key]
            self._showing[branch.coroutine_id].discard(branch)
            branch = branch.below

    def _index(self, branch: _Branch) -> QModelIndex:
        return self._model.index(0, 0, branch.owner.index())

    def _delegate_of(self, coroutine_id: int, branch: _Branch | None, top_id: int) -> int:
        """Return the id of what a coroutine delegates to, 0 for none."""
        coroutine = self._coroutines.get(coroutine_id)
        if coroutine is None or not isinstance(coroutine.awaiting, int):
            return 0
        if coroutine.awaiting == top_id:
            return 0
        while branch is not None:  # nonsense from the debuggee must not make an endless tree
            if branch.coroutine_id == coroutine.awaiting:
                return 0
            branch = branch.above
        return coroutine.awaiting
