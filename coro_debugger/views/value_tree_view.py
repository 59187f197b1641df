"""A tree of values: opened, edited and copied by mouse and keyboard."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QPainter
from PySide6.QtWidgets import QMenu, QStyleOptionViewItem, QWidget

from ..models.value_cells import ValueColumn
from ..models.value_node import ValueNode
from ..models.value_tree_model import ValueTreeModel
from .hinted_tree_view import HintedTreeView
from .theme import Theme
from .value_delegate import ValueDelegate
from .value_menu import value_menu

Index = QModelIndex | QPersistentModelIndex
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_OPENED_AT_ONCE = ("Closure", "Stack")


class ValueTreeView(HintedTreeView):
    """Shows a `ValueTreeModel`; groups reach over all columns, changed rows have their ground.

    F2 or a double click edits a value, Ctrl+C copies it, Enter selects the coroutine that it is.

    Signals:
        editor_opened(Completer): completions are wanted for a value that is being typed.
        edit_refused(ValueNode): the user wants to change a value that cannot be changed.
        coroutine_opened(int): the coroutine with this id is to be selected.
        watch_wanted(str): an expression is to be watched.
        whole_value_wanted(QModelIndex): the value of this row is to be shown in full.
    """

    editor_opened = Signal(object)
    edit_refused = Signal(object)
    coroutine_opened = Signal(object)
    watch_wanted = Signal(object)
    whole_value_wanted = Signal(object)

    edits = ValueColumn.VALUE
    """What F2 edits at the top level."""
    widths = (105, 160, 70)
    """Of the columns, in design pixels; the value takes what is left."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name, parent)
        delegate = ValueDelegate(theme, self)
        delegate.editor_opened.connect(self.editor_opened)
        self.setItemDelegate(delegate)
        self.setHeaderHidden(True)
        # What can be done differs from row to row, so the menu is made for each.
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.DefaultContextMenu)
        self.copy_action.setText(self.tr("Copy value"))
        self.setExpandsOnDoubleClick(False)
        self.setIndentation(theme.px(14))
        self.doubleClicked.connect(self._on_double_clicked)

    @property
    def values(self) -> ValueTreeModel:
        """The model."""
        model = self.model()
        assert isinstance(model, ValueTreeModel)
        return model

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Qt: show a model."""
        super().setModel(model)
        if model is not None:
            model.rowsInserted.connect(self._on_rows_inserted)
            self.set_widths(*self.widths, stretch=ValueColumn.VALUE)

    def node(self, index: Index) -> ValueNode | None:
        """Return what stands in a row."""
        return self.values.node_at(index)

    def edit_row(self, index: Index) -> None:
        """Open the editor of a row, or tell that its value cannot be changed."""
        is_inside = index.parent().isValid()
        cell = index.sibling(index.row(), ValueColumn.VALUE if is_inside else self.edits)
        node = self.node(index)
        if cell.flags() & Qt.ItemFlag.ItemIsEditable:
            self.setCurrentIndex(cell)
            self.edit(cell)
        elif node is not None and node.variable is not None:
            self.edit_refused.emit(node)

    def copy_value(self, index: Index) -> None:
        """Put the text of a value into the clipboard."""
        QGuiApplication.clipboard().setText(
            str(index.sibling(index.row(), ValueColumn.VALUE).data())
        )

    def copy_row(self) -> None:
        """Copy the value: the name and the type are known to whoever copies it."""
        if self.currentIndex().isValid():
            self.copy_value(self.currentIndex())

    def open_row(self, index: Index) -> None:
        """Do what Enter does: select a coroutine, open or close anything else."""
        coroutine_id = index.data(ValueTreeModel.Role.COROUTINE_ID)
        if coroutine_id is not None:
            self.coroutine_opened.emit(coroutine_id)
        else:
            first = index.sibling(index.row(), 0)
            self.setExpanded(first, not self.isExpanded(first))

    def drawRow(  # noqa: N802
        self, painter: QPainter, options: QStyleOptionViewItem, index: Index
    ) -> None:
        """Qt: draw a row, on the ground that says it has changed."""
        is_changed = index.data(ValueTreeModel.Role.FORMER) is not None
        is_old = bool(index.data(ValueTreeModel.Role.IS_OLD))
        if is_changed and not is_old and not self.selectionModel().isSelected(index):
            painter.fillRect(options.rect, self._theme.tokens.changed_row)
        super().drawRow(painter, options, index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: the keys of this view."""
        index = self.currentIndex()
        if not index.isValid() or self.state() is HintedTreeView.State.EditingState:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_F2:
            self.edit_row(index)
        elif event.key() in _ENTER:
            self.open_row(index)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt: offer what can be done with a row."""
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        place = event.globalPos()
        if not by_mouse and index.isValid():
            place = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())
        if index.isValid():
            self.setCurrentIndex(index)
        menu = value_menu(self, index)
        if menu.actions():
            menu.popup(place)

    def extend_menu(self, menu: QMenu, index: QModelIndex) -> None:
        """Add what only this tree offers."""

    def _on_double_clicked(self, index: QModelIndex) -> None:
        is_coroutine = index.data(ValueTreeModel.Role.COROUTINE_ID) is not None
        edited = ValueColumn.VALUE if index.parent().isValid() else self.edits
        node = self.node(index)
        is_value = node is not None and not node.is_scope
        if index.column() == edited and is_value and not is_coroutine:
            self.edit_row(index)
        else:
            self.open_row(index)

    def _on_rows_inserted(self, parent: QModelIndex, first: int, last: int) -> None:
        model = self.values
        for row in range(first, last + 1) if not parent.isValid() else ():
            index = model.index(row, 0, parent)
            if index.data(ValueTreeModel.Role.IS_SCOPE):
                self.setFirstColumnSpanned(row, parent, True)
                node = model.node_at(index)
                if node is not None and node.name in _OPENED_AT_ONCE:
                    self.expand(index)
