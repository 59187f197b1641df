"""The byte code of a frame; its selection and that of the source follow each other."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Signal
from PySide6.QtWidgets import QAbstractItemView, QWidget

from ..models.bytecode_model import BytecodeColumn, BytecodeModel
from .hinted_tree_view import HintedTreeView
from .instruction_delegate import InstructionDelegate
from .source_marks import SourceSpan
from .theme import Theme

_Flag = QItemSelectionModel.SelectionFlag


class BytecodeView(HintedTreeView):
    """Shows a `BytecodeModel`.

    Signals:
        pointed_at(DisassembledInstruction): the user went to an instruction.
    """

    pointed_at = Signal(object)

    def __init__(self, theme: Theme, model: BytecodeModel, parent: QWidget | None = None) -> None:
        super().__init__(theme, "bytecodeView", parent)
        self._bytecode = model
        self._is_following = False
        self.setAccessibleName(self.tr("Bytecode"))
        self.setModel(model)
        self.setRootIsDecorated(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setItemDelegate(InstructionDelegate(theme, self))
        self.set_widths(26, 48, 150, 110, 40, stretch=BytecodeColumn.ARGUMENT)
        self.selectionModel().currentRowChanged.connect(self._on_current_changed)
        self.clicked.connect(self._on_current_changed)

    def reveal_current(self) -> None:
        """Bring the instruction that the frame is at into sight."""
        row = self._bytecode.current_row()
        if row is not None:
            index = self._bytecode.index(row, 0)
            self.scrollTo(index, HintedTreeView.ScrollHint.PositionAtCenter)

    def follow(self, span: SourceSpan) -> None:
        """Select the instructions of what is selected in the source, or around the cursor."""
        rows = self._bytecode.rows_of_span(span.line, span.column, span.end_line, span.end_column)
        if not rows or self.hasFocus():
            return
        selection = QItemSelection()
        for row in rows:
            index = self._bytecode.index(row, 0)
            selection.select(index, index)
        self._is_following = True
        try:
            model = self.selectionModel()
            model.setCurrentIndex(self._bytecode.index(rows[0], 0), _Flag.NoUpdate)
            model.select(selection, _Flag.ClearAndSelect | _Flag.Rows)
        finally:
            self._is_following = False

    def _on_current_changed(self, current: QModelIndex) -> None:
        row = self._bytecode.row_at(current)
        if row is not None and not self._is_following and self.hasFocus():
            self.pointed_at.emit(row)
