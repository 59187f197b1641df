"""A narrow column of buttons at the edge of a panel that has little height."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QToolButton, QVBoxLayout, QWidget

from .diagram_zoom import DiagramZoom
from .icons import Icons


class ToolColumn(QWidget):
    """Buttons one below the other, each with an icon, a tool tip and a name."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self.setProperty("role", "column")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(3, 4, 3, 4)
        self._column.setSpacing(1)
        self._column.addStretch(1)

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
        self._column.insertWidget(self._column.count() - 1, button)
        return button


def _zooming(zoom: DiagramZoom, steps: int) -> Callable[[], None]:
    return lambda: zoom.by(steps)
