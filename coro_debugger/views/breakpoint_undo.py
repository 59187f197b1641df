"""Takes back what the user did to the breakpoints, and does it again."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QUndoCommand, QUndoStack

from ..models.breakpoint_values import BreakpointsChange
from ..models.breakpoints_model import BreakpointsModel
from .actions import Actions, Need

_MOST = 100


class _Change(QUndoCommand):
    """One change; it has happened already when it is put on the stack."""

    def __init__(self, model: BreakpointsModel, change: BreakpointsChange) -> None:
        super().__init__(change.words)
        self._model = model
        self._change = change
        self._has_happened = True

    def undo(self) -> None:
        """Qt: take it back."""
        self._has_happened = False
        self._model.restore(self._change.before)

    def redo(self) -> None:
        """Qt: do it again; called when it is pushed, too."""
        if not self._has_happened:
            self._model.restore(self._change.after)
        self._has_happened = True


class BreakpointUndo(QObject):
    """Keeps Undo and Redo of the Edit menu true; another script begins with an empty stack."""

    def __init__(self, model: BreakpointsModel, actions: Actions, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._actions = actions
        self.stack = QUndoStack(self)
        self.stack.setUndoLimit(_MOST)
        self.stack.indexChanged.connect(self._on_stack_changed)
        model.changed_by_hand.connect(self._on_changed_by_hand)
        model.loaded.connect(self.stack.clear)
        actions["actionUndo"].triggered.connect(self._on_undo)
        actions["actionRedo"].triggered.connect(self._on_redo)

    def _on_changed_by_hand(self, change: BreakpointsChange) -> None:
        self.stack.push(_Change(self._model, change))

    def _on_undo(self) -> None:
        # A step that was all about a run that is over changes nothing: the one before it is meant.
        before = self._model.wishes()
        while self.stack.canUndo() and self._model.wishes() == before:
            self.stack.undo()

    def _on_redo(self) -> None:
        before = self._model.wishes()
        while self.stack.canRedo() and self._model.wishes() == before:
            self.stack.redo()

    def _on_stack_changed(self) -> None:
        stack = self.stack
        for name, need, text, words in (
            ("actionUndo", Need.UNDO, "&Undo", stack.undoText()),
            ("actionRedo", Need.REDO, "&Redo", stack.redoText()),
        ):
            there = stack.canUndo() if need is Need.UNDO else stack.canRedo()
            self._actions.set_there(need, there)
            self._actions[name].setText(f"{_tr(text)} {words}".strip())


def _tr(text: str) -> str:
    return QCoreApplication.translate("Actions", text)
