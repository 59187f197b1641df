"""Presses whatever there is to press in the windows of the program, in an order drawn by a seed."""

from __future__ import annotations

import random
import time
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)

from coro_debugger.app import DebuggerApp, Wish
from coro_debugger.views.view_keys import VIEW_KEYS

NEVER = {"actionQuit"}
"""What ends the play; the window is closed when the test is over."""
TEXTS = (
    "1", "n", "n + 1", "g", "next(g)", "None", "[1, 2, [3]]", "'text'", "1 +", "🐍",
    "while True: pass", "ValueError", "ValueError('x')", "StopIteration(1)", "GeneratorExit",
    "sum(range(10))", "n > 3", "[0 for _ in iter(int, 1)]", "print('said')", "import os", "x = 1",
    "a" * 300, "  ", "\\", "numbers",
)  # fmt: skip
KEYS = (
    "Tab", "Shift+Tab", "Return", "Ctrl+Return", "Escape", "Up", "Down", "Left", "Right", "PgUp",
    "PgDown", "Home", "End", "Space", "Backspace", "Delete", "F2", "Ctrl+A", "Ctrl+C", "Ctrl+V",
    "Ctrl+D", "Ctrl+Space", "Menu", "a", "1", "(",
)  # fmt: skip
_POPUP_MILLISECONDS = 15
_LATEST = 40


