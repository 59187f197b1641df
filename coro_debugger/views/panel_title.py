"""The title of a docked panel: a heading at the left, a side remark at the right."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from .action_connections import ActionConnections
from .elided_label import ElidedLabel
from .focus_order import put_after
from .theme import Theme

_ICON = 16
"""Design pixels of the side of a button's icon."""
_UNBOUND = (1 << 24) - 1
"""Qt's own largest height of a widget."""


class PanelTitle(QWidget):
    """Takes the place of a dock's own title bar; the dock is still moved by it."""

    def __init__(
        self, theme: Theme, title: str, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._is_bare = False
        self._theme = theme
        self._buttons: list[QToolButton] = []
        theme.changed.connect(self._on_theme_changed)
        self.setProperty("role", "strip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = QLabel(title)
        self._title.setProperty("role", "heading")
        self._side = ElidedLabel()
        self._side.setObjectName(f"{name}Side")
        self._side.setProperty("role", "small")
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(theme.px(10), theme.px(6), theme.px(10), theme.px(6))
        self._layout.addWidget(self._title)
        self._layout.addWidget(self._side, 1)

    def add_action(self, action: QAction) -> None:
        """Put a small button for an action at the right end."""
        button = QToolButton()
        button.setDefaultAction(action)
        ActionConnections(button, action)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        button.setAccessibleName(action.iconText())
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setProperty("role", "small")
        self._buttons.append(button)
        self._on_theme_changed()
        self._layout.addWidget(button)
        put_after(self._side, [button])
        margins = self._layout.contentsMargins()
        self._layout.setContentsMargins(margins.left(), 0, margins.top(), 0)

    def _on_theme_changed(self) -> None:
        side = self._theme.px(_ICON)
        for button in self._buttons:
            button.setIconSize(QSize(side, side))

    def set_bare(self, is_bare: bool) -> None:
        """Take no room: a tab says already what would stand here."""
        self._is_bare = is_bare
        self.setMaximumHeight(0 if is_bare else _UNBOUND)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Qt: nothing at all while it is bare."""
        return QSize(0, 0) if self._is_bare else super().sizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Qt: nothing at all while it is bare."""
        return QSize(0, 0) if self._is_bare else super().minimumSizeHint()

    def set_side(self, text: str) -> None:
        """Show a remark at the right."""
        self._side.setText(text)
        self._side.setToolTip(text)
