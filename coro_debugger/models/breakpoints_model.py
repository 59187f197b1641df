"""The breakpoints of the user: exceptions first, then lines, file by file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from pathlib import PurePath
from typing import ClassVar

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from ..protocol.values import Breakpoint, SourceBreakpoint
from .rows_model import RowsModel
from .words import translated

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class LineBreakpoint:
    """A line breakpoint: `line` is where the user put it, `set_line` where it came to stand.

    `verified` None: not known, as nothing runs. `message`: why it moved or cannot be set.
    """

    path: str
    line: int
    enabled: bool = True
    condition: str = ""
    hit_condition: str = ""
    log_message: str = ""
    verified: bool | None = None
    set_line: int | None = None
    id: int | None = None
    message: str = ""

    @property
    def asked(self) -> SourceBreakpoint:
        """What the debuggee is asked for."""
        return SourceBreakpoint(
            self.line,
            condition=self.condition or None,
            hit_condition=self.hit_condition or None,
            log_message=self.log_message or None,
        )


@dataclass(frozen=True, slots=True)
class ExceptionBreakpoint:
    """One of the two ways to stop at exceptions; `filter` is DAP's word for it."""

    filter: str
    enabled: bool = False


@dataclass(frozen=True, slots=True)
class BreakpointsEdited:
    """The breakpoints of a file, on and off, are now these."""

    path: str
    breakpoints: tuple[LineBreakpoint, ...]

    @property
    def asked(self) -> list[SourceBreakpoint]:
        """What the debuggee is asked for: those that are on."""
        return [b.asked for b in self.breakpoints if b.enabled]


@dataclass(frozen=True, slots=True)
class FiltersEdited:
    """The exception filters that are on."""

    filters: tuple[str, ...]


Row = ExceptionBreakpoint | LineBreakpoint

_FILTERS = {"uncaught": "Uncaught exceptions", "raised": "Every raised exception"}


class BreakpointColumn(IntEnum):
    """From left to right."""

    PLACE = 0
    WHEN = 1


