"""The base of the flat tables: rows of one frozen type, set as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from .words import translated

RowT = TypeVar("RowT")
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class RowsModel(QAbstractTableModel, Generic[RowT]):
    """A subclass names its columns and gives the text of a cell.

    Rows that are set again in the same number change in place, so that the selection survives.
    """

    HEADERS: ClassVar[tuple[str, ...]] = ()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[RowT] = []

    def text(self, row: RowT, column: int) -> str:
        """Return the plain text of a cell."""
        raise NotImplementedError

    def more(self, row: RowT, column: int, role: int) -> object:
        """Return what a cell answers to any role but the text's."""
        return None

    def set_rows(self, rows: Sequence[RowT]) -> None:
        """Show these rows instead of those before."""
        if len(rows) == len(self._rows):
            changed = [i for i, row in enumerate(rows) if row != self._rows[i]]
            self._rows = list(rows)
            for i in changed:
                self.dataChanged.emit(self.index(i, 0), self.index(i, len(self.HEADERS) - 1))
            return
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def change_rows(self, rows: Sequence[RowT]) -> None:
        """Show these rows instead of those before; those that stay keep their selection."""
        old, new = self._rows, list(rows)
        first = 0
        while first < min(len(old), len(new)) and old[first] == new[first]:
            first += 1
        same = 0
        most = min(len(old), len(new)) - first
        while same < most and old[len(old) - 1 - same] == new[len(new) - 1 - same]:
            same += 1
        self._replace_rows(first, len(old) - same, new[first : len(new) - same])

    def _replace_rows(self, first: int, end: int, rows: list[RowT]) -> None:
        kept = min(end - first, len(rows))
        self._rows[first : first + kept] = rows[:kept]
        if kept:
            last = self.index(first + kept - 1, len(self.HEADERS) - 1)
            self.dataChanged.emit(self.index(first, 0), last)
        if first + kept < end:
            self.beginRemoveRows(QModelIndex(), first + kept, end - 1)
            del self._rows[first + kept : end]
            self.endRemoveRows()
        elif rows[kept:]:
            self.beginInsertRows(QModelIndex(), first + kept, first + len(rows) - 1)
            self._rows[first + kept : first + kept] = rows[kept:]
            self.endInsertRows()

    def rows(self) -> list[RowT]:
        """Return the rows."""
        return list(self._rows)

    def row_at(self, index: Index) -> RowT | None:
        """Return the row that an index stands in."""
        return self._rows[index.row()] if 0 <= index.row() < len(self._rows) else None

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Qt: none below a row."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Qt: as many as there are headers."""
        return 0 if parent.isValid() else len(self.HEADERS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: the text of a cell, and what the subclass adds."""
        row = self.row_at(index) if index.isValid() else None
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(row, index.column())
        return self.more(row, index.column(), role)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Qt: the words over the columns."""
        is_header = orientation is Qt.Orientation.Horizontal and section < len(self.HEADERS)
        if is_header and role == Qt.ItemDataRole.DisplayRole:
            return translated(self.HEADERS[section])
        if is_header and role == Qt.ItemDataRole.AccessibleTextRole:
            return translated(self.HEADERS[section] or "Mark")
        return None
