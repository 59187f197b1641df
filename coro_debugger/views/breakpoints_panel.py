"""The list of breakpoints: on and off, their conditions, and where exceptions stop."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QPalette
from PySide6.QtWidgets import (
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ..models.breakpoints_model import BreakpointColumn, BreakpointsModel, LineBreakpoint
from .breakpoint_editor import BreakpointEditor
from .cell_delegate import Index
from .hinted_tree_view import HintedTreeView
from .icons import Icons
from .theme import Theme


class _WhenDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802
        super().initStyleOption(option, index)
        if index.column() == BreakpointColumn.WHEN:
            for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
                option.palette.setColor(role, self._theme.tokens.text_muted)


class BreakpointsPanel(QWidget):
    """Shows the breakpoints; Delete removes one, Enter shows its line, F2 edits it.

    Signals:
        line_wanted(LineBreakpoint): the user wants to see the line of a breakpoint.
    """

    line_wanted = Signal(object)

    def __init__(
        self,
        theme: Theme,
        icons: Icons,
        model: BreakpointsModel,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._model = model
        self.view = HintedTreeView(theme, "breakpointsView")
        self.view.setAccessibleName(self.tr("Breakpoints"))
        self.view.setModel(model)
        self.view.setRootIsDecorated(False)
        self.view.setHeaderHidden(True)
        self.view.setItemDelegate(_WhenDelegate(theme, self.view))
        self.view.set_widths(200, 120, stretch=1)
        self.editor = BreakpointEditor(theme)
        self.editor.accepted.connect(self._on_editor_accepted)
        self._edit = self._action(self.tr("Edit…"), "F2", self._on_edit)
        self._remove = self._action(self.tr("Remove"), "Del", self._on_remove)
        self.view.activated.connect(self._on_activated)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._on_menu_requested)
        icons.set_icon(self._remove, "remove")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.editor)

    def model(self) -> BreakpointsModel:
        """Return the breakpoints that are shown."""
        return self._model

    def edit(self, breakpoint: LineBreakpoint) -> None:
        """Open the fields of a breakpoint below the list."""
        self.editor.open(breakpoint)

    def _action(self, text: str, key: str, slot: object) -> QAction:
        action = QAction(text, self.view)
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(slot)
        self.view.addAction(action)
        return action

    def _current(self) -> LineBreakpoint | None:
        row = self._model.row_at(self.view.currentIndex())
        return row if isinstance(row, LineBreakpoint) else None

    def _on_activated(self, index: QModelIndex) -> None:
        row = self._model.row_at(index)
        if isinstance(row, LineBreakpoint):
            self.line_wanted.emit(row)

    def _on_edit(self) -> None:
        if (breakpoint := self._current()) is not None:
            self.edit(breakpoint)

    def _on_remove(self) -> None:
        if (breakpoint := self._current()) is not None:
            self._model.remove(breakpoint)

    def _on_editor_accepted(self, old: LineBreakpoint, new: LineBreakpoint) -> None:
        current = [b for b in self._model.of_file(old.path) if b.line == old.line]
        for there in current:
            self._model.edit(there, replace(new, enabled=there.enabled))

    def _on_menu_requested(self, place: QPoint) -> None:
        if self._current() is None:
            return
        menu = QMenu(self.view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions([self._edit, self._remove])
        menu.popup(self.view.viewport().mapToGlobal(place))
