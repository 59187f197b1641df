"""The menu that saves a diagram as a picture."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget


class ExportMenu(QMenu):
    """Two kinds of file.

    Signals:
        chosen(str): svg or png.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Kind of file"))
        for text, ending in (
            (self.tr("Save as &SVG…"), "svg"),
            (self.tr("Save as &PNG…"), "png"),
        ):
            action = self.addAction(text)
            action.setData(ending)
        self.triggered.connect(lambda action: self.chosen.emit(action.data()))
