"""Changes values, and shows whole ones, for the trees of locals and watches."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject

from ..models.edit_words import why_fixed
from ..models.value_node import ValueEdited, ValueNode
from ..protocol.commands import (
    EvaluateArguments,
    EvaluateBody,
    SetVariableArguments,
    SetVariableBody,
    VariablesArguments,
    VariablesBody,
)
from ..protocol.events import Process
from ..protocol.values import LONGEST_VALUE
from ..session.debug_session import DebugSession
from .frame_state_panel import FrameTab
from .inspection_presenter import InspectionPresenter
from .main_window import MainWindow
from .session_words import answer_words
from .source_presenter import SourcePresenter
from .text_window import TextWindow
from .value_panel import ValuePanel


class ValuePresenter(QObject):
    """Sends what was typed, and brings refusals to the row that they are about."""

    def __init__(
        self,
        window: MainWindow,
        session: DebugSession,
        source: SourcePresenter,
        inspection: InspectionPresenter,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._source = source
        self._inspection = inspection
        self._python = ""
        session.launched.connect(self._on_launched)
        frame = window.frame
        for panel in (frame.locals_panel, frame.watches):
            self._serve(panel)
        frame.locals_view.watch_wanted.connect(self.watch)

    def watch(self, expression: str) -> None:
        """Add an expression to the watches, and show them."""
        if expression.strip():
            frame = self._window.frame
            frame.tabs.setCurrentIndex(FrameTab.WATCHES)
            frame.watches.add(expression)

    def _serve(self, panel: ValuePanel) -> None:
        model, view = panel.model, panel.view
        model.value_edited.connect(lambda edit: self._on_value_edited(panel, edit))
        view.edit_refused.connect(lambda node: self._on_edit_refused(panel, node))
        view.whole_value_wanted.connect(lambda index: self._on_whole_value_wanted(panel, index))

    def _on_launched(self, process: Process) -> None:
        self._python = process.python or ""

    def _on_value_edited(self, panel: ValuePanel, edit: ValueEdited) -> None:
        def on_body(_: SetVariableBody) -> None:
            self._inspection.refresh_frame()

        def on_error(why: str) -> None:
            panel.model.set_problem(edit.key, answer_words(why))

        arguments = SetVariableArguments(edit.reference, edit.name, edit.expression)
        self._session.request(arguments, on_body, on_error)

    def _on_edit_refused(self, panel: ValuePanel, node: ValueNode) -> None:
        is_live = self._session.state.is_stopped
        panel.model.set_problem(node.key, why_fixed(node, self._python, is_live))

    def _on_whole_value_wanted(self, panel: ValuePanel, index: QModelIndex) -> None:
        node = panel.view.node(index)
        if node is None or node.variable is None:
            return
        known, name = node.variable.value, node.variable.evaluate_name or node.name

        def on_text(text: str) -> None:
            TextWindow(self._window.theme, name, text, self._window).show()

        def on_error(_: str) -> None:
            on_text(known)  # the program has gone on: what is known is all there is

        parent = node.parent.reference if node.parent else 0
        if parent:

            def on_child(body: VariablesBody) -> None:
                on_text(next((v.value for v in body.variables), known))

            self._session.request(
                VariablesArguments(parent, start=node.row, count=1, text_limit=LONGEST_VALUE),
                on_child,
                on_error,
            )
            return

        def on_value(body: EvaluateBody) -> None:
            on_text(body.result)

        frame = self._source.frame
        arguments = EvaluateArguments(node.name, frame.id if frame else None, "clipboard")
        self._session.request(arguments, on_value, on_error)
