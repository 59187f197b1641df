"""Every command with its keys, collected from the actions of the window themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QWidget

from .view_keys import LISTS, VIEW_KEYS, place_words


@dataclass(frozen=True)
class Shortcut:
    """One line: what is done, and with which keys; `action` None for a key of a view."""

    words: str
    keys: str
    action: QAction | None = None


@dataclass
class ShortcutGroup:
    """The lines of one menu or of one view."""

    title: str
    lines: list[Shortcut] = field(default_factory=list)


def shortcut_groups(window: QMainWindow) -> list[ShortcutGroup]:
    """Collect the commands of the menus, of single views, and the keys that views take."""
    groups: dict[str, ShortcutGroup] = {}
    seen: set[int] = set()
    for title, line in (*_of_menus(window), *_of_views(window)):
        if id(line.action) not in seen:
            seen.add(id(line.action))
            groups.setdefault(title, ShortcutGroup(title)).lines.append(line)
    for key in VIEW_KEYS:
        title = place_words(key.place)
        line = Shortcut(key.words(), key.keys_words())
        groups.setdefault(title, ShortcutGroup(title)).lines.append(line)
    return list(groups.values())


def keys_of(action: QAction) -> str:
    """Return all keys of an action as this system writes them."""
    native = QKeySequence.SequenceFormat.NativeText
    return ", ".join(key.toString(native) for key in action.shortcuts())


def _of_menus(window: QMainWindow) -> Iterator[tuple[str, Shortcut]]:
    for top in window.menuBar().actions():
        if (menu := _menu_of(top)) is not None:
            for line in _of_menu(menu, ""):
                yield _plain(top.text()), line


def _of_menu(menu: QMenu, before: str) -> Iterator[Shortcut]:
    for action in menu.actions():
        words = before + _plain(action.text())
        if (below := _menu_of(action)) is not None:
            yield from _of_menu(below, f"{words} > ")
        elif action.objectName():  # else it is one of a list of files
            yield Shortcut(words, keys_of(action), action)


def _of_views(window: QMainWindow) -> Iterator[tuple[str, Shortcut]]:
    """Go through what can be done in one view only; what many have is told once."""
    found: dict[tuple[str, str], list[tuple[str, QAction]]] = {}
    for widget in window.findChildren(QWidget):
        for action in widget.actions():
            if not isinstance(widget, QMenu) and action.shortcuts() and widget.accessibleName():
                line = (_plain(action.text()), keys_of(action))
                found.setdefault(line, []).append((widget.accessibleName(), action))
    for (words, keys), [(place, action), *others] in found.items():
        yield (place_words(LISTS) if others else place), Shortcut(words, keys, action)


def _menu_of(action: QAction) -> QMenu | None:
    menu = action.menu()
    return menu if isinstance(menu, QMenu) else None


def _plain(text: str) -> str:
    """Take the marks of mnemonics away."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")
