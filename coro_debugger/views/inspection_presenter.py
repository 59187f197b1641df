"""Fills the panels with what the inspector found, and asks it for what they want."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import QModelIndex, QObject

from ..models.coroutine_columns import CoroutinesOrdered
from ..models.coroutine_model import CoroutineModel
from ..models.coroutine_rows import CoroutinesWanted
from ..models.object_model import facts
from ..models.value_node import ChildrenWanted
from ..protocol.commands import (
    CoroutinesBody,
    ThreadsBody,
)
from ..protocol.coroutines import Coroutine, CoroutineCounts, CoroutineState, Site
from ..protocol.values import StackFrame
from ..session.debug_session import DebugSession
from ..session.inspector import Inspector
from ..session.state import SessionState
from ..session.values import (
    CoroutinesPage,
    DriveResult,
    FrameView,
    ScopesView,
    StackView,
    VariablesView,
)
from .actions import Need
from .coroutine_panel import CoroutineQuery
from .drive_rules import why_not_now
from .main_window import MainWindow
from .source_presenter import SourcePresenter


class InspectionPresenter(QObject):
    """Knows which frame and which coroutine are shown."""

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
        self._inspector = inspector
        self._source = source
        self._frame: StackFrame | None = None
        self._awaits_frame = False
        self._locals_reference = 0
        self._coroutine: Coroutine | None = None
        self._connect_inspector()
        self._connect_window()

    def _connect_inspector(self) -> None:
        inspector, session = self._inspector, self._session
        inspector.coroutines_received.connect(self._on_coroutines_received)
        inspector.coroutines_page_received.connect(self._on_coroutines_page_received)
        inspector.coroutine_selected.connect(self._on_coroutine_selected)
        inspector.threads_received.connect(self._on_threads_received)
        inspector.stack_received.connect(self._on_stack_received)
        inspector.other_stack_received.connect(self._on_other_stack_received)
        inspector.frame_selected.connect(self._on_frame_selected)
        inspector.scopes_received.connect(self._on_scopes_received)
        inspector.variables_received.connect(self._on_variables_received)
        session.stopped.connect(self._on_stopped)
        session.drive_finished.connect(self._on_drive_finished)
        session.resumed.connect(self._on_resumed)
        session.state_changed.connect(self._on_state_changed)
        session.launched.connect(self._on_launched)
        self._on_state_changed(session.state)

    def _connect_window(self) -> None:
        window, inspector = self._window, self._inspector
        window.coroutines.coroutine_chosen.connect(self._on_coroutine_chosen)
        window.coroutines.view.clicked.connect(self._on_row_clicked)
        window.coroutines.query_changed.connect(self._on_query_changed)
        window.coroutines.rows_seen.connect(self._on_rows_seen)
        window.coroutine_model.rows_wanted.connect(self._on_rows_wanted)
        window.coroutine_model.order_wanted.connect(self._on_order_wanted)
        window.stack.frame_chosen.connect(inspector.select_frame)
        window.stack.model.stack_wanted.connect(inspector.want_stack)
        window.frame.coroutine_opened.connect(inspector.select_coroutine)
        window.frame.place_opened.connect(self._on_place_opened)
        window.frame.locals.children_wanted.connect(self._on_children_wanted)

    @property
    def coroutine(self) -> Coroutine | None:
        """The selected coroutine."""
        return self._coroutine

    @property
    def awaits_frame(self) -> bool:
        """Whether a drive has just ended, so that the frame that will be shown is still to come."""
        return self._awaits_frame

    def refresh_frame(self) -> None:
        """Ask again for the values that are shown: an expression may have changed them."""
        if self._frame is not None:
            self._inspector.select_frame(self._frame.id)

    # --- coroutines

    def _on_coroutine_chosen(self, coroutine_id: int) -> None:
        self._frame = None
        self._inspector.select_coroutine(coroutine_id)

    def _on_row_clicked(self, index: QModelIndex) -> None:
        """Come back to the selected coroutine from a frame of the stack: its row is no other."""
        coroutine_id = index.data(CoroutineModel.Role.ID)
        is_elsewhere = self._frame is not None and self._frame.coroutine_id != coroutine_id
        if is_elsewhere and coroutine_id == self._inspector.selected_id:
            self._inspector.select_coroutine(coroutine_id)

    def _on_query_changed(self, query: CoroutineQuery) -> None:
        self._inspector.filter_coroutines(
            query.filter, query.include_finished, query.include_library
        )

    def _on_order_wanted(self, order: CoroutinesOrdered) -> None:
        self._inspector.order_coroutines(order.by, order.descending)

    def _on_rows_seen(self, seen: CoroutinesWanted) -> None:
        self._inspector.see_coroutines(seen.start, seen.count)

    def _on_rows_wanted(self, wanted: CoroutinesWanted) -> None:
        self._inspector.want_coroutines(wanted.start, wanted.count)

    def _on_coroutines_received(self, body: CoroutinesBody) -> None:
        self._window.coroutines.set_page(0, body)
        self._show_names()

    def _on_coroutines_page_received(self, page: CoroutinesPage) -> None:
        self._window.coroutines.set_page(page.start, page.body)
        self._show_names()

    def _show_names(self) -> None:
        """Show what coroutines are called wherever they are mentioned."""
        self._window.stack.model.set_coroutines(self._window.coroutine_model.known().values())
        self._show_facts()

    def _on_coroutine_selected(self, coroutine: Coroutine | None) -> None:
        self._coroutine = coroutine
        window = self._window
        window.coroutines.set_selected(coroutine.id if coroutine else None)
        window.drive.set_coroutine(coroutine)
        is_alive = coroutine is not None and coroutine.state is not CoroutineState.FINISHED
        window.actions_.set_there(Need.COROUTINE, coroutine is not None)
        window.actions_.set_there(Need.ALIVE, is_alive)
        self._show_facts()

    def _show_facts(self) -> None:
        coroutine, known = self._coroutine, self._window.coroutine_model.known()
        self._window.frame.object.set_rows(facts(coroutine, known) if coroutine else [])

    # --- stack and frame

    def _on_threads_received(self, body: ThreadsBody) -> None:
        self._window.stack.model.set_threads(body.threads)

    def _on_stack_received(self, stack: StackView) -> None:
        self._window.stack.set_stack(stack.thread_id, stack.frames)
        self._window.stack.open_thread(stack.thread_id)
        if self._frame is not None:
            self._window.stack.follow_frame(self._frame.id)

    def _on_other_stack_received(self, stack: StackView) -> None:
        self._window.stack.set_stack(stack.thread_id, stack.frames)

    def _on_frame_selected(self, view: FrameView) -> None:
        self._frame = view.frame
        self._window.stack.follow_frame(view.frame.id)

    def _on_scopes_received(self, view: ScopesView) -> None:
        self._awaits_frame = False
        self._window.frame.set_finished(not view.scopes)
        frame = self._frame
        if not view.scopes or frame is None:
            self._locals_reference = 0
            self._window.frame.locals.clear()
            return
        self._locals_reference = view.scopes[0].variables_reference
        self._window.frame.locals.set_scopes(frame_identity(frame), view.scopes)

    def _on_variables_received(self, view: VariablesView) -> None:
        self._window.frame.locals.set_children(view.reference, view.variables, view.start)
        if view.reference == self._locals_reference and view.start == 0:
            self._source.set_locals(view.variables)

    def _on_children_wanted(self, wanted: ChildrenWanted) -> None:
        self._inspector.want_children(wanted.reference, wanted.start, wanted.count)

    def _on_place_opened(self, place: Site) -> None:
        if place.source is not None and place.source.path:
            self._source.show_line(place.source.path, place.line)

    # --- the session

    def _on_launched(self, _: object) -> None:
        self._window.frame.locals.clear(history=True)

    def _on_drive_finished(self, result: DriveResult) -> None:
        self._frame = None  # its number was good until then
        self._awaits_frame = self._session.state.is_stopped
        if result.body is not None:  # else only its expression failed: nothing has moved
            self._on_stopped(result)

    def _on_stopped(self, _: object) -> None:
        self._window.frame.locals.begin_stop()
        self._window.coroutine_model.grow_stale()

    def _on_resumed(self) -> None:
        self._window.coroutine_model.grow_stale()

    def _on_state_changed(self, state: SessionState) -> None:
        window = self._window
        reason = why_not_now(state)
        window.drive.set_reason(reason)
        elsewhere = self.tr("Shown while the program stands still.") if reason else ""
        window.frame.set_hint(elsewhere)
        window.frame.locals.set_live(state.is_stopped)
        window.stack.view.set_hint(elsewhere or self.tr("No frames: nothing of the script runs."))
        window.coroutines.set_hint(
            self.tr("No coroutines yet.")
            if state.has_process
            else self.tr("The coroutines of the script appear here when it runs.")
        )
        window.coroutines.set_script_ended(state is SessionState.ENDED)
        if not state.is_stopped:
            self._show_nothing(state)

    def _show_nothing(self, state: SessionState) -> None:
        """What belongs to a stop is out of date as soon as the program moves."""
        self._frame, self._awaits_frame = None, False
        window = self._window
        if state is SessionState.DRIVING:
            return  # the stack is the same afterwards
        window.stack.model.clear()
        if state is SessionState.RUNNING:
            return  # the values stay until the next stop can be compared with them
        if not state.has_process:
            window.frame.clear()
            window.coroutines.set_page(0, CoroutinesBody([], 0, CoroutineCounts()))
            self._on_coroutine_selected(None)


def frame_identity(frame: StackFrame) -> Hashable:
    """Return what makes a frame the same one at two stops."""
    if frame.coroutine_id is not None:
        return frame.coroutine_id
    return (frame.source.path if frame.source else None, frame.name)
