"""A narrow column of buttons at the edge of a panel; two where the panel has little height."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QMenu, QToolButton, QWidget

from .diagram_zoom import DiagramZoom
from .icons import Icons


class ToolColumn(QWidget):
    """Buttons one below the other, each with an icon, a tool tip and a name."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self.setProperty("role", "column")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._buttons: list[QToolButton] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(3, 4, 3, 4)
        self._grid.setSpacing(1)
        self._rows = 0

    def add_zoom(self, name: str, zoom: DiagramZoom) -> list[QToolButton]:
        """Add the two buttons for a diagram's own zoom; return them."""
        ctrl = QKeySequence("Ctrl+0").toString(QKeySequence.SequenceFormat.NativeText)[:-1]
        parts = (
            ("ZoomIn", "zoom-in", self.tr("Make the diagram larger ({0}wheel)"), 1),
            ("ZoomOut", "zoom-out", self.tr("Make the diagram smaller ({0}wheel)"), -1),
        )
        return [
            self.add(f"{name}{part}", icon, text.format(ctrl), _zooming(zoom, steps))
            for part, icon, text, steps in parts
        ]

    def add(
        self,
        name: str,
        icon: str,
        text: str,
        act: Callable[[], object] | None = None,
        menu: QMenu | None = None,
    ) -> QToolButton:
        """Add a button that does something or opens a menu; ``name`` is its object name."""
        button = QToolButton()
        button.setObjectName(name)
        button.setToolTip(text)
        button.setAccessibleName(text)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._icons.set_icon(button, icon)
        if act is not None:
            button.clicked.connect(lambda: act())
        if menu is not None:
            button.setMenu(menu)
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._buttons.append(button)
        self._place(len(self._buttons))
        return button

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Qt: two columns are low enough."""
        half = (len(self._buttons) + 1) // 2
        return QSize(super().minimumSizeHint().width(), self._height_of(half))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: more or fewer buttons fit below each other."""
        super().resizeEvent(event)
        count = len(self._buttons)
        self._place(count if self._height_of(count) <= self.height() else (count + 1) // 2)

    def _height_of(self, rows: int) -> int:
        margins, spacing = self._grid.contentsMargins(), self._grid.verticalSpacing()
        button = max((each.sizeHint().height() for each in self._buttons), default=0)
        return margins.top() + rows * (button + spacing) - spacing + margins.bottom()

    def _place(self, rows: int) -> None:
        if rows == self._rows:
            return
        self._grid.setRowStretch(self._rows, 0)
        self._rows = rows
        for place, button in enumerate(self._buttons):
            self._grid.addWidget(button, place % rows, place // rows)
        self._grid.setRowStretch(rows, 1)


def _zooming(zoom: DiagramZoom, steps: int) -> Callable[[], None]:
    return lambda: zoom.by(steps)
