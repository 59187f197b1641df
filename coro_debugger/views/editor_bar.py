"""The base of what opens below a list to edit one of its rows."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from .push_button import PushButton
from .theme import Theme


class EditorBar(QFrame):
    """A title, fields that a subclass puts between, Save and Cancel; Escape closes.

    Signals:
        turning(bool): it is about to be shown or hidden.
    """

    turning = Signal(bool)

    def __init__(self, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("role", "bar")
        self._title = QLabel()
        self._title.setProperty("role", "heading")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        save = PushButton(self.tr("Save"))
        save.setProperty("role", "primary")
        save.clicked.connect(lambda: self.save())
        cancel = PushButton(self.tr("Cancel"))
        cancel.clicked.connect(self.hide)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(save)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.px(10), theme.px(8), theme.px(10), theme.px(8))
        self._column.addWidget(self._title)
        self._column.addLayout(buttons)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def save(self) -> None:
        """Take what was entered; the subclass does it."""
        raise NotImplementedError

    def set_title(self, text: str) -> None:
        """Say what is edited."""
        self._title.setText(text)
        self.setAccessibleName(text)

    def put(self, fields: QLayout) -> None:
        """Put the fields between title and buttons."""
        self._column.insertLayout(1, fields)

    def setVisible(self, visible: bool) -> None:  # noqa: N802
        """Qt: show or hide it."""
        self.turning.emit(visible)
        super().setVisible(visible)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)
