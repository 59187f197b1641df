"""The threads and frames of a stop."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QVBoxLayout, QWidget

from ..models.stack_model import StackColumn, StackModel
from ..protocol.values import StackFrame
from .frame_delegate import FrameDelegate
from .hinted_tree_view import HintedTreeView
from .theme import Theme


class StackPanel(QWidget):
    """Selecting a frame shows its source and its variables; selecting a thread its top frame.

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
        self.view.setItemDelegate(FrameDelegate(theme, self.view))
        self.view.set_widths(180, 120, stretch=StackColumn.FUNCTION)
        resize = QHeaderView.ResizeMode.ResizeToContents
        self.view.header().setSectionResizeMode(StackColumn.PLACE, resize)
        self.view.selectionModel().currentRowChanged.connect(self._on_current_changed)
        self.view.clicked.connect(self._on_clicked)
        self.view.activated.connect(self._on_clicked)
        self._following = False
        self._wanted_thread: int | None = None
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

    def set_stack(self, thread_id: int, frames: Sequence[StackFrame]) -> None:
        """Show the frames of a thread; the top one is chosen if the thread itself was."""
        self.model.set_stack(thread_id, frames)
        if thread_id == self._wanted_thread:
            self._choose_top(thread_id)

    def open_thread(self, thread_id: int) -> None:
        """Show the frames of a thread."""
        index = self.model.index_of_thread(thread_id)
        if index.isValid():
            self.view.expand(index)

    def _thread_of(self, index: QModelIndex) -> int | None:
        return index.data(StackModel.Role.THREAD_ID)  # type: ignore[no-any-return]

    def _on_current_changed(self, current: QModelIndex) -> None:
        frame = self.model.frame_at(current)
        if frame is not None and not self._following:
            self._wanted_thread = None
            self.frame_chosen.emit(frame.id)

    def _on_clicked(self, index: QModelIndex) -> None:
        # Not as soon as it is current: the arrow keys go past it on the way to another thread.
        thread_id = self._thread_of(index.siblingAtColumn(0))
        if thread_id is not None:
            self._wanted_thread = thread_id
            self.view.expand(index.siblingAtColumn(0))
            self._choose_top(thread_id)

    def _choose_top(self, thread_id: int) -> None:
        """Show the innermost frame of the user's own code; the frames may be still to come."""
        frames = self.model.frames_of(thread_id)
        own = [frame for frame in frames if frame.presentation_hint != "subtle"]
        for frame in (own or frames)[:1]:
            self._wanted_thread = None
            self.frame_chosen.emit(frame.id)
