"""The sheet that F1 opens: every command with its keys, to be searched."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QDialog, QLineEdit, QMainWindow, QVBoxLayout

from .clear_button import add_clear_button
from .hinted_tree_view import HintedTreeView
from .shortcut_list import Shortcut, ShortcutGroup, shortcut_groups
from .theme import Theme

_SHORTCUT = Qt.ItemDataRole.UserRole
_SIZE = (480, 600)


class ShortcutSheet(QDialog):
    """Stays open beside the window; Enter does the command that is selected."""

    def __init__(self, theme: Theme, window: QMainWindow) -> None:
        super().__init__(window)
        self._theme = theme
        self._window = window
        self.setObjectName("shortcutSheet")
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.setAccessibleName(self.windowTitle())
        self.setModal(False)
        self._model = QStandardItemModel(0, 2, self)
        self._found = QSortFilterProxyModel(self)
        self.search = QLineEdit()
        self.view = HintedTreeView(theme, "shortcutsView")
        self._make_parts()
        layout = QVBoxLayout(self)
        margin = theme.px(8)
        layout.setContentsMargins(margin, margin, margin, margin)
        layout.setSpacing(theme.px(6))
        layout.addWidget(self.search)
        layout.addWidget(self.view, 1)
        theme.changed.connect(self._on_theme_changed)

    def _make_parts(self) -> None:
        self._found.setSourceModel(self._model)
        self._found.setFilterKeyColumn(-1)
        self._found.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._found.setRecursiveFilteringEnabled(True)
        self._found.setAutoAcceptChildRows(True)  # a group that is found shows all of its lines
        self.search.setObjectName("shortcutSearch")
        self.search.setAccessibleName(self.tr("Search commands and keys"))
        self.search.setPlaceholderText(self.tr("Search commands and keys…"))
        add_clear_button(self.search)
        self.search.textChanged.connect(self._on_search_changed)
        view = self.view
        view.setAccessibleName(self.tr("Commands and their keys"))
        view.setModel(self._found)
        view.setHeaderHidden(True)
        view.setRootIsDecorated(False)
        view.setItemsExpandable(False)
        view.setIndentation(self._theme.px(12))
        view.set_widths(300, 150, stretch=0)
        view.set_hint(self.tr("No command or key has these letters."))
        view.activated.connect(self._on_activated)

    def open_sheet(self) -> None:
        """Show it, or bring it to the front, with what can be done now."""
        self._fill(shortcut_groups(self._window))
        if not self.isVisible():
            self.resize(*(self._theme.px(length) for length in _SIZE))
            self.search.clear()
        self.show()
        self.raise_()
        self.activateWindow()
        self.search.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Down leads from the field to what was found; Enter there does nothing by itself."""
        if event.key() == Qt.Key.Key_Down and self.search.hasFocus():
            self.view.setFocus()
        elif event.key() == Qt.Key.Key_Escape:
            self.close()

    def _fill(self, groups: list[ShortcutGroup]) -> None:
        self._model.setRowCount(0)
        for group in groups:
            title = _item(group.title)
            font = self._theme.ui_font()
            font.setBold(True)
            title.setFont(font)
            title.setFlags(Qt.ItemFlag.ItemIsEnabled)
            for line in group.lines:
                title.appendRow(_line(line))
            self._model.appendRow([title, _item("")])
        self._open_all()

    def _open_all(self) -> None:
        self.view.expandAll()
        for row in range(self._found.rowCount()):
            self.view.setFirstColumnSpanned(row, QModelIndex(), True)

    def _on_search_changed(self, text: str) -> None:
        self._found.setFilterFixedString(text.strip())
        self._open_all()
        first = self._found.index(0, 0, self._found.index(0, 0))
        self.view.setCurrentIndex(first)

    def _on_activated(self, index: QModelIndex) -> None:
        line = index.siblingAtColumn(0).data(_SHORTCUT)
        if isinstance(line, Shortcut) and line.action is not None and line.action.isEnabled():
            self._window.activateWindow()
            line.action.trigger()

    def _on_theme_changed(self) -> None:
        if self.isVisible():
            self._fill(shortcut_groups(self._window))


def _line(line: Shortcut) -> list[QStandardItem]:
    words, keys = _item(line.words), _item(line.keys)
    words.setData(line, _SHORTCUT)
    return [words, keys]


def _item(text: str) -> QStandardItem:
    item = QStandardItem(text)
    item.setEditable(False)
    return item
