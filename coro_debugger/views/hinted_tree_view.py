"""A tree view that says what belongs there while it is empty, and fetches more as it scrolls."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAction,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QWidget

from .column_shares import ColumnShares
from .theme import Theme

_FINE = 1000
"""Design pixels; large, so that the ratio of two zooms is exact enough."""
_LEAST_ROWS, _ROW = 2, 24


class HintedTreeView(QTreeView):
    """The base of the lists and trees of all panels: rows of one height, selected as a whole.

    Its actions are its context menu, by the mouse and by the Menu key; copying the row is one.

    Signals:
        enter_pressed(QModelIndex): Enter, and not a click, on a row.
        room_changed(): there is more or less room for rows and columns.
    """

    enter_pressed = Signal(QModelIndex)
    room_changed = Signal()

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._hint = ""
        self.setObjectName(name)
        self.setUniformRowHeights(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        header = self.header()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumSectionSize(theme.px(12))
        self._unit = theme.px(_FINE)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.copy_action = self._make_copy_action()
        theme.changed.connect(self._on_theme_changed)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.expanded.connect(self._on_scrolled)

    def px(self, length: float) -> int:
        """Convert design pixels to those that the columns are measured with.

        While the zoom changes that is the former one: they are scaled after all else.
        """
        return round(length * self._unit / _FINE)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Qt: two rows, where Qt would want room for all parts of a scroll bar."""
        least = super().minimumSizeHint()
        header = self.header()
        rows = 0 if header.isHidden() else header.sizeHint().height()
        rows += _LEAST_ROWS * self._theme.px(_ROW)
        return QSize(least.width(), min(least.height(), rows))

    def set_hint(self, text: str) -> None:
        """Choose what is said while there are no rows."""
        if text != self._hint:
            self._hint = text
            self._describe()
            if self._is_empty():
                self.viewport().update()

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Qt: show a model."""
        super().setModel(model)
        if model is not None:
            for changed in (model.rowsInserted, model.rowsRemoved, model.modelReset):
                changed.connect(self._describe)
            self._describe()

    def _describe(self) -> None:
        """Let a screen reader read the hint, but only while it is shown."""
        words = self._hint if self._is_empty() else ""
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)

    def set_widths(self, *widths: int, stretch: int | None = None) -> None:
        """Give columns their widths in design pixels; `stretch` takes what is left."""
        header = self.header()
        header.setStretchLastSection(False)
        for column, width in enumerate(widths):
            header.resizeSection(column, self._theme.px(width))
        if stretch is not None:
            header.setSectionResizeMode(stretch, QHeaderView.ResizeMode.Stretch)
            self.room_changed.connect(ColumnShares(self._theme, self, widths).share)

    def selectionChanged(  # noqa: N802
        self, selected: QItemSelection, deselected: QItemSelection
    ) -> None:
        """Qt: a screen reader selects a cell; what is selected is to be the current row as well."""
        super().selectionChanged(selected, deselected)
        chosen = selected.indexes()
        current = self.currentIndex()
        if chosen and (chosen[0].row(), chosen[0].parent()) != (current.row(), current.parent()):
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(chosen[0], flags.ClearAndSelect | flags.Rows)

    def _make_copy_action(self) -> QAction:
        action = QAction(self.tr("Copy row"), self)
        action.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(self.copy_row)
        self.addAction(action)
        return action

    def offer(self, actions: Sequence[QAction]) -> None:
        """Put actions into the context menu, above those that are there."""
        separator = QAction(self)
        separator.setSeparator(True)
        self.insertActions(self.actions()[0], [*actions, separator])

    def copy_row(self) -> None:
        """Put the texts of the current row into the clipboard, with tabs between them."""
        index, header = self.currentIndex(), self.header()
        columns = [header.logicalIndex(place) for place in range(header.count())]
        shown = [column for column in columns if not header.isSectionHidden(column)]
        texts = [str(index.siblingAtColumn(column).data() or "") for column in shown]
        if index.isValid():
            QGuiApplication.clipboard().setText("\t".join(texts).strip("\t"))

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: only now the style is there, which has a say in how high each row is."""
        super().showEvent(event)
        if not self.uniformRowHeights():
            self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter does what the row is there for."""
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.enter_pressed.emit(self.currentIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: its size, or that of what is beside the rows, is another."""
        super().resizeEvent(event)
        self.room_changed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: draw the rows, or the hint where there are none."""
        super().paintEvent(event)
        if not self._hint or not self._is_empty():
            return
        margin = self._theme.px(12)
        area = self.viewport().rect().adjusted(margin, margin, -margin, -margin)
        painter = QPainter(self.viewport())
        painter.setPen(self._theme.tokens.text_muted)
        painter.drawText(
            QRect(area), Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap, self._hint
        )
        painter.end()

    def _is_empty(self) -> bool:
        model = self.model()
        return not (model and model.rowCount(self.rootIndex()))

    def _on_theme_changed(self) -> None:
        """Let the columns grow with the text."""
        before, self._unit = self._unit, self._theme.px(_FINE)
        header = self.header()
        self.setIndentation(round(self.indentation() * self._unit / before))
        for column in range(header.count()):
            if header.sectionResizeMode(column) is QHeaderView.ResizeMode.Interactive:
                header.resizeSection(
                    column, round(header.sectionSize(column) * self._unit / before)
                )

    def _on_scrolled(self) -> None:
        """Fetch more children of whatever ends within sight; Qt does it for the top level only."""
        model = self.model()
        index = self.indexAt(self.viewport().rect().bottomLeft())
        if not index.isValid():
            index = self._last_row()
        while index.isValid():
            parent = index.parent()
            is_last = index.row() == model.rowCount(parent) - 1
            if is_last and model.canFetchMore(parent):
                model.fetchMore(parent)
            index = parent

    def _last_row(self) -> QModelIndex:
        model = self.model()
        index = self.rootIndex()
        while (rows := model.rowCount(index)) and (not index.isValid() or self.isExpanded(index)):
            index = model.index(rows - 1, 0, index)
        return index
