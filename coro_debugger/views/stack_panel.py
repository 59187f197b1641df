"""The threads and frames of a stop."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ..models.stack_model import StackColumn, StackModel
from .cell_delegate import Index
from .hinted_tree_view import HintedTreeView
from .theme import Theme


class _FrameDelegate(QStyledItemDelegate):
    """Frames of libraries, and places, are muted."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802
        super().initStyleOption(option, index)
        is_subtle = bool(index.sibling(index.row(), 0).data(StackModel.Role.IS_SUBTLE))
        if is_subtle or index.column() == StackColumn.PLACE:
            for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
                option.palette.setColor(role, self._theme.tokens.text_muted)


class StackPanel(QWidget):
    """Selecting a frame shows its source and its variables.

    Signals:
        frame_chosen(int): the user selected the frame with this id.
    """

    frame_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = StackModel(self)
        self.view = HintedTreeView(theme, "stackView")
        self.view.setAccessibleName(self.tr("Threads and frames"))
        self.view.setModel(self.model)
        self.view.setHeaderHidden(True)
        self.view.setIndentation(theme.px(14))
        self.view.setItemDelegate(_FrameDelegate(theme, self.view))
        self.view.set_widths(180, 120, stretch=StackColumn.FUNCTION)
        resize = QHeaderView.ResizeMode.ResizeToContents
        self.view.header().setSectionResizeMode(StackColumn.PLACE, resize)
        self.view.selectionModel().currentRowChanged.connect(self._on_current_changed)
        self._following = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)

    def follow_frame(self, frame_id: int) -> None:
        """Select a frame without taking it for the user's choice; none if it is not listed."""
        index = self.model.index_of_frame(frame_id)
        self._following = True
        try:
            self.view.setCurrentIndex(index)
        finally:
            self._following = False

    def open_thread(self, thread_id: int) -> None:
        """Show the frames of a thread."""
        index = self.model.index_of_thread(thread_id)
        if index.isValid():
            self.view.expand(index)

    def _on_current_changed(self, current: QModelIndex) -> None:
        frame = self.model.frame_at(current)
        if frame is not None and not self._following:
            self.frame_chosen.emit(frame.id)
