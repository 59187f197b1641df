"""The list of breakpoints: on and off, their conditions, events, and where exceptions stop."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from ..models.breakpoint_values import (
    EventBreakpoint,
    ExceptionBreakpoint,
    LineBreakpoint,
    Row,
)
from ..models.breakpoint_words import count_words
from ..models.breakpoints_model import BreakpointsModel
from .breakpoint_delegate import BreakpointDelegate
from .breakpoint_editor import BreakpointEditor
from .event_breakpoint_editor import EventBreakpointEditor
from .hinted_tree_view import HintedTreeView
from .icons import Icons
from .theme import Theme
from .wrapped_label import WrappedLabel


class BreakpointsPanel(QWidget):
    """Shows the breakpoints; Delete removes one, Enter shows its line, F2 edits it.

    Signals:
        line_wanted(LineBreakpoint): the user wants to see the line of a breakpoint.
        counts_said(str): how many there are has changed.
    """

    line_wanted = Signal(object)
    counts_said = Signal(str)

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
        self.view = self._make_view(theme, icons)
        self.menu_actions: list[QAction] = []
        """What the context menu has below the row's own actions."""
        self.editor = BreakpointEditor(theme)
        self.editor.accepted.connect(self._on_line_accepted)
        self.event_editor = EventBreakpointEditor(theme)
        self.event_editor.accepted.connect(self._on_event_accepted)
        self._hint = WrappedLabel(self.tr("Click beside a line number to set one, or press F9."))
        self._hint.setProperty("role", "small")
        self._hint.setContentsMargins(theme.px(8), theme.px(4), theme.px(8), theme.px(6))
        self._show = self._action(self.tr("Show line"), "", self._on_show)
        self._edit = self._action(self.tr("Edit…"), "F2", self._on_edit)
        self._remove = self._action(self.tr("Remove"), "Del", self._on_remove)
        icons.set_icon(self._remove, "remove")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.view, 1)
        layout.addWidget(self._hint)
        layout.addWidget(self.editor)
        layout.addWidget(self.event_editor)
        for changed in (model.rowsInserted, model.rowsRemoved, model.dataChanged):
            changed.connect(self._on_rows_changed)
        self._on_rows_changed()
        self._on_current_changed()

    def _make_view(self, theme: Theme, icons: Icons) -> HintedTreeView:
        view = HintedTreeView(theme, "breakpointsView")
        view.setAccessibleName(self.tr("Breakpoints"))
        view.setModel(self._model)
        view.setUniformRowHeights(False)  # a row with a message has two lines
        view.setRootIsDecorated(False)
        view.setHeaderHidden(True)
        view.setItemDelegate(BreakpointDelegate(theme, icons, view))
        view.set_widths(100, stretch=0)
        view.activated.connect(self._on_activated)
        view.selectionModel().currentRowChanged.connect(self._on_current_changed)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._on_menu_requested)
        return view

    def model(self) -> BreakpointsModel:
        """Return the breakpoints that are shown."""
        return self._model

    def edit(self, breakpoint: Row) -> None:
        """Open the fields of a breakpoint below the list."""
        self.editor.hide()
        self.event_editor.hide()
        if isinstance(breakpoint, LineBreakpoint):
            self.editor.open(breakpoint)
        elif isinstance(breakpoint, EventBreakpoint):
            self.event_editor.open(breakpoint)

    def add_event(self, qualname: str = "") -> None:
        """Open the fields of a new event breakpoint, on a function or on any coroutine."""
        self.editor.hide()
        self.event_editor.open(None, qualname)

    def point_at(self, breakpoints: Sequence[Row]) -> None:
        """Select the breakpoint that has stopped the program."""
        for breakpoint in breakpoints[:1]:
            self.view.setCurrentIndex(self._model.index_of(breakpoint))

    def _action(self, text: str, key: str, slot: Callable[[], None]) -> QAction:
        action = QAction(text, self.view)
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda: slot())
        self.view.addAction(action)
        return action

    def _current(self) -> Row | None:
        return self._model.row_at(self.view.currentIndex())

    # --- what happens

    def _on_rows_changed(self) -> None:
        self._hint.setVisible(not self._model.own())
        self.counts_said.emit(count_words(self._model.rows()))
        self._on_current_changed()

    def _on_current_changed(self) -> None:
        row = self._current()
        is_own = row is not None and not isinstance(row, ExceptionBreakpoint)
        self._show.setEnabled(isinstance(row, LineBreakpoint))
        self._edit.setEnabled(is_own)
        self._remove.setEnabled(is_own)

    def _on_activated(self, index: QModelIndex) -> None:
        row = self._model.row_at(index)
        if isinstance(row, LineBreakpoint):
            self.line_wanted.emit(row)
        elif row is not None:
            self.edit(row)

    def _on_show(self) -> None:
        self._on_activated(self.view.currentIndex())

    def _on_edit(self) -> None:
        if (breakpoint := self._current()) is not None:
            self.edit(breakpoint)

    def _on_remove(self) -> None:
        if (breakpoint := self._current()) is not None:
            self._model.remove(breakpoint)

    def _on_line_accepted(self, old: LineBreakpoint, new: LineBreakpoint) -> None:
        for there in self._model.of_file(old.path):
            if there.line == old.line:
                self._model.edit(there, replace(new, enabled=there.enabled))
        self.view.setFocus()

    def _on_event_accepted(self, old: EventBreakpoint | None, new: EventBreakpoint) -> None:
        if old is not None and self._model.index_of(old).isValid():
            self._model.edit(old, new)
        else:
            self._model.add(new)
        self.view.setFocus()

    def _on_menu_requested(self, place: QPoint) -> None:
        menu = QMenu(self.view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._remove.isEnabled():
            menu.addActions([self._show, self._edit, self._remove])
            menu.addSeparator()
        menu.addActions(self.menu_actions)
        menu.popup(self.view.viewport().mapToGlobal(place))
