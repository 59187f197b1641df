"""The button that chooses which Python runs the script."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QFileDialog, QMenu, QToolButton, QWidget

from ..session.interpreters import Interpreter
from .interpreter_words import interpreter_title, why_unsupported


class InterpreterChooser(QToolButton):
    """Lists the interpreters that were found; one that cannot be used is shown with the reason.

    Signals:
        interpreter_chosen(str): the path of the interpreter the user wants.
        menu_opened(): the list is looked at; new interpreters may be there.
    """

    interpreter_chosen = Signal(str)
    menu_opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("interpreterChooser")
        self.setProperty("role", "chooser")
        self.setAccessibleName(self.tr("Python that runs the script"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._found: list[Interpreter] = []
        self._chosen = ""
        self._menu = QMenu(self)
        self._menu.setAccessibleName(self.accessibleName())
        self.setMenu(self._menu)
        self._menu.aboutToShow.connect(self.menu_opened)
        self._show()

    @property
    def chosen(self) -> str:
        """The path of the chosen interpreter; empty for the window's own."""
        return self._chosen

    def set_found(self, found: Sequence[Interpreter]) -> None:
        """List these interpreters, the chosen one too if it is not among them."""
        others = [i for i in self._found if i.path == self._chosen]
        paths = {i.path for i in found}
        found = [*found, *(i for i in others if i.path not in paths)]
        if found != self._found:  # the menu may be open
            self._found = found
            self._show()

    def add(self, interpreter: Interpreter) -> None:
        """List one more, or what is known of it by now."""
        places = [i.path for i in self._found]
        if interpreter.path in places:
            self._found[places.index(interpreter.path)] = interpreter
        else:
            self._found.append(interpreter)
        self._show()

    def choose(self, path: str) -> None:
        """Show ``path`` as the chosen one."""
        if path != self._chosen:
            self._chosen = path
            self._show()

    def interpreter(self) -> Interpreter | None:
        """Return what is known of the chosen one."""
        return next((i for i in self._found if i.path == self._chosen), None)

    def _show(self) -> None:
        interpreter = self.interpreter()
        words = interpreter_title(interpreter) if interpreter else Path(self._chosen).name
        self.setText(f"{words or self.tr('Python')} ▾")
        self.setToolTip(self._chosen or self.tr("Python that runs the script"))
        self.setAccessibleDescription(self._chosen)
        self._fill_menu()

    def _fill_menu(self) -> None:
        self._menu.clear()
        group = QActionGroup(self._menu)
        # Those that can be chosen come first, in the order of preference.
        for interpreter in sorted(self._found, key=lambda i: not i.is_supported):
            action = self._menu.addAction(_entry(interpreter).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(interpreter.path == self._chosen)
            action.setEnabled(interpreter.is_supported)
            action.setData(interpreter.path)
            group.addAction(action)
        group.triggered.connect(self._on_chosen)
        self._menu.addSeparator()
        other = self._menu.addAction(self.tr("Other…"), self._on_browse)
        other.setObjectName("actionOtherInterpreter")

    def _on_chosen(self, action: QAction) -> None:
        self.interpreter_chosen.emit(str(action.data()))

    def _on_browse(self) -> None:
        folder = str(Path(self._chosen).parent) if self._chosen else ""
        dialog = QFileDialog(self.window(), self.tr("Choose a Python interpreter"), folder)
        dialog.setObjectName("interpreterDialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.interpreter_chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _entry(interpreter: Interpreter) -> str:
    title, why = interpreter_title(interpreter), why_unsupported(interpreter)
    return f"{title} — {why}\t{interpreter.path}" if why else f"{title}\t{interpreter.path}"