class Monkey(QObject):
    """Plays with one window; `latest` says what it did last."""

    def __init__(
        self, app: DebuggerApp, scripts: Sequence[Path], folder: Path, seed: int | str
    ) -> None:
        super().__init__()
        self._app = app
        self._scripts = scripts
        self._folder = folder
        self._random = random.Random(seed)
        self.latest: deque[str] = deque(maxlen=_LATEST)
        self.steps = 0
        self._log = (folder / "monkey.log").open("w", encoding="utf-8")
        kinds: dict[Callable[[], None], int] = {
            self._press_button: 30,
            self._trigger: 16,
            self._press_key: 16,
            self._click_anywhere: 12,
            self._type: 8,
            self._open_menu: 5,
            self._choose_row: 8,
            self._choose_entry: 3,
            self._choose_tab: 3,
            self._turn_wheel: 3,
            self._drag: 2,
            self._resize: 1,
            self._open_script: 3,
            self._wait: 12,
        }
        self._kinds, self._weights = list(kinds), list(kinds.values())
        # Menus have loops of their own: whoever opened one waits until it is closed.
        self._in_popups = QTimer(self, interval=_POPUP_MILLISECONDS)
        self._in_popups.timeout.connect(self._on_popup_tick)

    def play(self, *, steps: int | None = None, seconds: float | None = None) -> None:
        """Do so many things, or as many as can be done meanwhile."""
        deadline = time.monotonic() + seconds if seconds else None
        self._in_popups.start()
        while self.steps != steps and (deadline is None or time.monotonic() < deadline):
            self.steps += 1
            kind = self._random.choices(self._kinds, self._weights)[0]
            if not self._answer_file_dialog():
                kind()
            # Now and then nothing in between: as quick as one can.
            if self._random.random() < 0.7:
                QTest.qWait(self._random.choice((0, 0, 1, 5, 20)))
        self._in_popups.stop()
        self._close_all()
        self._log.close()

    def _note(self, what: str, widget: QObject | None = None) -> None:
        name = ""
        if widget is not None:
            name = widget.objectName() or widget.metaObject().className()
        self.latest.append(f"{self.steps} {what} {name}".strip())
        print(self.latest[-1], file=self._log, flush=True)

    # --- what there is -----------------------------------------------------------------------

    def _there(self, kind: type) -> list:
        """Return what is in sight and can be used."""
        modal = QApplication.activeModalWidget()
        return [
            w
            for w in QApplication.allWidgets()
            if isinstance(w, kind)
            and w.isVisible()
            and w.isEnabled()
            and not isinstance(w, QMenu)
            and not isinstance(w.window(), QFileDialog)
            and (modal is None or w.window() is modal)
        ]

    def _pick(self, kind: type) -> QWidget | None:
        there = self._there(kind)
        # In an order that does not depend on where Python happened to put them.
        there.sort(key=lambda w: (w.objectName(), w.mapToGlobal(QPoint()).toTuple()))
        return self._random.choice(there) if there else None

    def _place(self, widget: QWidget) -> QPoint:
        place = widget.rect()
        return QPoint(
            self._random.randrange(max(1, place.width())),
            self._random.randrange(max(1, place.height())),
        )

    # --- what can be done --------------------------------------------------------------------

    def _press_button(self) -> None:
        if button := self._pick(QAbstractButton):
            self._note(f"press {getattr(button, 'text', str)()!r}", button)
            for _ in range(self._random.choice((1, 1, 1, 2, 5))):
                QTest.mouseClick(button, Qt.MouseButton.LeftButton)
                if not self._is_there(button):
                    return

    @staticmethod
    def _is_there(widget: QWidget) -> bool:
        return any(each is widget for each in QApplication.allWidgets()) and widget.isEnabled()

    def _trigger(self) -> None:
        if QApplication.activeModalWidget():
            return
        window = self._app.window
        actions = [
            action
            for action in window.findChildren(QAction)
            if action.isEnabled()
            and action.isVisible()
            and action.text()
            and action.objectName() not in NEVER
            and action.menu() is None
        ]
        action = self._random.choice(actions)
        self._note(f"trigger {action.text()!r}", action)
        action.trigger()

    def _press_key(self) -> None:
        focused = QApplication.focusWidget() or self._app.window
        keys = [*KEYS, *(key for each in VIEW_KEYS for key in each.keys)]
        if not QApplication.activeModalWidget():
            keys += [
                action.shortcut().toString()
                for action in self._app.window.findChildren(QAction)
                if action.objectName() not in NEVER and not action.shortcut().isEmpty()
            ]
        key = self._random.choice(keys)
        self._note(f"key {key} in", focused)
        QTest.keySequence(focused, QKeySequence(key))

    def _click_anywhere(self) -> None:
        if widget := self._pick(QWidget):
            left, right = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
            button = self._random.choice((left, left, left, right))
            press = self._random.choice((QTest.mouseClick, QTest.mouseClick, QTest.mouseDClick))
            self._note(f"{press.__name__} {button.name} on", widget)
            press(widget, button, pos=self._place(widget))

    def _type(self) -> None:
        field = self._pick(QLineEdit) if self._random.random() < 0.9 else self._pick(QPlainTextEdit)
        if field is not None:
            text = self._random.choice(TEXTS)
            self._note(f"type {text[:30]!r} in", field)
            field.setFocus()
            for letter in text:
                # QTest ends the process over a letter that is not ASCII.
                key = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(field, key)
            if self._random.random() < 0.6 and self._is_there(field):
                QTest.keyClick(field, Qt.Key.Key_Return)

    def _open_menu(self) -> None:
        if widget := self._pick(QWidget):
            place = self._place(widget)
            self._note("menu of", widget)
            reason = QContextMenuEvent.Reason.Mouse
            event = QContextMenuEvent(reason, place, widget.mapToGlobal(place))
            QApplication.sendEvent(widget, event)

    def _choose_row(self) -> None:
        view = self._pick(QAbstractItemView)
        model = view.model() if isinstance(view, QAbstractItemView) else None
        if model is None or not model.rowCount():
            return
        index = model.index(self._random.randrange(model.rowCount()), 0)
        if model.rowCount(index) and self._random.random() < 0.5:
            index = model.index(self._random.randrange(model.rowCount(index)), 0, index)
        column = self._random.randrange(max(1, model.columnCount(index.parent())))
        place = view.visualRect(index.siblingAtColumn(column)).center()
        self._note(f"row {index.row()} of", view)
        press = self._random.choice((QTest.mouseClick, QTest.mouseClick, QTest.mouseDClick))
        if view.viewport().rect().contains(place):
            press(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        else:
            view.setCurrentIndex(index)

    def _choose_entry(self) -> None:
        box = self._pick(QComboBox)
        if isinstance(box, QComboBox) and box.count():
            self._note("choose in", box)
            box.setFocus()
            for _ in range(self._random.randrange(4)):
                QTest.keyClick(box, self._random.choice((Qt.Key.Key_Up, Qt.Key.Key_Down)))

    def _choose_tab(self) -> None:
        bar = self._pick(QTabBar)
        if isinstance(bar, QTabBar) and bar.count():
            place = bar.tabRect(self._random.randrange(bar.count())).center()
            self._note("tab of", bar)
            QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=place)

    def _turn_wheel(self) -> None:
        if widget := self._pick(QWidget):
            place = self._place(widget)
            turned = QPoint(0, self._random.choice((-120, 120, -1200, 1200)))
            keys = self._random.choice(
                (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier)
            )
            self._note(f"wheel {turned.y()} {keys.name} on", widget)
            event = QWheelEvent(
                place, widget.mapToGlobal(place), QPoint(), turned, Qt.MouseButton.NoButton, keys,
                Qt.ScrollPhase.NoScrollPhase, False,
            )  # fmt: skip
            QApplication.sendEvent(widget, event)

    def _drag(self) -> None:
        if widget := self._pick(QWidget):
            self._note("drag on", widget)
            QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=self._place(widget))
            for _ in range(3):
                if self._is_there(widget):
                    QTest.mouseMove(widget, self._place(widget))
                    QTest.qWait(1)
            if self._is_there(widget):
                QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=self._place(widget))

    def _resize(self) -> None:
        size = self._random.randrange(300, 1800), self._random.randrange(200, 1100)
        self._note(f"resize to {size}")
        self._app.window.resize(*size)

    def _open_script(self) -> None:
        if not QApplication.activeModalWidget():
            script = self._random.choice(self._scripts)
            self._note(f"open {script.name}")
            self._app.open(Wish(str(script), run=self._random.random() < 0.5))

    def _wait(self) -> None:
        milliseconds = self._random.choice((10, 30, 100, 300))
        self._note(f"wait {milliseconds} ms")
        QTest.qWait(milliseconds)

    # --- what comes in between ---------------------------------------------------------------

    def _answer_file_dialog(self) -> bool:
        """Close one by choosing or cancelling: its own buttons could delete what is there."""
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QFileDialog):
            return False
        if self._random.random() < 0.5:
            self._note("cancel", dialog)
            dialog.reject()
            return True
        if dialog.acceptMode() == QFileDialog.AcceptMode.AcceptSave:
            path = self._folder / f"saved-{self.steps}"
        elif dialog.fileMode() == QFileDialog.FileMode.Directory:
            path = self._folder
        else:
            path = self._random.choice(self._scripts)
        self._note(f"choose {path.name} in", dialog)
        dialog.fileSelected.emit(str(path))
        dialog.reject()
        return True

    def _on_popup_tick(self) -> None:
        popup = QApplication.activePopupWidget()
        if popup is None:
            return
        if not isinstance(popup, QMenu):
            key = self._random.choice(("Down", "Down", "Return", "Escape"))
            self._note(f"key {key} in", popup)
            QTest.keySequence(popup, QKeySequence(key))
            return
        actions = [
            a
            for a in popup.actions()
            if a.isEnabled() and not a.isSeparator() and a.objectName() not in NEVER
        ]
        if not actions or self._random.random() < 0.3:
            self._note("close", popup)
            popup.close()
            return
        action = self._random.choice(actions)
        self._note(f"choose {action.text()!r} in", popup)
        place = popup.actionGeometry(action).center()
        QTest.mouseClick(popup, Qt.MouseButton.LeftButton, pos=place)

    def _close_all(self) -> None:
        """Leave no menu and no dialog open."""
        while popup := QApplication.activePopupWidget():
            popup.close()
        for dialog in QApplication.topLevelWidgets():
            if isinstance(dialog, QDialog) and dialog.isVisible():
                dialog.reject()
