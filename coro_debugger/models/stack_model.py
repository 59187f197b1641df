"""The threads of a stop, and under each its frames."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from ..protocol.coroutines import Coroutine
from ..protocol.values import StackFrame, Thread
from .words import coroutine_name, source_name, translated

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class StackColumn(IntEnum):
    """From left to right."""

    FUNCTION = 0
    PLACE = 1


HEADERS = {StackColumn.FUNCTION: "Function", StackColumn.PLACE: "At"}


class StackModel(QAbstractItemModel):
    """A row's internal id is 0 for a thread, else one more than the thread's row.

    Signals:
        stack_wanted(int): the frames of the thread with this id are about to be seen.
    """

    stack_wanted = Signal(object)

    class Role(IntEnum):
        """What a row can be asked for beyond its text."""

        FRAME = Qt.ItemDataRole.UserRole
        THREAD_ID = Qt.ItemDataRole.UserRole + 1
        IS_SUBTLE = Qt.ItemDataRole.UserRole + 2
        COROUTINE_ID = Qt.ItemDataRole.UserRole + 3

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._threads: list[Thread] = []
        self._stacks: dict[int, list[StackFrame]] = {}
        self._asked: set[int] = set()
        self._names: dict[int, str] = {}

    def set_threads(self, threads: Sequence[Thread]) -> None:
        """Show these threads; the frames of all of them are out of date."""
        self.beginResetModel()
        self._threads = list(threads)
        self._stacks.clear()
        self._asked.clear()
        self.endResetModel()

    def set_stack(self, thread_id: int, frames: Sequence[StackFrame]) -> None:
        """Show the frames of a thread; one that is not listed yet is added."""
        if thread_id not in [t.id for t in self._threads]:
            row = len(self._threads)
            self.beginInsertRows(QModelIndex(), row, row)
            self._threads.append(Thread(thread_id, translated("Thread {0}", thread_id)))
            self.endInsertRows()
        parent = self.index_of_thread(thread_id)
        self._asked.add(thread_id)
        before = self._stacks.get(thread_id, [])
        there = len(before)
        if there == len(frames) > 0:
            # As after most steps and drives: the view has nothing to lay out anew.
            self._stacks[thread_id] = list(frames)
            pairs = zip(before, frames, strict=True)
            changed = [row for row, (old, new) in enumerate(pairs) if _looks(old) != _looks(new)]
            if changed:
                self._tell_frames_changed(parent.row(), changed[0], changed[-1])
            return
        if there:
            self.beginRemoveRows(parent, 0, there - 1)
            self._stacks[thread_id] = []
            self.endRemoveRows()
        if frames:
            self.beginInsertRows(parent, 0, len(frames) - 1)
            self._stacks[thread_id] = list(frames)
            self.endInsertRows()

    def set_coroutines(self, coroutines: Iterable[Coroutine]) -> None:
        """Say what the coroutines are called whose bodies are among the frames."""
        names = {c.id: coroutine_name(c) for c in coroutines if c.names or c.task}
        if names != self._names:
            self._names = names
            for at, thread in enumerate(self._threads):
                if frames := self._stacks.get(thread.id):
                    self._tell_frames_changed(at, 0, len(frames) - 1)

    def _tell_frames_changed(self, thread_row: int, first: int, last: int) -> None:
        top = self.createIndex(first, 0, thread_row + 1)
        bottom = self.createIndex(last, len(StackColumn) - 1, thread_row + 1)
        self.dataChanged.emit(top, bottom)

    def clear(self) -> None:
        """Show nothing."""
        self.set_threads([])

    def index_of_thread(self, thread_id: int) -> QModelIndex:
        """Return the row of a thread, invalid if it is not listed."""
        for row, thread in enumerate(self._threads):
            if thread.id == thread_id:
                return self.createIndex(row, 0, 0)
        return QModelIndex()

    def index_of_frame(self, frame_id: int) -> QModelIndex:
        """Return the row of a frame, invalid if it is not listed."""
        for at, thread in enumerate(self._threads):
            for row, frame in enumerate(self._stacks.get(thread.id, ())):
                if frame.id == frame_id:
                    return self.createIndex(row, 0, at + 1)
        return QModelIndex()

    def _frames_below(self, index: Index) -> list[StackFrame]:
        is_thread = index.isValid() and index.internalId() == 0
        return self._stacks.get(self._threads[index.row()].id, []) if is_thread else []

    def frames_of(self, thread_id: int) -> list[StackFrame]:
        """Return the frames of a thread that are known."""
        return list(self._stacks.get(thread_id, ()))

    def frame_at(self, index: Index) -> StackFrame | None:
        """Return the frame of a row, None for a thread's."""
        if not index.isValid() or not index.internalId():
            return None
        return self._stacks[self._threads[index.internalId() - 1].id][index.row()]

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        """Qt: the index of a cell."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, index: Index = _NOWHERE) -> QModelIndex:  # type: ignore[override]
        """Qt: the thread of a frame."""
        if not index.isValid() or not index.internalId():
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, 0)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Qt: threads, or the frames of one."""
        if not parent.isValid():
            return len(self._threads)
        return len(self._frames_below(parent)) if parent.column() == 0 else 0

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Qt: the same everywhere."""
        return len(StackColumn)

    def hasChildren(self, parent: Index = _NOWHERE) -> bool:
        """Qt: a thread can be opened before its frames are known."""
        if not parent.isValid():
            return bool(self._threads)
        return parent.column() == 0 and (self.canFetchMore(parent) or self.rowCount(parent) > 0)

    def canFetchMore(self, parent: Index) -> bool:
        """Qt: whether the frames of a thread were not asked for yet."""
        if not parent.isValid() or parent.internalId():
            return False
        return self._threads[parent.row()].id not in self._asked

    def fetchMore(self, parent: Index) -> None:
        """Qt: ask for the frames of a thread."""
        if self.canFetchMore(parent):
            thread_id = self._threads[parent.row()].id
            self._asked.add(thread_id)
            self.stack_wanted.emit(thread_id)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: plain text, and the frame itself."""
        if not index.isValid():
            return None
        frame = self.frame_at(index)
        if frame is None:
            return self._thread_data(self._threads[index.row()], index.column(), role)
        match role:
            case Qt.ItemDataRole.DisplayRole if index.column() == StackColumn.FUNCTION:
                return self._function(frame)
            case Qt.ItemDataRole.DisplayRole:
                return f"{source_name(frame.source)}:{frame.line}"
            case Qt.ItemDataRole.ToolTipRole:
                return frame.source.path if frame.source else None
            case self.Role.FRAME:
                return frame
            case self.Role.COROUTINE_ID:
                return frame.coroutine_id
            case self.Role.IS_SUBTLE:
                return frame.presentation_hint == "subtle"
        return None

    def _function(self, frame: StackFrame) -> str:
        """Return what runs, and for which variable or task if it is a coroutine's body."""
        name = self._names.get(frame.coroutine_id or 0)
        return f"{frame.name} · {name}" if name else frame.name

    def _thread_data(self, thread: Thread, column: int, role: int) -> object:
        if role == self.Role.THREAD_ID:
            return thread.id
        is_name = role == Qt.ItemDataRole.DisplayRole and column == StackColumn.FUNCTION
        return thread.name if is_name else None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Qt: the words over the columns."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return translated(HEADERS[StackColumn(section)])
        return None


def _looks(frame: StackFrame) -> tuple[object, ...]:
    """Return what a row shows of a frame: its number, for one, is another after each drive."""
    return frame.name, frame.line, frame.source, frame.coroutine_id, frame.presentation_hint
