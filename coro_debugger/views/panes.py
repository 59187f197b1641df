"""The panes of the window by keys: Alt with a digit goes to one, Ctrl+F6 to the next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QDockWidget,
    QLineEdit,
    QMenu,
    QWidget,
)

from .focus_order import stops_in

_DIGITS = "1234567890"
_WANTED_FIRST = (QAbstractItemView, QLineEdit, QAbstractScrollArea, QWidget)
"""What a person goes to a pane for, best first."""


@dataclass(frozen=True)
class Pane:
    """A pane, and the dock that it stands in if it can be hidden.

    `focus` gives it the focus; where it is missing, that is found out: see `focus_into`.
    """

    widget: QWidget
    dock: QDockWidget | None = None
    focus: Callable[[], None] | None = None

    @property
    def is_shown(self) -> bool:
        """Whether it can be seen, behind another tab at most."""
        return not (self.dock or self.widget).isHidden()


class Panes(QObject):
    """Makes an action for every pane that is added, in the order in which they are added."""

    def __init__(self, window: QWidget, menu: QMenu) -> None:
        super().__init__(window)
        self._window = window
        self._menu = menu
        self._panes: list[Pane] = []
        self._actions: dict[str, QAction] = {}

    def add(self, name: str, title: str, pane: Pane) -> QAction:
        """Take a pane; the first ten can be gone to with a key of their own."""
        number = len(self._panes)
        self._panes.append(pane)
        action = QAction(title, self)
        action.setObjectName(f"actionGoTo{name.capitalize()}")
        if number < len(_DIGITS):
            action.setShortcut(QKeySequence(f"Alt+{_DIGITS[number]}"))
        action.triggered.connect(partial(self.go_to, pane))
        self._menu.addAction(action)
        self._window.addAction(action)
        self._actions[name] = action
        return action

    def __getitem__(self, name: str) -> QAction:
        """Give the action that goes to a pane."""
        return self._actions[name]

    def go_to(self, pane: Pane, *_: object) -> None:
        """Bring a pane to the front, whether it was hidden or not, and give it the focus."""
        if pane.dock is not None:
            pane.dock.show()
            pane.dock.raise_()
        if pane.focus is not None:
            pane.focus()
        else:
            focus_into(pane.widget)

    def go_on(self, step: int) -> None:
        """Go so many panes on from the one that has the focus, past those that are hidden."""
        shown = [pane for pane in self._panes if pane.is_shown]
        focused = QApplication.focusWidget()
        here = [
            index
            for index, pane in enumerate(shown)
            if focused is not None and (pane.dock or pane.widget).isAncestorOf(focused)
        ]
        if shown:
            start = here[0] if here else (-1 if step > 0 else 0)
            self.go_to(shown[(start + step) % len(shown)])


def focus_into(pane: QWidget) -> None:
    """Give the focus to what a pane is there for: its list, its field, its text."""
    inside = [each for each in stops_in(pane) if each.isVisible() and each.isEnabled()]
    for kind in _WANTED_FIRST:
        wanted = next((widget for widget in inside if isinstance(widget, kind)), None)
        if wanted is not None:
            wanted.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
