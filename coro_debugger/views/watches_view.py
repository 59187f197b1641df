"""The tree of watches and its keys."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu

from ..models.value_cells import ValueColumn
from ..models.watches_model import WatchesModel, WatchState
from .value_tree_view import Index, ValueTreeView


class WatchesView(ValueTreeView):
    """A tree of watches: Insert adds one, F2 edits it, Delete removes it.

    Signals:
        addition_wanted(): the user wants to type another expression.
        cancel_wanted(): what is being evaluated is to be cut short (Escape).
    """

    addition_wanted = Signal()
    cancel_wanted = Signal()
    edits = ValueColumn.NAME
    widths = (150, 130, 70)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: the keys of this view."""
        if self.state() is ValueTreeView.State.EditingState:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Insert:
            self.addition_wanted.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.remove_selected()
        elif event.key() == Qt.Key.Key_Escape:
            self.cancel_wanted.emit()
        else:
            super().keyPressEvent(event)

    @property
    def watches(self) -> WatchesModel:
        """The model."""
        model = self.model()
        assert isinstance(model, WatchesModel)
        return model

    def remove_selected(self) -> None:
        """Remove the watches of the selected rows."""
        self.watches.remove(self.selectionModel().selectedRows())

    def open_row(self, index: Index) -> None:
        """Evaluate anew what has no value; else as in every tree."""
        node = self.node(index)
        state = self.watches.state_of(node.key) if node is not None else None
        if state in (None, WatchState.VALUE):
            super().open_row(index)
        else:
            self.watches.ask_again(index)

    def extend_menu(self, menu: QMenu, index: QModelIndex) -> None:
        """Add what can be done with a watch."""
        if menu.actions():
            menu.addSeparator()
        add = menu.addAction(self.tr("Add a watch"), self.addition_wanted.emit)
        add.setShortcut(Qt.Key.Key_Insert)
        if not index.isValid():
            return
        if not index.parent().isValid():
            edit = menu.addAction(self.tr("Edit expression"), lambda: self.edit_row(index))
            edit.setShortcut(Qt.Key.Key_F2)
        menu.addAction(self.tr("Evaluate again"), lambda: self.watches.ask_again(index))
        remove = menu.addAction(self.tr("Remove"), lambda: self.watches.remove([index]))
        remove.setShortcut(Qt.Key.Key_Delete)
