"""A field with room below it for what is wrong with its content."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from .style_property import set_style_property
from .wrapped_label import WrappedLabel


class CheckedField(QWidget):
    """Holds an input and shows its problem in place; nothing is shown while all is well."""

    def __init__(self, field: QLineEdit | QComboBox, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self._label = WrappedLabel()
        self._label.setObjectName(f"{field.objectName()}Problem")
        self._label.setProperty("role", "problem")
        self._label.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(field)
        column.addWidget(self._label)
        self.setFocusProxy(field)

    @property
    def problem(self) -> str:
        """What is wrong; empty while all is well."""
        return self._label.text()

    def set_problem(self, text: str) -> None:
        """Say what is wrong with the content, or with an empty text that all is well."""
        if text == self.problem:
            return
        self._label.say(text)
        self._label.setVisible(bool(text))
        self.field.setAccessibleDescription(text)
        set_style_property(self.field, "invalid", bool(text))
