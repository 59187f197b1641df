"""A button that Enter presses as well, wherever it stands."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget


class PushButton(QPushButton):
    """Outside dialogs Qt has Space press a button, and Enter do nothing."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAutoDefault(True)
