"""The list of completions below a field; the field keeps the keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QListView

from ..protocol.values import CompletionItem

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_MOST_ROWS = 9
_WIDTHS = (140, 420)


class _ItemsModel(QAbstractListModel):
    """One completion a row: its label, and what kind of thing it is."""

    def __init__(self) -> None:
        super().__init__()
        self.items: list[CompletionItem] = []

    def set_items(self, items: Sequence[CompletionItem]) -> None:
        self.beginResetModel()
        self.items = list(items)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        item = self.items[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return item.label
        return item.type if role == Qt.ItemDataRole.ToolTipRole else None


class CompletionPopup(QListView):
    """Shows completions at a place of a line edit; it never takes the focus.

    Signals:
        chosen(CompletionItem): one was clicked.
    """

    chosen = Signal(object)

    def __init__(self, field: QLineEdit) -> None:
        super().__init__(field)
        self._field = field
        self._model = _ItemsModel()
        # A tooltip's window is never activated, so what is typed goes on reaching the field.
        self.setWindowFlags(Qt.WindowType.ToolTip)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setObjectName("completionPopup")
        self.setAccessibleName(self.tr("Completions"))
        self.setProperty("role", "popup")
        self.setModel(self._model)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._on_clicked)

    def offer(self, items: Sequence[CompletionItem], back: int) -> None:
        """Show these, their left end `back` characters before the cursor; none selected."""
        self._model.set_items(items)
        self.setFont(self._field.font())
        rows = min(len(items), _MOST_ROWS)
        height = self.sizeHintForRow(0) * rows + 2 * self.frameWidth() + 2
        widest = self.sizeHintForColumn(0) + self.verticalScrollBar().sizeHint().width() + 8
        width = max(_WIDTHS[0], min(widest, _WIDTHS[1]))
        self.resize(width, height)
        self.move(self._place(width, height, back))
        self.show()

    def item(self) -> CompletionItem | None:
        """Return the selected completion."""
        row = self.currentIndex().row()
        return self._model.items[row] if row >= 0 else None

    def items(self) -> list[CompletionItem]:
        """Return all that are shown."""
        return self._model.items

    def first(self) -> CompletionItem:
        """Return the best completion."""
        return self._model.items[0]

    def go(self, rows: int) -> CompletionItem | None:
        """Move the selection; from none it enters at the end that is nearer."""
        count, row = len(self._model.items), self.currentIndex().row()
        if row < 0:
            row = 0 if rows > 0 else count - 1
        else:
            row = max(0, min(count - 1, row + rows)) if abs(rows) > 1 else (row + rows) % count
        self.setCurrentIndex(self._model.index(row))
        return self.item()

    def _place(self, width: int, height: int, back: int) -> QPoint:
        """Below the field where there is room, else above it."""
        field = self._field
        left = field.cursorRect().center().x() - field.fontMetrics().horizontalAdvance("m" * back)
        below = field.mapToGlobal(QPoint(max(0, left), field.height()))
        screen = field.screen().availableGeometry()
        if below.y() + height > screen.bottom():
            below.setY(field.mapToGlobal(QPoint(0, 0)).y() - height)
        below.setX(max(screen.left(), min(below.x(), screen.right() - width)))
        return below

    def _on_clicked(self, index: QModelIndex) -> None:
        self.chosen.emit(self._model.items[index.row()])
