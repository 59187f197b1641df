"""Asks, after every stop and drive, for what the window shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from coro_debugger.protocol.commands import (
    Arguments,
    CoroutinesArguments,
    CoroutinesBody,
    ScopesArguments,
    ScopesBody,
    StackTraceArguments,
    StackTraceBody,
    ThreadsArguments,
    VariablesArguments,
    VariablesBody,
)
from coro_debugger.protocol.coroutines import Coroutine, CoroutineOrder, CoroutineState
from coro_debugger.protocol.events import Stopped, StopReason
from coro_debugger.protocol.values import StackFrame

from .conversation import ENDED
from .debug_session import DebugSession
from .state import SessionState
from .values import (
    CoroutinesPage,
    DriveResult,
    FrameView,
    ScopesView,
    StackView,
    VariablesView,
)

B = TypeVar("B")

COROUTINES_PAGE = 200
"""Coroutines, the first ones, that are known whatever is looked at."""
_LOOKED_AT = 60
_SMALL_CROWD = 5_000
_REST_MILLISECONDS = 150
VARIABLES_PAGE = 200
_STACK_LEVELS = 200
_WHILE_RUNNING_MILLISECONDS = 200


class Inspector(QObject):
    """Keeps the picture of a stopped program: threads, stack, coroutines, one frame's variables.

    Answers that belong to an earlier stop are dropped. The coroutine that just ran is selected by
    itself, unless one is pinned; a selection by hand holds until the next stop.

    Signals:
        coroutines_received(CoroutinesBody): the first of them, all where they are not many.
        coroutines_page_received(CoroutinesPage): those that are looked at, or were wanted.
        threads_received(ThreadsBody)
        stack_received(StackView): of the thread that stopped.
        other_stack_received(StackView): of another thread, as asked for.
        coroutine_selected(Coroutine | None): also again when the selected one has changed.
        chain_received(StackView): of the selected coroutine; no frames if it has none.
        frame_selected(FrameView): what the source and the variables are shown of.
        scopes_received(ScopesView): of that frame; none (frame 0) if a finished coroutine is shown.
        variables_received(VariablesView)
    """

    coroutines_received = Signal(object)
    coroutines_page_received = Signal(object)
    threads_received = Signal(object)
    stack_received = Signal(object)
    other_stack_received = Signal(object)
    coroutine_selected = Signal(object)
    chain_received = Signal(object)
    frame_selected = Signal(object)
    scopes_received = Signal(object)
    variables_received = Signal(object)

    def __init__(self, session: DebugSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._generation = 0
        self._query = CoroutinesArguments(0, _LOOKED_AT)
        self._known: dict[int, Coroutine] = {}
        self._frames: dict[int, StackFrame] = {}
        self._top_frame: StackFrame | None = None
        self._selected_id: int | None = None
        self._follow_id: int | None = None
        """The coroutine that just ran, to be selected when the list is there."""
        self.pinned_id: int | None = None
        """The coroutine that stays selected at stops, whichever ran."""
        self._wants_coroutine_frame = False
        self._looked_at: set[int] = set()
        self._chain_asked: int | None = None
        """Of whom the chain was asked for before it was selected: it is about to be."""
        self._is_refreshing = False
        self._refresh = QTimer(self, singleShot=True, interval=_WHILE_RUNNING_MILLISECONDS)
        self._refresh.timeout.connect(self._on_refresh)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MILLISECONDS)
        self._rest.timeout.connect(self._ask_for_first)
        session.stopped.connect(self._on_stopped)
        session.resumed.connect(self._on_resumed)
        session.drive_finished.connect(self._on_drive_finished)
        session.state_changed.connect(self._on_state_changed)
        session.coroutines_changed.connect(self._on_coroutines_changed)
        session.ended.connect(self._on_ended)

    @property
    def selected_id(self) -> int | None:
        """The id of the selected coroutine."""
        return self._selected_id

    # --- what the window asks for ----------------------------------------------------------------

    def select_coroutine(self, coroutine_id: int | None) -> None:
        """Select by hand: show this coroutine, its frames and its variables."""
        self._follow_id = None
        self._wants_coroutine_frame = True
        self._select(coroutine_id)

    def select_frame(self, frame_id: int) -> None:
        """Show the scopes and variables of a frame of the stack or of the chain."""
        frame = self._frames.get(frame_id)
        if frame is not None:
            self._show_frame(frame)

    def want_stack(self, thread_id: int) -> None:
        """Ask for the frames of a thread that has not stopped itself but is held."""

        def on_body(body: StackTraceBody) -> None:
            self.other_stack_received.emit(self._take_frames(thread_id, body))

        self._ask(StackTraceArguments(thread_id, levels=_STACK_LEVELS), on_body)

    def want_children(self, reference: int, start: int = 0, count: int = VARIABLES_PAGE) -> None:
        """Ask for children of a scope or value; `variables_received` has them."""

        def on_body(body: VariablesBody) -> None:
            self.variables_received.emit(VariablesView(reference, tuple(body.variables), start))

        self._ask(VariablesArguments(reference, start=start, count=count), on_body)

    def see_coroutines(self, start: int, count: int) -> None:
        """Say which coroutines are looked at: after each stop they are asked for first."""
        self._query = replace(self._query, start=start, count=count)

    def want_coroutines(self, start: int, count: int) -> None:
        """Ask for a page of coroutines."""
        self._ask_for_page(replace(self._query, start=start, count=count))

    def filter_coroutines(
        self, filter: str = "", include_finished: bool = True, include_library: bool = False
    ) -> None:
        """Say which coroutines are wanted at all, and ask for the first of them."""
        self._query = replace(
            self._query,
            start=0,
            filter=filter or None,
            include_finished=include_finished,
            include_library=include_library,
        )
        self._ask_for_page(self._query)

    def order_coroutines(self, order: CoroutineOrder | None, descending: bool) -> None:
        """Say in which order coroutines are wanted, and ask for the first of them."""
        self._query = replace(self._query, start=0, order=order, descending=descending)
        self._ask_for_page(self._query)

    # --- what happens ----------------------------------------------------------------------------

    def _on_stopped(self, stop: Stopped) -> None:
        self._turn_over()
        self._follow_id = self.pinned_id or stop.coroutine_id
        # At the end only the coroutines are left to look at.
        self._wants_coroutine_frame = stop.reason is StopReason.END
        self._ask(ThreadsArguments(), self.threads_received.emit)
        self._ask_for_stack(stop.thread_id)
        self._ask_for_looked_at()

    def _on_drive_finished(self, result: DriveResult) -> None:
        if result.error == ENDED or self._session.last_stop is None:
            return
        self._turn_over()
        if result.body is not None:
            self._follow_id = result.arguments.coroutine_id
        self._wants_coroutine_frame = True
        self._ask_for_stack(self._session.last_stop.thread_id)
        self._ask_for_looked_at(is_drive=True)

    def _on_resumed(self) -> None:
        self._turn_over()

    def _on_state_changed(self, state: SessionState) -> None:
        if state is SessionState.DRIVING:
            self._turn_over()  # a frame that is told of now is gone when the drive is over

    def _on_coroutines_changed(self, _: object) -> None:
        # While it runs; a stop asks by itself.
        # What it hints at while an answer is awaited, that answer will tell.
        is_asking = self._refresh.isActive() or self._is_refreshing
        if self._session.state.is_running and not is_asking:
            self._refresh.start()

    def _on_refresh(self) -> None:
        if self._session.state.is_running:
            self._is_refreshing = True
            self._ask_for_looked_at()

    def _on_ended(self, _: object) -> None:
        self._turn_over()
        self._refresh.stop()
        self._known.clear()
        self._selected_id = self._follow_id = None

    # --- asking ----------------------------------------------------------------------------------

    def _turn_over(self) -> None:
        """Drop the answers that are still on their way, and what was known of the stop before."""
        self._generation += 1
        self._is_refreshing = False
        self._rest.stop()
        self._chain_asked = None
        self._frames.clear()
        self._top_frame = None

    def _ask(
        self,
        arguments: Arguments[B],
        on_body: Callable[[B], None],
        on_error: Callable[[str], None] | None = None,
    ) -> None:
        generation = self._generation

        def if_current(callback: Callable[[Any], None]) -> Callable[[Any], None]:
            return lambda value: callback(value) if generation == self._generation else None

        self._session.request(
            arguments, if_current(on_body), if_current(on_error) if on_error else None
        )

    def _ask_for_stack(self, thread_id: int) -> None:
        def on_body(body: StackTraceBody) -> None:
            self.stack_received.emit(self._take_frames(thread_id, body))
            self._top_frame = _first_shown(body.stack_frames)
            if not self._wants_coroutine_frame:
                self._show_top_frame()

        self._ask(StackTraceArguments(thread_id, levels=_STACK_LEVELS), on_body)

    def _ask_for_page(self, query: CoroutinesArguments) -> None:
        self._ask(query, lambda body: self._take_page(query, body))

    def _ask_for_looked_at(self, *, is_drive: bool = False) -> None:
        """Ask for what is in sight; the rest, if it is not too much, when that is shown."""

        def on_body(body: CoroutinesBody) -> None:
            self._is_refreshing = False
            self._looked_at = {coroutine.id for coroutine in body.coroutines}
            self._take_page(query, body)
            is_stopped = self._session.state.is_stopped
            if is_stopped:
                self._select(self._choose(body))
            is_worth_it = body.total <= _SMALL_CROWD or (is_stopped and not is_drive)
            if len(body.coroutines) < body.total and is_worth_it:
                self._rest.start()

        def on_error(_: str) -> None:
            self._is_refreshing = False

        query = self._query
        self._known.clear()
        wanted = self._follow_id or self._selected_id
        if wanted is not None and wanted not in self._looked_at:
            self._ask(those(wanted), self._know)
        self._ask(query, on_body, on_error)
        if self._follow_id is not None and self._session.state.is_stopped:
            self._ask_for_chain(self._follow_id)

    def _ask_for_first(self) -> None:
        query = replace(self._query, start=0, count=COROUTINES_PAGE)
        self._ask(query, lambda body: self._take_page(query, body, are_first=True))

    def _take_page(
        self, query: CoroutinesArguments, body: CoroutinesBody, *, are_first: bool = False
    ) -> None:
        self._know(body)
        start = query.start or 0
        if query != replace(self._query, start=query.start, count=query.count):
            return  # others are wanted by now
        if are_first or (start == 0 and len(body.coroutines) == body.total):
            self.coroutines_received.emit(body)
        else:
            self.coroutines_page_received.emit(CoroutinesPage(start, body))

    def _know(self, body: CoroutinesBody) -> None:
        self._known.update((coroutine.id, coroutine) for coroutine in body.coroutines)

    def _choose(self, body: CoroutinesBody) -> int | None:
        follow_id, self._follow_id = self._follow_id, None
        if follow_id is not None:
            return follow_id
        if self._selected_id is not None or not self._wants_coroutine_frame:
            return self._selected_id
        # The script has ended, and nothing was selected before: of what can still be driven, the
        # one that was resumed most often is what the script is about.
        alive = [c for c in body.coroutines if c.state is not CoroutineState.FINISHED]
        most = max(alive, key=lambda c: c.resumptions, default=None)
        return most.id if most else None

    def _select(self, coroutine_id: int | None) -> None:
        self._selected_id = coroutine_id
        if coroutine_id is None:
            self._show_no_coroutine()
        elif coroutine_id in self._known:
            self._show_coroutine(self._known[coroutine_id])
        else:
            self._ask_for_one(coroutine_id)

    def _ask_for_one(self, coroutine_id: int) -> None:
        """It is not on the pages that came: ask for it alone."""

        def on_body(body: CoroutinesBody) -> None:
            found = [c for c in body.coroutines if c.id == coroutine_id]
            if self._selected_id == coroutine_id:
                self._selected_id = coroutine_id if found else None
                if found:
                    self._show_coroutine(found[0])
                else:
                    self._show_no_coroutine()

        self._ask(those(coroutine_id), on_body)

    def _show_coroutine(self, coroutine: Coroutine) -> None:
        self.coroutine_selected.emit(coroutine)
        asked, self._chain_asked = self._chain_asked, None
        if asked != coroutine.id:
            self._ask_for_chain(coroutine.id)
            self._chain_asked = None

    def _ask_for_chain(self, coroutine_id: int) -> None:
        self._chain_asked = coroutine_id

        def on_body(body: StackTraceBody) -> None:
            if self._selected_id == coroutine_id:
                self._take_chain(coroutine_id, body)

        def on_error(_: str) -> None:
            on_body(StackTraceBody([]))

        self._ask(StackTraceArguments(coroutine_id, levels=_STACK_LEVELS), on_body, on_error)

    def _show_no_coroutine(self) -> None:
        self.coroutine_selected.emit(None)
        if self._wants_coroutine_frame:
            self._show_top_frame()

    def _take_chain(self, coroutine_id: int, body: StackTraceBody) -> None:
        self.chain_received.emit(self._take_frames(coroutine_id, body))
        if not self._wants_coroutine_frame:
            return
        if own := [f for f in body.stack_frames if f.coroutine_id == coroutine_id]:
            self._show_frame(own[0])
        elif body.stack_frames:
            self._show_frame(body.stack_frames[0])
        else:
            # Finished: it has no variables, and those of another frame would be taken for its own.
            self.scopes_received.emit(ScopesView(0, ()))

    def _take_frames(self, thread_id: int, body: StackTraceBody) -> StackView:
        self._frames.update((frame.id, frame) for frame in body.stack_frames)
        frames = tuple(body.stack_frames)
        return StackView(thread_id, frames, body.total_frames or len(frames))

    def _show_top_frame(self) -> None:
        if self._top_frame is not None:
            self._show_frame(self._top_frame)

    def _show_frame(self, frame: StackFrame) -> None:
        self.frame_selected.emit(FrameView(frame, frame.coroutine_id))

        def on_body(body: ScopesBody) -> None:
            self.scopes_received.emit(ScopesView(frame.id, tuple(body.scopes)))
            for scope in body.scopes[:1]:
                if not scope.expensive:
                    self.want_children(scope.variables_reference)

        self._ask(ScopesArguments(frame.id), on_body)


def those(*ids: int) -> CoroutinesArguments:
    """Return the request for these coroutines, in whatever list they are."""
    return CoroutinesArguments(count=len(ids), ids=list(ids), include_library=True)


def _first_shown(frames: list[StackFrame]) -> StackFrame | None:
    """Return the innermost frame that is the user's own, else the innermost."""
    own = [frame for frame in frames if frame.presentation_hint != "subtle"]
    return next(iter(own or frames), None)
