"""A small window with one long text, to be read and copied."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from ..models.visible_text import visible_controls
from .theme import Theme

_SIZE = (640, 360)


class TextWindow(QDialog):
    """Shows the whole text of a value; not modal, so that several can be compared."""

    def __init__(self, theme: Theme, title: str, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("wholeValue")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._whole = text
        self._text = QPlainTextEdit()
        self._text.setObjectName("wholeValueText")
        self._text.setReadOnly(True)
        self._text.setAccessibleName(title)
        self._text.setFont(theme.mono_font())
        self._text.setPlainText(visible_controls(text))
        self._wrap = QCheckBox(self.tr("Wrap lines"))
        self._wrap.setChecked(True)
        self._wrap.toggled.connect(self._on_wrap_toggled)
        count = QLabel(self.tr("{0} characters").format(f"{len(text):,}"))
        count.setProperty("role", "small")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton(self.tr("Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(self._on_copy_clicked)
        buttons.rejected.connect(self.reject)
        below = QHBoxLayout()
        below.addWidget(self._wrap)
        below.addWidget(count, 1)
        below.addWidget(buttons)
        column = QVBoxLayout(self)
        column.addWidget(self._text, 1)
        column.addLayout(below)
        self.resize(theme.px(_SIZE[0]), theme.px(_SIZE[1]))

    def _on_wrap_toggled(self, wraps: bool) -> None:
        mode = QPlainTextEdit.LineWrapMode
        self._text.setLineWrapMode(mode.WidgetWidth if wraps else mode.NoWrap)

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self._whole)
