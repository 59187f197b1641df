"""Expressions that are evaluated at every stop."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from ..models.watches_model import WatchesModel
from .expression_field import ExpressionField
from .push_button import PushButton
from .theme import Theme
from .value_panel import ValuePanel
from .watches_view import WatchesView


class WatchPanel(ValuePanel):
    """A field to add an expression, the tree, and a way to cut a slow one short.

    Signals:
        cancel_wanted(): what is being evaluated is to be cut short.
    """

    cancel_wanted = Signal()

    def __init__(self, theme: Theme, model: WatchesModel) -> None:
        view = WatchesView(theme, "watchesView")
        super().__init__(theme, view, model)
        self.watches = model
        self.watches_view = view
        self._theme = theme
        self.field = ExpressionField()
        self.field.setObjectName("watchExpression")
        self.field.setAccessibleName(self.tr("Expression to watch"))
        self.field.setPlaceholderText(self.tr("Add an expression to watch"))
        self._said = QLabel()
        self._cancel = PushButton(self.tr("Cancel"))
        self._busy = self._make_busy_bar()
        self.column.insertWidget(0, self._with_margins(self.field))
        self.column.addWidget(self._busy)
        self._connect()
        self._on_theme_changed()

    def set_under_way(self, expression: str) -> None:
        """Say which expression takes a while; "" when none does."""
        self._busy.setVisible(bool(expression))
        self._said.setText(self.tr("Evaluating {0}").format(expression[:60]))
        self._said.setToolTip(expression)

    def add(self, expression: str) -> None:
        """Watch an expression, and show it."""
        index = self.watches.add(expression)
        if index.isValid():
            self.view.setCurrentIndex(index)

    def _connect(self) -> None:
        self.field.submitted.connect(self._on_submitted)
        self.watches_view.addition_wanted.connect(self.field.setFocus)
        self.watches_view.cancel_wanted.connect(self.cancel_wanted)
        self.watches_view.watch_wanted.connect(self.add)
        self._cancel.clicked.connect(self.cancel_wanted)
        self._theme.changed.connect(self._on_theme_changed)

    def _make_busy_bar(self) -> QFrame:
        bar = QFrame()
        bar.setProperty("role", "bar")
        bar.setObjectName("watchBusy")
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._said.setProperty("role", "muted")
        self._cancel.setObjectName("watchCancel")
        self._cancel.setProperty("role", "link")
        self._cancel.setToolTip(self.tr("Cut it short; it is then evaluated only when asked (Esc)"))
        row = QHBoxLayout(bar)
        row.setContentsMargins(self._theme.px(8), 2, self._theme.px(8), 2)
        row.addWidget(self._said, 1)
        row.addWidget(self._cancel)
        bar.hide()
        return bar

    def _with_margins(self, field: QWidget) -> QWidget:
        around = QWidget()
        row = QHBoxLayout(around)
        row.setContentsMargins(*(self._theme.px(6),) * 4)
        row.addWidget(field)
        return around

    def _on_submitted(self) -> None:
        expression = self.field.text().strip()
        if expression:
            self.field.remember(expression)
            self.field.clear()
            self.add(expression)

    def _on_theme_changed(self) -> None:
        self.field.setFont(self._theme.mono_font())
