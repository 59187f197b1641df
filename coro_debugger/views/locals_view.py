"""The tree of variables: scopes reach over all columns, changed rows have a ground of their own."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from ..models.value_tree_model import ValueTreeModel
from .hinted_tree_view import HintedTreeView

Index = QModelIndex | QPersistentModelIndex


class LocalsView(HintedTreeView):
    """Shows a `ValueTreeModel`."""

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Qt: show a model."""
        super().setModel(model)
        if model is not None:
            model.rowsInserted.connect(self._on_rows_inserted)

    def drawRow(  # noqa: N802
        self, painter: QPainter, options: QStyleOptionViewItem, index: Index
    ) -> None:
        """Qt: draw a row, on the ground that says it has changed."""
        is_changed = index.data(ValueTreeModel.Role.FORMER) is not None
        if is_changed and not self.selectionModel().isSelected(index):
            painter.fillRect(options.rect, self._theme.tokens.changed_row)
        super().drawRow(painter, options, index)

    def _on_rows_inserted(self, parent: QModelIndex, first: int, last: int) -> None:
        model = self.model()
        for row in range(first, last + 1):
            index = model.index(row, 0, parent)
            if index.data(ValueTreeModel.Role.IS_SCOPE):
                self.setFirstColumnSpanned(row, parent, True)
