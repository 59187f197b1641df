"""The table of environment variables in the configuration of a run."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from ..models.environment_model import EnvironmentModel, VariableColumn
from .theme import Theme
from .wrapped_label import WrappedLabel


class EnvironmentTable(QWidget):
    """Variables are typed into the last row; Delete takes one off the list."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = EnvironmentModel(self)
        self.view = self._make_view(theme)
        self._problem = WrappedLabel()
        self._problem.setProperty("role", "problem")
        self._problem.hide()
        self._remove = self._button(self.tr("Remove from the list"), "removeVariable")
        self._remove.clicked.connect(self._on_remove)
        self._take_out = self._button(self.tr("Take out of the program"), "takeOutVariable")
        self._take_out.setToolTip(self.tr("The program does not inherit this variable"))
        self._take_out.clicked.connect(self._on_take_out)
        delete = QAction(self)
        delete.setShortcut(QKeySequence(QKeySequence.StandardKey.Delete))
        delete.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        delete.triggered.connect(self._on_remove)
        self.view.addAction(delete)
        self._lay_out()
        self.view.selectionModel().currentRowChanged.connect(self._on_changed)
        for changed in (
            self.model.dataChanged,
            self.model.rowsInserted,
            self.model.rowsRemoved,
        ):
            changed.connect(self._on_changed)
        self._on_changed()

    def _make_view(self, theme: Theme) -> QTreeView:
        view = QTreeView()
        view.setObjectName("configureEnvironment")
        view.setAccessibleName(self.tr("Environment"))
        view.setModel(self.model)
        view.setRootIsDecorated(False)
        view.setAllColumnsShowFocus(False)
        view.setEditTriggers(QAbstractItemView.EditTrigger.AllEditTriggers)
        view.setTabKeyNavigation(True)
        view.setFrameShape(QTreeView.Shape.StyledPanel)
        view.setMinimumHeight(theme.px(110))
        view.header().setSectionResizeMode(VariableColumn.NAME, QHeaderView.ResizeMode.Interactive)
        view.header().resizeSection(VariableColumn.NAME, theme.px(170))
        view.header().setStretchLastSection(True)
        return view

    def _button(self, text: str, name: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAutoDefault(False)
        return button

    def _lay_out(self) -> None:
        hint = QLabel(self.tr("Type into the empty row."))
        hint.setProperty("role", "small")
        row = QHBoxLayout()
        row.addWidget(hint, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._take_out)
        row.addWidget(self._remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view, 1)
        column.addWidget(self._problem)
        column.addLayout(row)

    @property
    def problem(self) -> str:
        """What is wrong with the variables; empty if they can be used."""
        return self.model.problem()

    def _on_changed(self) -> None:
        row = self.view.currentIndex().row()
        is_variable = 0 <= row < self.model.rowCount() - 1
        self._remove.setEnabled(is_variable)
        self._take_out.setEnabled(is_variable)
        problem = self.problem
        self._problem.say(problem)
        self._problem.setVisible(bool(problem))
        self.view.setAccessibleDescription(problem)

    def _on_remove(self) -> None:
        self.model.remove(self.view.currentIndex().row())

    def _on_take_out(self) -> None:
        self.model.take_out(self.view.currentIndex().row())
