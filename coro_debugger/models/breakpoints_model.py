"""The breakpoints of the user: exceptions first, then lines, file by file, then events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import IntEnum
from typing import ClassVar

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from ..protocol.commands import CoroutineBreakpoint
from ..protocol.values import Breakpoint, SourceBreakpoint
from .breakpoint_values import (
    BreakpointsChange,
    BreakpointsEdited,
    EventBreakpoint,
    EventsEdited,
    ExceptionBreakpoint,
    FiltersEdited,
    LineBreakpoint,
    Row,
    Wishes,
    place_in_list,
)
from .breakpoint_words import message_words, place_words, sentence
from .rows_model import RowsModel
from .words import translated

Index = QModelIndex | QPersistentModelIndex


class BreakpointsModel(RowsModel[Row]):
    """The one place that knows the user's breakpoints; a row's check box turns it on and off.

    Breakpoints on one coroutine end with the run that has it: `forget_answers` drops them.

    Signals:
        edited(BreakpointsEdited): the breakpoints of a file are others now.
        marks_changed(BreakpointsEdited): what is to be shown beside the lines of a file changed.
        filters_edited(FiltersEdited): where exceptions stop has changed.
        events_edited(EventsEdited): the event breakpoints are others now.
        changed_by_hand(BreakpointsChange): the user did something that can be undone.
        loaded(): all are others now, those of another script.
    """

    HEADERS: ClassVar[tuple[str, ...]] = ("Breakpoint",)

    edited = Signal(object)
    marks_changed = Signal(object)
    filters_edited = Signal(object)
    events_edited = Signal(object)
    changed_by_hand = Signal(object)
    loaded = Signal()

    class Role(IntEnum):
        """What a row can be asked for beyond its text."""

        BREAKPOINT = Qt.ItemDataRole.UserRole

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows = [ExceptionBreakpoint("uncaught", True), ExceptionBreakpoint("raised")]
        self._run = 0

    # --- what there is

    def of_file(self, path: str) -> tuple[LineBreakpoint, ...]:
        """Return the breakpoints of a file."""
        return tuple(b for b in self._lines() if b.path == path)

    def at(self, path: str, line: int) -> LineBreakpoint | None:
        """Return the breakpoint that the user put on a line, or that came to stand there."""
        here = (b for b in self.of_file(path) if line in (b.line, b.set_line))
        return next(here, None)

    def paths(self) -> list[str]:
        """Return the files that have breakpoints."""
        return sorted({b.path for b in self._lines()})

    def filters(self) -> tuple[str, ...]:
        """Return the exception filters that are on."""
        rows = (b for b in self._rows if isinstance(b, ExceptionBreakpoint))
        return tuple(b.filter for b in rows if b.enabled)

    def events(self) -> tuple[EventBreakpoint, ...]:
        """Return the event breakpoints."""
        return tuple(b for b in self._rows if isinstance(b, EventBreakpoint))

    def own(self) -> list[LineBreakpoint | EventBreakpoint]:
        """Return those that the user has made."""
        return [b for b in self._rows if not isinstance(b, ExceptionBreakpoint)]

    def wishes(self) -> Wishes:
        """Return all rows without what the debuggee said of them."""
        return _wishes_of(self._rows)

    def index_of(self, breakpoint: Row) -> QModelIndex:
        """Return where a breakpoint is shown; an invalid index if it is gone."""
        row = self._row_of(breakpoint)
        return QModelIndex() if row is None else self.index(row, 0)

    def hit(self, ids: Sequence[int]) -> list[LineBreakpoint | EventBreakpoint]:
        """Return the breakpoints that the debuggee knows by these numbers."""
        return [b for b in self.own() if b.id is not None and b.id in ids]

    def _lines(self) -> list[LineBreakpoint]:
        return [b for b in self._rows if isinstance(b, LineBreakpoint)]

    # --- what the user does

    def toggle(self, path: str, line: int) -> None:
        """Put a breakpoint on a line, or take away the one that stands there."""
        there = self.at(path, line)
        if there is not None:
            self.remove(there)
        else:
            self.add(LineBreakpoint(path, line))

    def add(self, breakpoint: LineBreakpoint | EventBreakpoint) -> None:
        """Add a breakpoint, unless the same one is there."""
        if isinstance(breakpoint, EventBreakpoint):
            breakpoint = replace(breakpoint, run=self._run)
        if self._row_of(breakpoint) is None:
            self._do(translated("add breakpoint"), [*self._rows, breakpoint.wish])

    def edit(self, old: Row, new: Row) -> None:
        """Put ``new`` in the place of ``old``; not verified until the debuggee says so."""
        row = self._row_of(old)
        if row is None:
            return
        rows = [b for b in self._rows if b.wish != new.wish or b.wish == old.wish]
        rows[[b.wish for b in rows].index(old.wish)] = new.wish
        self._do(translated("change breakpoint"), rows)

    def remove(self, breakpoint: Row) -> None:
        """Take a breakpoint away."""
        rows = [b for b in self._rows if b.wish != breakpoint.wish]
        self._do(translated("remove breakpoint"), rows)

    def remove_all(self) -> None:
        """Take away all that the user has made; where exceptions stop stays as it is."""
        rows = [b for b in self._rows if isinstance(b, ExceptionBreakpoint)]
        self._do(translated("remove all breakpoints"), rows)

    def enable_all(self, enabled: bool) -> None:
        """Turn all that the user has made on or off."""
        words = translated("enable all breakpoints" if enabled else "disable all breakpoints")
        self._do(words, [_turned(b, enabled) for b in self._rows])

    def restore(self, wishes: Wishes) -> None:
        """Make the breakpoints what they were at some time; those on coroutines of another run go.

        It is not told as something that the user did: this is how that is undone.
        """
        answered = {b.wish: b for b in self._rows}
        rows = [answered.get(wish, wish) for wish in wishes if self._is_of_this_run(wish)]
        self._take(rows)

    def _do(self, words: str, rows: Sequence[Row]) -> None:
        before = self.wishes()
        self._take(rows)
        if self.wishes() != before:
            self.changed_by_hand.emit(BreakpointsChange(words, before, self.wishes()))

    # --- what was remembered

    def load(
        self,
        filters: Sequence[str],
        lines: Sequence[LineBreakpoint],
        events: Sequence[EventBreakpoint] = (),
    ) -> None:
        """Take breakpoints as they were remembered."""
        exceptions = [b for b in self._rows if isinstance(b, ExceptionBreakpoint)]
        set_again = [replace(b, enabled=b.filter in filters) for b in exceptions]
        self._take([*set_again, *lines, *events])
        self.loaded.emit()

    # --- what the debuggee says

    def set_answer(
        self, path: str, asked: Sequence[SourceBreakpoint], answers: Sequence[Breakpoint]
    ) -> None:
        """Take the debuggee's answer about the breakpoints of a file, in the order of asking."""
        for wanted, answer in zip(asked, answers, strict=False):
            for row, there in enumerate(self._rows):
                if not isinstance(there, LineBreakpoint) or there.path != path:
                    continue
                if there.enabled and there.asked == wanted:
                    self._answer(row, answer)

    def set_event_answers(
        self, asked: Sequence[CoroutineBreakpoint], answers: Sequence[Breakpoint]
    ) -> None:
        """Take the debuggee's answer about the event breakpoints, in the order of asking."""
        for wanted, answer in zip(asked, answers, strict=False):
            for row, there in enumerate(self._rows):
                if isinstance(there, EventBreakpoint) and there.asked == wanted:
                    self._answer(row, answer)

    def take_change(self, answer: Breakpoint) -> None:
        """Take what the debuggee said later of one breakpoint."""
        for row, there in enumerate(self._rows):
            if isinstance(there, ExceptionBreakpoint) or answer.id is None:
                continue
            if there.id == answer.id:
                self._answer(row, answer)

    def forget_answers(self) -> None:
        """Forget what a debuggee said that is gone, and the breakpoints on its coroutines."""
        self._run += 1
        paths = self.paths()
        self._take([b.wish for b in self._rows if self._is_of_this_run(b)])
        for path in paths:
            self.marks_changed.emit(BreakpointsEdited(path, self.of_file(path)))

    def _answer(self, row: int, answer: Breakpoint) -> None:
        there = self._rows[row]
        message = answer.message or ""
        if isinstance(there, LineBreakpoint):
            line = answer.line
            there = replace(there, verified=answer.verified, set_line=line)
        if not isinstance(there, ExceptionBreakpoint):
            self._show_row(row, replace(there, id=answer.id, message=message))

    def _show_row(self, row: int, breakpoint: LineBreakpoint | EventBreakpoint) -> None:
        self._rows[row] = breakpoint
        self.dataChanged.emit(self.index(row, 0), self.index(row, 0))
        if isinstance(breakpoint, LineBreakpoint):
            path = breakpoint.path
            self.marks_changed.emit(BreakpointsEdited(path, self.of_file(path)))

    # --- how

    def _row_of(self, breakpoint: Row) -> int | None:
        wishes = self.wishes()
        return wishes.index(breakpoint.wish) if breakpoint.wish in wishes else None

    def _is_of_this_run(self, breakpoint: Row) -> bool:
        is_instance = isinstance(breakpoint, EventBreakpoint) and breakpoint.is_instance
        return not is_instance or breakpoint.run == self._run  # type: ignore[union-attr]

    def _take(self, rows: Sequence[Row]) -> None:
        """Show other rows, and tell of every file and kind that differs."""
        files = {path: _wishes_of(self.of_file(path)) for path in self.paths()}
        filters, events = self.filters(), _wishes_of(self.events())
        self.change_rows(sorted(rows, key=place_in_list))
        for path in sorted({*files, *self.paths()}):
            if _wishes_of(self.of_file(path)) != files.get(path, ()):
                change = BreakpointsEdited(path, self.of_file(path))
                self.marks_changed.emit(change)
                self.edited.emit(change)
        if self.filters() != filters:
            self.filters_edited.emit(FiltersEdited(self.filters()))
        if _wishes_of(self.events()) != events:
            self.events_edited.emit(EventsEdited(self.events()))

    # --- Qt's questions

    def text(self, row: Row, column: int) -> str:
        """Return the plain text of a row."""
        return sentence(row)

    def more(self, row: Row, column: int, role: int) -> object:
        """Return the breakpoint, its check box, and what is to be said of it."""
        match role:
            case self.Role.BREAKPOINT:
                return row
            case Qt.ItemDataRole.CheckStateRole:
                return Qt.CheckState.Checked if row.enabled else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleDescriptionRole:
                place = row.path if isinstance(row, LineBreakpoint) else place_words(row)
                return message_words(row) or place
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt: a row can be checked."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.isValid() else flags

    def setData(  # noqa: N802
        self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Qt: turn a breakpoint on or off."""
        row = self.row_at(index)
        if role != Qt.ItemDataRole.CheckStateRole or row is None:
            return False
        self.edit(row, replace(row, enabled=Qt.CheckState(value) == Qt.CheckState.Checked))
        return True


def _turned(row: Row, enabled: bool) -> Row:
    return row if isinstance(row, ExceptionBreakpoint) else replace(row, enabled=enabled).wish


def _wishes_of(rows: Sequence[Row]) -> Wishes:
    return tuple(row.wish for row in rows)