class BreakpointsModel(RowsModel[Row]):
    """The one place that knows the user's breakpoints; a row's check box turns it on and off.

    Signals:
        edited(BreakpointsEdited): the user changed the breakpoints of a file.
        marks_changed(BreakpointsEdited): what is to be shown beside the lines of a file changed.
        filters_edited(FiltersEdited): the user changed where exceptions stop.
    """

    HEADERS: ClassVar[tuple[str, ...]] = ("Breakpoint", "When")

    edited = Signal(object)
    marks_changed = Signal(object)
    filters_edited = Signal(object)

    class Role(IntEnum):
        """What a row can be asked for beyond its text."""

        BREAKPOINT = Qt.ItemDataRole.UserRole

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows = [ExceptionBreakpoint("uncaught", True), ExceptionBreakpoint("raised")]

    def of_file(self, path: str) -> tuple[LineBreakpoint, ...]:
        """Return the breakpoints of a file."""
        return tuple(b for b in self._rows if isinstance(b, LineBreakpoint) and b.path == path)

    def paths(self) -> list[str]:
        """Return the files that have breakpoints."""
        return sorted({b.path for b in self._rows if isinstance(b, LineBreakpoint)})

    def filters(self) -> tuple[str, ...]:
        """Return the exception filters that are on."""
        rows = (b for b in self._rows if isinstance(b, ExceptionBreakpoint))
        return tuple(b.filter for b in rows if b.enabled)

    def toggle(self, path: str, line: int) -> None:
        """Put a breakpoint on a line, or take away the one that stands there."""
        there = self._at(path, line)
        if there is not None:
            self.remove(there)
        else:
            self._keep(LineBreakpoint(path, line))

    def edit(self, old: LineBreakpoint, new: LineBreakpoint) -> None:
        """Put ``new`` in the place of ``old``; not verified until the debuggee says so."""
        if old in self._rows:
            row = self._rows.index(old)
            self._rows[row] = replace(new, verified=None, set_line=None, message="")
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.HEADERS) - 1))
            self._say_edited(new.path)

    def remove(self, breakpoint: LineBreakpoint) -> None:
        """Take a breakpoint away."""
        if breakpoint in self._rows:
            row = self._rows.index(breakpoint)
            self.beginRemoveRows(QModelIndex(), row, row)
            del self._rows[row]
            self.endRemoveRows()
            self._say_edited(breakpoint.path)

    def set_file(self, path: str, breakpoints: Sequence[LineBreakpoint]) -> None:
        """Take the breakpoints of a file as they were remembered."""
        others = [b for b in self._rows if not (isinstance(b, LineBreakpoint) and b.path == path)]
        self.set_rows(sorted([*others, *breakpoints], key=_place_in_list))
        self._say_edited(path)

    def set_filters(self, filters: Sequence[str]) -> None:
        """Take the exception filters as they were remembered."""
        for row, breakpoint in enumerate(self._rows):
            if isinstance(breakpoint, ExceptionBreakpoint):
                on = breakpoint.filter in filters
                self._rows[row] = replace(breakpoint, enabled=on)
                self.dataChanged.emit(self.index(row, 0), self.index(row, 0))
        self.filters_edited.emit(FiltersEdited(self.filters()))

    def set_answer(
        self, path: str, asked: Sequence[SourceBreakpoint], answers: Sequence[Breakpoint]
    ) -> None:
        """Take the debuggee's answer about the breakpoints of a file, in the order of asking."""
        for wanted, answer in zip(asked, answers, strict=False):
            for row, breakpoint in enumerate(self._rows):
                if _is_asked(breakpoint, path, wanted.line):
                    self._answer(row, answer)
        self.marks_changed.emit(BreakpointsEdited(path, self.of_file(path)))

    def take_change(self, answer: Breakpoint) -> None:
        """Take what the debuggee said later of one breakpoint."""
        for row, breakpoint in enumerate(self._rows):
            same = isinstance(breakpoint, LineBreakpoint) and breakpoint.id == answer.id
            if same and answer.id is not None:
                path = self._answer(row, answer)
                self.marks_changed.emit(BreakpointsEdited(path, self.of_file(path)))

    def forget_answers(self) -> None:
        """Forget where breakpoints came to stand: the debuggee is gone."""
        for row, breakpoint in enumerate(self._rows):
            if isinstance(breakpoint, LineBreakpoint) and breakpoint.verified is not None:
                self._rows[row] = replace(
                    breakpoint, verified=None, set_line=None, id=None, message=""
                )
                self.dataChanged.emit(self.index(row, 0), self.index(row, 1))
        for path in self.paths():
            self.marks_changed.emit(BreakpointsEdited(path, self.of_file(path)))

    def _answer(self, row: int, answer: Breakpoint) -> str:
        breakpoint = self._rows[row]
        assert isinstance(breakpoint, LineBreakpoint)
        self._rows[row] = replace(
            breakpoint,
            verified=answer.verified,
            set_line=answer.line,
            id=answer.id,
            message=answer.message or "",
        )
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.HEADERS) - 1))
        return breakpoint.path

    def _at(self, path: str, line: int) -> LineBreakpoint | None:
        here = [b for b in self.of_file(path) if line in (b.line, b.set_line)]
        return next(iter(here), None)

    def _keep(self, breakpoint: LineBreakpoint) -> None:
        place = _place_in_list(breakpoint)
        row = sum(_place_in_list(there) < place for there in self._rows)
        self.beginInsertRows(QModelIndex(), row, row)
        self._rows.insert(row, breakpoint)
        self.endInsertRows()
        self._say_edited(breakpoint.path)

    def _say_edited(self, path: str) -> None:
        change = BreakpointsEdited(path, self.of_file(path))
        self.marks_changed.emit(change)
        self.edited.emit(change)

    # --- Qt's questions

    def text(self, row: Row, column: int) -> str:
        """Return the plain text of a cell."""
        if isinstance(row, ExceptionBreakpoint):
            return translated(_FILTERS[row.filter]) if column == BreakpointColumn.PLACE else ""
        if column == BreakpointColumn.PLACE:
            return f"{PurePath(row.path).name}:{row.set_line or row.line}"
        return _when(row)

    def more(self, row: Row, column: int, role: int) -> object:
        """Return the breakpoint, its check box, and what is to be said of it."""
        match role:
            case self.Role.BREAKPOINT:
                return row
            case Qt.ItemDataRole.CheckStateRole if column == BreakpointColumn.PLACE:
                return Qt.CheckState.Checked if row.enabled else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.ToolTipRole if isinstance(row, LineBreakpoint):
                return row.message or row.path
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt: the first column can be checked."""
        flags = super().flags(index)
        if index.column() == BreakpointColumn.PLACE:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def setData(  # noqa: N802
        self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Qt: turn a breakpoint on or off."""
        row = self.row_at(index)
        if role != Qt.ItemDataRole.CheckStateRole or row is None:
            return False
        enabled = Qt.CheckState(value) == Qt.CheckState.Checked
        if isinstance(row, LineBreakpoint):
            self.edit(row, replace(row, enabled=enabled))
            return True
        self._rows[index.row()] = replace(row, enabled=enabled)
        self.dataChanged.emit(index, index)
        self.filters_edited.emit(FiltersEdited(self.filters()))
        return True


def _is_asked(breakpoint: Row, path: str, line: int) -> bool:
    if not isinstance(breakpoint, LineBreakpoint):
        return False
    return breakpoint.path == path and breakpoint.line == line and breakpoint.enabled


def _place_in_list(breakpoint: Row) -> tuple[bool, str, int]:
    if isinstance(breakpoint, ExceptionBreakpoint):
        return (False, "", 0)
    return (True, breakpoint.path, breakpoint.line)


def _when(breakpoint: LineBreakpoint) -> str:
    parts = [
        translated("when {0}", breakpoint.condition) if breakpoint.condition else "",
        translated("hits {0}", breakpoint.hit_condition) if breakpoint.hit_condition else "",
        translated("logs {0}", breakpoint.log_message) if breakpoint.log_message else "",
        breakpoint.message if breakpoint.verified is False else "",
    ]
    return ", ".join(part for part in parts if part)
