"""The context menu of a tree of values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from ..models.value_cells import ValueColumn
from ..models.value_node import ValueNode

if TYPE_CHECKING:
    from .value_tree_view import ValueTreeView


def value_menu(view: ValueTreeView, index: QModelIndex) -> QMenu:
    """Build the menu for a row; it deletes itself when it is closed."""
    menu = QMenu(view)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    node = view.node(index)
    if node is not None and not node.is_scope:
        _add_value(menu, view, index, node)
    view.extend_menu(menu, index)
    return menu


def _add_value(menu: QMenu, view: ValueTreeView, index: QModelIndex, node: ValueNode) -> None:
    if node.variable is not None and node.variable.coroutine_id is not None:
        menu.addAction(view.tr("Select this coroutine"), lambda: view.open_row(index))
        menu.addSeparator()
    _add_copying(menu, view, index, node)
    menu.addSeparator()
    if view.edits == ValueColumn.VALUE or index.parent().isValid():
        edit = menu.addAction(view.tr("Edit value"), lambda: view.edit_row(index))
        edit.setShortcut(Qt.Key.Key_F2)
    expression = _expression(node)
    watch = menu.addAction(
        view.tr("Add to watches"), lambda: view.watch_wanted.emit(expression or "")
    )
    watch.setEnabled(expression is not None)


def _add_copying(menu: QMenu, view: ValueTreeView, index: QModelIndex, node: ValueNode) -> None:
    has_value = node.variable is not None
    copy = menu.addAction(view.tr("Copy value"), lambda: view.copy_value(index))
    copy.setShortcut("Ctrl+C")
    copy.setEnabled(has_value)
    expression = _expression(node)
    copy_expression = menu.addAction(
        view.tr("Copy expression"), lambda: QGuiApplication.clipboard().setText(expression or "")
    )
    copy_expression.setEnabled(expression is not None)
    whole = menu.addAction(
        view.tr("Show whole value…"), lambda: view.whole_value_wanted.emit(index)
    )
    whole.setEnabled(has_value)


def _expression(node: ValueNode) -> str | None:
    return node.variable.evaluate_name if node.variable else None
