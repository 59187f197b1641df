"""Asks for byte code while it is looked at; joins its selection with that of the source."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ..protocol.commands import DisassembleArguments, DisassembleBody
from ..protocol.coroutines import Coroutine, CoroutineState
from ..protocol.values import DisassembledInstruction, StackFrame
from ..session.debug_session import DebugSession
from ..session.inspector import Inspector
from ..session.state import SessionState
from ..session.values import FrameView, ScopesView
from .main_window import MainWindow
from .source_marks import SourceSpan
from .source_presenter import SourcePresenter
from .source_view import SourceView

_ALL_BEFORE = -1_000_000
_ALL = 2_000_000
"""Instructions: more than any function has."""


class BytecodePresenter(QObject):
    """Knows whose byte code is shown."""

    def __init__(
        self,
        window: MainWindow,
        session: DebugSession,
        inspector: Inspector,
        source: SourcePresenter,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._source = source
        self._frame: StackFrame | None = None
        self._shown: int | None = None
        self._coroutine: Coroutine | None = None
        inspector.frame_selected.connect(self._on_frame_selected)
        inspector.scopes_received.connect(self._on_scopes_received)
        inspector.coroutine_selected.connect(self._on_coroutine_selected)
        session.state_changed.connect(self._on_state_changed)
        window.frame.bytecode_wanted.connect(self._ask)
        window.frame.bytecode_view.pointed_at.connect(self._on_pointed_at)
        window.tabs.view_opened.connect(self._on_view_opened)

    def _on_frame_selected(self, view: FrameView) -> None:
        self._frame = view.frame
        self._shown = None
        if self._window.frame.shows_bytecode:
            self._ask()
        else:
            self._show_none()

    def _on_scopes_received(self, view: ScopesView) -> None:
        if not view.scopes:  # a finished coroutine: it has no code to be at
            self._frame = None
            self._show_none()

    def _on_state_changed(self, state: SessionState) -> None:
        if not state.is_stopped:
            self._frame = None
            self._shown = None
            self._show_none()

    def _on_coroutine_selected(self, coroutine: Coroutine | None) -> None:
        self._coroutine = coroutine
        self._show_yielded()

    def _show_none(self) -> None:
        self._window.frame.bytecode.set_rows([])
        self._point(None)

    def _ask(self) -> None:
        frame = self._frame
        reference = frame.instruction_pointer_reference if frame else None
        if frame is None or reference is None or frame.id == self._shown:
            return
        self._shown = frame.id

        def on_body(body: DisassembleBody) -> None:
            if self._frame is frame:
                self._window.frame.bytecode.set_rows(body.instructions)
                self._show_yielded()
                self._window.frame.bytecode_view.reveal_current()

        self._session.request(DisassembleArguments(reference, _ALL, _ALL_BEFORE), on_body)

    def _show_yielded(self) -> None:
        """Show the value that went out beside the instruction that let it out."""
        coroutine, frame = self._coroutine, self._frame
        text = None
        if coroutine is not None and frame is not None and frame.coroutine_id == coroutine.id:
            is_out = coroutine.state is CoroutineState.SUSPENDED and coroutine.last_yielded
            text = coroutine.last_yielded.value if coroutine.last_yielded and is_out else None
        self._window.frame.bytecode.set_yielded(text)

    # --- both ways

    def _view(self) -> SourceView | None:
        return self._source.view_of(self._frame.source) if self._frame else None

    def _on_pointed_at(self, instruction: DisassembledInstruction) -> None:
        view = self._view()
        if view is None or instruction.line is None:
            return
        span = SourceSpan(
            instruction.line,
            instruction.column,
            instruction.end_line,
            instruction.end_column,
        )
        self._window.tabs.bring_to_front(view)
        view.point_at(span)

    def _on_view_opened(self, view: SourceView) -> None:
        view.cursorPositionChanged.connect(lambda: self._follow(view))
        view.selectionChanged.connect(lambda: self._follow(view))

    def _follow(self, view: SourceView) -> None:
        if view is self._view():
            view.point_at(None)
            self._window.frame.bytecode_view.follow(view.cursor_span())

    def _point(self, span: SourceSpan | None) -> None:
        for view in self._window.tabs.views().values():
            view.point_at(span)
