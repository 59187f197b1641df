"""A field that chooses an interpreter, or leaves the choice to the window."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QFileDialog, QWidget

from ..session.interpreters import Interpreter
from .interpreter_words import interpreter_title, why_unsupported

_OTHER = "\0other"
"""What stands for the entry that opens a file dialog."""


class InterpreterField(QComboBox):
    """Lists what was found; one that cannot be used is shown with the reason.

    Signals:
        file_chosen(str): the user picked a file; it is to be probed and given to `add`.
    """

    file_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("configureInterpreter")
        self.setAccessibleName(self.tr("Interpreter"))
        self.view().setAccessibleName(self.accessibleName())
        self.setMinimumContentsLength(24)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._model = QStandardItemModel(self)
        self.setModel(self._model)
        self._problems: dict[str, str] = {}
        self._path = ""
        self.activated.connect(self._on_activated)

    @property
    def path(self) -> str:
        """The path that is chosen; empty: the window chooses by itself."""
        return self._path

    @property
    def problem(self) -> str:
        """Why the chosen one cannot be used; empty if it can, or nothing is known."""
        return self._problems.get(self._path, "")

    def set_choices(self, found: Sequence[Interpreter], by_itself: str, chosen: str) -> None:
        """List interpreters; ``by_itself`` is the path that the window would take."""
        self._model.clear()
        self._problems.clear()
        title = next((interpreter_title(i) for i in found if i.path == by_itself), "")
        words = self.tr("The best one that is found")
        self._append(f"{words} ({title})" if title else words, "")
        for interpreter in sorted(found, key=lambda i: not i.is_supported):
            self._append_interpreter(interpreter)
        self._append(self.tr("Other…"), _OTHER)
        if chosen and self.findData(chosen) < 0:
            self._insert_path(chosen)
        self._show(chosen)

    def add(self, interpreter: Interpreter) -> None:
        """Take what is known by now of an interpreter that was picked."""
        row = self.findData(interpreter.path)
        self._problems[interpreter.path] = why_unsupported(interpreter)
        if row > 0 and interpreter.version is not None:
            self.setItemText(row, _title(interpreter))

    def _show(self, path: str) -> None:
        self._path = path
        self.setCurrentIndex(max(0, self.findData(path)))
        self.setToolTip(path)

    def _append(self, text: str, path: str) -> QStandardItem:
        item = QStandardItem(text)
        item.setData(path, Qt.ItemDataRole.UserRole)
        item.setToolTip("" if path == _OTHER else path)
        self._model.appendRow(item)
        return item

    def _append_interpreter(self, interpreter: Interpreter) -> None:
        why = why_unsupported(interpreter)
        item = self._append(_title(interpreter), interpreter.path)
        item.setEnabled(not why)
        self._problems[interpreter.path] = why

    def _insert_path(self, path: str) -> None:
        item = QStandardItem(path)
        item.setData(path, Qt.ItemDataRole.UserRole)
        self._model.insertRow(self.count() - 1, item)

    def _on_activated(self, row: int) -> None:
        path = str(self.itemData(row) or "")
        if path != _OTHER:
            self._show(path)
            return
        self._show(self._path)
        folder = str(Path(self._path).parent) if self._path else ""
        dialog = QFileDialog(self.window(), self.tr("Choose a Python interpreter"), folder)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._on_file_selected)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_file_selected(self, path: str) -> None:
        if self.findData(path) < 0:
            self._insert_path(path)
        self._show(path)
        self.file_chosen.emit(path)


def _title(interpreter: Interpreter) -> str:
    title, why = interpreter_title(interpreter), why_unsupported(interpreter)
    return f"{title} — {why}" if why else f"{title} — {interpreter.path}"
