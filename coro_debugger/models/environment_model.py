"""The variables that are added to a program's environment, or taken out of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import ClassVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from .rows_model import RowsModel
from .words import translated

Index = QModelIndex | QPersistentModelIndex


class VariableColumn(IntEnum):
    """From left to right."""

    NAME = 0
    VALUE = 1


@dataclass(frozen=True, slots=True)
class EnvironmentVariable:
    """A variable; `value` None takes it out of what the program inherits."""

    name: str = ""
    value: str | None = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was entered."""
        return not self.name and not self.value


class EnvironmentModel(RowsModel[EnvironmentVariable]):
    """A table to type into; its last row is always empty, for one more."""

    HEADERS: ClassVar[tuple[str, ...]] = ("Name", "Value")

    def set_environment(self, environment: Mapping[str, str | None]) -> None:
        """Show these variables."""
        rows = [EnvironmentVariable(name, value) for name, value in environment.items()]
        self.change_rows([*rows, EnvironmentVariable()])

    def environment(self) -> dict[str, str | None]:
        """Return the variables that have a name."""
        return {row.name: row.value for row in self._rows if row.name}

    def problem(self) -> str:
        """Return what is wrong with the variables; empty if they can be used."""
        names = [row.name for row in self._rows if not row.is_empty]
        for name in names:
            if not name:
                return translated("There is a value without a name.")
            if "=" in name or "\0" in name:
                return translated("A name cannot contain “=”: {0}", name)
            if names.count(name) > 1:
                return translated("{0} is there twice.", name)
        return ""

    def remove(self, row: int) -> None:
        """Take a variable off the list; the last, empty row stays."""
        if 0 <= row < len(self._rows) - 1:
            self.change_rows([*self._rows[:row], *self._rows[row + 1 :]])

    def take_out(self, row: int) -> None:
        """Have the program not inherit a variable."""
        if 0 <= row < len(self._rows) - 1:
            self._put(row, replace(self._rows[row], value=None))

    def text(self, row: EnvironmentVariable, column: int) -> str:
        """Return the plain text of a cell."""
        if column == VariableColumn.NAME:
            return row.name
        return translated("(taken out)") if row.value is None else row.value

    def more(self, row: EnvironmentVariable, column: int, role: int) -> object:
        """Return what is edited."""
        if role == Qt.ItemDataRole.EditRole:
            return row.name if column == VariableColumn.NAME else row.value or ""
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt: every cell can be typed into."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.isValid() else flags

    def setData(  # noqa: N802
        self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Qt: take what was typed."""
        row = self.row_at(index)
        if role != Qt.ItemDataRole.EditRole or row is None:
            return False
        if index.column() == VariableColumn.NAME:
            self._put(index.row(), replace(row, name=str(value).strip()))
        elif not (row.value is None and not value):  # looking into the cell changes nothing
            self._put(index.row(), replace(row, value=str(value)))
        return True

    def _put(self, place: int, row: EnvironmentVariable) -> None:
        rows = [*self._rows[:place], row, *self._rows[place + 1 :]]
        if not rows[-1].is_empty:
            rows.append(EnvironmentVariable())
        self.change_rows(rows)
