"""What is shown while no script is open: open one, a recent one, an example."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ..models.visible_text import file_name, visible_name
from .focus_order import put_after
from .push_button import PushButton
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
        page = QWidget()
        page.setProperty("role", "panel")
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._recent = QVBoxLayout()
        self._examples = QVBoxLayout()
        title = QLabel(self.tr("See what coroutines do"))
        title.setProperty("role", "title")
        self._open = open_button = PushButton(self.tr("Open a script…"))
        open_button.setObjectName("startOpenButton")
        open_button.setProperty("role", "primary")
        self.setFocusProxy(open_button)
        open_button.clicked.connect(open_action.trigger)
        hint = QLabel(self.tr("or drop a .py file anywhere on this window"))
        hint.setProperty("role", "muted")
        column = QVBoxLayout(page)
        column.setContentsMargins(theme.px(48), theme.px(36), theme.px(24), theme.px(24))
        column.setSpacing(theme.px(8))
        column.addWidget(title)
        column.addWidget(open_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(hint)
        for words, links in (
            (self.tr("Recent scripts"), self._recent),
            (self.tr("Examples, in the order to read them"), self._examples),
        ):
            column.addSpacing(theme.px(12))
            column.addWidget(self._heading(words))
            links.setSpacing(0)
            column.addLayout(links)
        column.addStretch(1)
        self.setWidget(page)
        self.set_recent([])

    def set_recent(self, paths: Sequence[str]) -> None:
        """List the recent scripts."""
        _empty(self._recent)
        for path in paths[:_MOST_RECENT]:
            self._recent.addWidget(self._link(path, file_name(path)))
        if not paths:
            none = QLabel(self.tr("Scripts you open are listed here."))
            none.setProperty("role", "muted")
            self._recent.addWidget(none)
        self._order()

    def _order(self) -> None:
        """Tab goes down the page, whatever was made when."""
        items = [lo.itemAt(i) for lo in (self._recent, self._examples) for i in range(lo.count())]
        widgets = [item.widget() for item in items if item is not None]
        put_after(self._open, [w for w in widgets if isinstance(w, QPushButton)])

    def set_examples(self, examples: Sequence[tuple[str, str]]) -> None:
        """List the examples: (path, title)."""
        _empty(self._examples)
        for path, title in examples:
            self._examples.addWidget(self._link(path, title))
        self._order()

    def _heading(self, text: str) -> QLabel:
        label = QLabel(text)
        label.setProperty("role", "heading")
        return label

    def _link(self, path: str, text: str) -> QPushButton:
        link = PushButton(text.replace("&", "&&"))
        link.setProperty("role", "link")
        link.setToolTip(visible_name(path))
        link.setCursor(Qt.CursorShape.PointingHandCursor)
        link.clicked.connect(lambda: self.script_wanted.emit(path))
        return link


def _empty(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
