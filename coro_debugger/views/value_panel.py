"""A tree of values with a line below it for what failed."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ..models.value_tree_model import ValueTreeModel
from .theme import Theme
from .value_tree_view import ValueTreeView


class ValuePanel(QWidget):
    """The problem of the current row is said in full below; in its cell there is little room."""

    def __init__(self, theme: Theme, view: ValueTreeView, model: ValueTreeModel) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.view = view
        self.model = model
        view.setModel(model)
        self.problem = QLabel()
        self.problem.setObjectName(f"{view.objectName()}Problem")
        self.problem.setProperty("role", "problem")
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setWordWrap(True)
        self.problem.hide()
        below = QHBoxLayout()
        below.setContentsMargins(theme.px(8), theme.px(4), theme.px(8), theme.px(4))
        below.addWidget(self.problem)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(view, 1)
        self.column.addLayout(below)
        self.setFocusProxy(view)
        view.selectionModel().currentRowChanged.connect(self._on_current_changed)
        model.dataChanged.connect(lambda *_: self._show_problem())
        model.modelReset.connect(self._show_problem)
        model.rowsRemoved.connect(lambda *_: self._show_problem())

    def _on_current_changed(self, _: QModelIndex, before: QModelIndex) -> None:
        node = self.view.node(before)
        if node is not None and node.problem and node.variable is not None:
            self.model.set_problem(node.key, "")  # it was about what was tried there
        self._show_problem()

    def _show_problem(self) -> None:
        node = self.view.node(self.view.currentIndex())
        problem = node.problem if node is not None else ""
        text = f"{node.name}: {problem}" if node is not None and problem else ""
        if text != self.problem.text():
            self.problem.setText(text)
            self.problem.setVisible(bool(text))
            self.view.setAccessibleDescription(text)
