"""What is shown while no script is open: open one, a recent one, an example."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from .theme import Theme

_MOST_RECENT = 8


class StartPage(QScrollArea):
    """Three ways to begin.

    Signals:
        script_wanted(str): a recent script or an example was chosen.
    """

    script_wanted = Signal(str)

    def __init__(self, theme: Theme, open_action: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("startPage")
        self.setAccessibleName(self.tr("Start"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._theme = theme
        page = QWidget()
        page.setProperty("role", "panel")
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._recent = QVBoxLayout()
        self._examples = QVBoxLayout()
        self._title = QLabel(self.tr("See what coroutines do"))
        open_button = QPushButton(self.tr("Open a script…"))
        open_button.setObjectName("startOpenButton")
        open_button.setProperty("role", "primary")
        open_button.clicked.connect(open_action.trigger)
        hint = QLabel(self.tr("or drop a .py file anywhere on this window"))
        hint.setProperty("role", "muted")
        grid = QGridLayout(page)
        grid.setContentsMargins(theme.px(48), theme.px(40), theme.px(48), theme.px(24))
        grid.setHorizontalSpacing(theme.px(48))
        grid.setVerticalSpacing(theme.px(10))
        grid.addWidget(self._title, 0, 0, 1, 2)
        grid.addWidget(open_button, 1, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(hint, 2, 0, 1, 2)
        grid.setRowMinimumHeight(3, theme.px(14))
        grid.addWidget(self._heading(self.tr("Recent scripts")), 4, 0)
        grid.addWidget(self._heading(self.tr("Examples, in the order to read them")), 4, 1)
        grid.addLayout(self._recent, 5, 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(self._examples, 5, 1, Qt.AlignmentFlag.AlignTop)
        grid.setRowStretch(6, 1)
        grid.setColumnStretch(2, 1)
        self.setWidget(page)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self.set_recent([])

    def set_recent(self, paths: Sequence[str]) -> None:
        """List the recent scripts."""
        _empty(self._recent)
        for path in paths[:_MOST_RECENT]:
            self._recent.addWidget(self._link(path, Path(path).name))
        if not paths:
            none = QLabel(self.tr("Scripts you open are listed here."))
            none.setProperty("role", "muted")
            self._recent.addWidget(none)

    def set_examples(self, examples: Sequence[tuple[str, str]]) -> None:
        """List the examples: (path, title)."""
        _empty(self._examples)
        for path, title in examples:
            self._examples.addWidget(self._link(path, title))

    def _heading(self, text: str) -> QLabel:
        label = QLabel(text)
        label.setProperty("role", "heading")
        return label

    def _link(self, path: str, text: str) -> QPushButton:
        link = QPushButton(text.replace("&", "&&"))
        link.setProperty("role", "link")
        link.setToolTip(path)
        link.setCursor(Qt.CursorShape.PointingHandCursor)
        link.clicked.connect(lambda: self.script_wanted.emit(path))
        return link

    def _on_theme_changed(self) -> None:
        font = self._theme.ui_font()
        font.setPointSizeF(font.pointSizeF() * 1.7)
        font.setBold(True)
        self._title.setFont(font)


def _empty(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
