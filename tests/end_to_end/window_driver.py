"""Uses the real window as a person does: by what it shows and by its object names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QAction, QContextMenuEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from coro_debugger.app import DebuggerApp
from coro_debugger.session.state import SessionState

TIMEOUT = 20_000
_UNDER_WAY = "…"


class WindowDriver:
    """One open window. Every method waits until the window shows what it was asked for."""

    def __init__(self, qtbot, app: DebuggerApp) -> None:
        self._qtbot = qtbot
        self.app = app
        self.window = app.window

    def find(self, kind, name):
        """Return the widget or action with this object name."""
        found = self.window.findChild(kind, name)
        assert found is not None, name
        return found

    def wait(self, condition) -> None:
        self._qtbot.waitUntil(lambda: bool(condition()), timeout=TIMEOUT)

    # --- keys --------------------------------------------------------------------------------

    def activate(self) -> None:
        """Make it the window that keys go to; here nobody does when a dialog is closed."""
        self.window.activateWindow()
        self.wait(self.window.isActiveWindow)

    def type_keys(self, keys: str) -> None:
        """Press keys where the focus is."""
        QTest.keySequence(self.focused(), QKeySequence(keys))

    def menu_key(self, look) -> None:
        """Press the key that opens the menu of what has the focus, and look at the menu.

        The window system tells of that key by an event of its own.
        """
        place = self.focused().mapTo(self.window, self.focused().rect().center())
        where = self.window.mapToGlobal(place)
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, where)
        QTimer.singleShot(0, look)  # some menus have a loop of their own
        QApplication.sendEvent(self.window.windowHandle(), event)

    def focused(self) -> QWidget:
        """Return what has the focus."""
        return QApplication.focusWidget() or self.window

    # --- scripts -----------------------------------------------------------------------------

    def act(self, name: str) -> None:
        """Trigger an action that must be possible now."""
        action = self.find(QAction, name)
        assert action.isEnabled(), f"{name} is disabled"
        action.trigger()

    def open_example(self, stem: str) -> Path:
        """Choose an example in the File menu."""
        (file,) = [a.menu() for a in self.window.menuBar().actions() if a.text() == "&File"]
        menus = [action.menu() for action in file.actions() if action.menu()]
        choices = [a for menu in menus for a in menu.actions() if a.data()]
        # Among the recent ones, too, if it was open before; they come first.
        choice = [a for a in choices if Path(a.data()).stem == stem][-1]
        path = choice.data()
        choice.trigger()
        self.wait(lambda: self.app.session.script == path)
        assert self.app.session.state is SessionState.READY
        return Path(path)

    def run_to_end(self) -> None:
        self.act("actionRun")
        self.reach(SessionState.ENDED)

    def reach(self, state: SessionState) -> None:
        self.wait(lambda: self.app.session.state is state)

    def stop(self) -> None:
        """End the script and wait until its process is gone."""
        if self.app.session.state.has_process:
            self.app.session.stop()
        self.wait(lambda: not self.app.session.state.has_process)

    # --- the list ----------------------------------------------------------------------------

    @property
    def list(self) -> QAbstractItemView:
        return self.find(QAbstractItemView, "coroutineView")

    def _indexes(self, parent: QModelIndex | None = None) -> Iterator[QModelIndex]:
        model = self.list.model()
        parent = parent or QModelIndex()
        for row in range(model.rowCount(parent)):
            index = model.index(row, 0, parent)
            yield index
            yield from self._indexes(index)

    def _cells(self, index: QModelIndex) -> dict[str, str]:
        model = self.list.model()
        return {
            model.headerData(column, Qt.Orientation.Horizontal): index.siblingAtColumn(
                column
            ).data()
            for column in range(model.columnCount())
        }

    def rows(self) -> list[dict[str, str]]:
        """Return the rows of the list, by the headers of its columns."""
        return [self._cells(index) for index in self._indexes()]

    def row(self, name: str) -> dict[str, str]:
        """Return the row of what this variable holds; an empty one if there is none."""
        return next((row for row in self.rows() if _is_named(row, name)), {})

    def wait_for_row(self, name: str, **cells: str) -> None:
        """Wait until the row shows these texts."""
        try:
            self.wait(lambda: cells.items() <= self.row(name).items())
        except Exception as error:
            raise AssertionError(f"{name}: {cells} is not shown: {self.rows()}") from error

    def select(self, name: str) -> None:
        """Choose a coroutine in the list and wait for its controls."""
        self.wait(lambda: self.row(name))
        index = next(i for i in self._indexes() if _is_named(self._cells(i), name))
        self.list.setCurrentIndex(index)
        cells = self._cells(index)
        title = self.find(QLabel, "driveTitle")
        self.wait(lambda: title.text() == f"{cells['Name']} — {cells['Function']}")

    # --- driving -----------------------------------------------------------------------------

    def press(self, button: str) -> None:
        found = self.find(QAbstractButton, button)
        self.wait(found.isEnabled)
        self._qtbot.mouseClick(found, Qt.MouseButton.LeftButton)

    def drive(self, name: str, operation: str, expression: str = "") -> str:
        """Drive a coroutine from the buttons; return the sentence that says what came of it."""
        self.begin_drive(name, operation, expression)
        outcome = self.find(QLabel, "outcomeLabel")
        self.wait(
            lambda: (
                self.app.session.state.is_stopped
                and outcome.text()
                and not outcome.text().endswith(_UNDER_WAY)
            )
        )
        return outcome.text()

    def begin_drive(self, name: str, operation: str, expression: str = "") -> None:
        self.select(name)
        if operation == "send":
            self.find(QLineEdit, "sendExpression").setText(expression)
        elif operation == "throw":
            self.find(QComboBox, "throwExpression").setEditText(expression)
        self.press(f"{operation}Button")

    def step_into_body(self, on: bool) -> None:
        self.find(QCheckBox, "stepIntoBody").setChecked(on)

    # --- what is said ------------------------------------------------------------------------

    def console(self) -> str:
        return self.find(QPlainTextEdit, "consoleOutput").toPlainText()

    def wait_for_console(self, text: str) -> None:
        try:
            self.wait(lambda: text in self.console())
        except Exception as error:
            raise AssertionError(f"{text!r} is not in the console: {self.console()!r}") from error

    def status(self) -> str:
        return self.find(QLabel, "statusSentence").text()


def _is_named(row: dict[str, str], name: str) -> bool:
    # Several variables may hold a coroutine: globals come first, then locals.
    return row["Name"].split(", ")[0] == name
