"""Fills the timeline with what was recorded, and leads from it to the source."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath

from PySide6.QtCore import QObject

from ..models.timeline_step import Step
from ..protocol.commands import CoroutinesBody, ThreadsBody
from ..protocol.coroutines import Coroutine, CoroutineState
from ..session.debug_session import DebugSession
from ..session.inspector import Inspector, those
from ..session.state import SessionState
from ..session.timeline_feed import TimelineFeed, TimelinePage
from ..session.values import CoroutinesPage
from .diagram_export import DiagramExport
from .main_window import MainWindow
from .source_presenter import SourcePresenter
from .step_details import best_place
from .timeline_diagram import timeline_diagram

_MOST_ASKED = 200


class TimelinePresenter(QObject):
    """Knows who takes part: what the list of coroutines does not tell is asked for."""

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
        self._model = window.timeline_model
        self._pipeline = window.pipeline_model
        self._touched: set[int] = set()
        self._told: set[int] = set()
        """Those of whom the debuggee told at this stop."""
        self._export = DiagramExport(window, window.message_bar)
        self.feed = TimelineFeed(session, self)
        self._connect()
        self._on_state_changed(session.state)

    def _connect(self) -> None:
        panel, inspector = self._window.timeline, self._inspector
        self.feed.begun.connect(self._on_begun)
        self.feed.received.connect(self._on_received)
        inspector.coroutines_received.connect(self._on_coroutines_received)
        inspector.coroutines_page_received.connect(self._on_coroutines_page_received)
        inspector.threads_received.connect(self._on_threads_received)
        inspector.coroutine_selected.connect(self._on_coroutine_selected)
        panel.view.step_activated.connect(self._on_step_activated)
        panel.view.coroutine_chosen.connect(inspector.select_coroutine)
        panel.details.line_wanted.connect(self._source.show_place)
        panel.export_wanted.connect(self._on_export_wanted)
        pipeline = self._window.pipeline
        pipeline.view.coroutine_chosen.connect(inspector.select_coroutine)
        pipeline.export_wanted.connect(self._on_pipeline_export_wanted)
        self._model.renamed.connect(self._pipeline.refresh)
        reset = self._window.actions_["actionZoomReset"]
        for view in (panel.view, pipeline.view):
            reset.triggered.connect(view.zoom.reset)
        session = self._session
        session.state_changed.connect(self._on_state_changed)
        session.resumed.connect(self._told.clear)

    # --- what comes

    def _on_begun(self) -> None:
        self._touched.clear()
        self._told.clear()
        self._model.clear()
        self._pipeline.clear()

    def _on_received(self, page: TimelinePage) -> None:
        self._touched.update(event.coroutine_id for event in page.events)
        self._model.append(page.events, page.gaps, page.lost)
        self._pipeline.append(page.events, bool(page.gaps or page.lost))
        if page.is_last:
            self._ask_for_names()

    def _on_coroutines_received(self, body: CoroutinesBody) -> None:
        self._take(body.coroutines)

    def _on_coroutines_page_received(self, page: CoroutinesPage) -> None:
        self._take(page.body.coroutines)

    def _take(self, coroutines: Iterable[Coroutine]) -> None:
        wanted = [c for c in coroutines if self._model.lifeline(c.id) or not c.library]
        if self._session.state.is_stopped:  # while it runs, variables are not looked at
            self._told.update(c.id for c in wanted)
        if self._model.cast.take(wanted):
            self._model.renamed.emit()

    def _ask_for_names(self) -> None:
        """Ask for those who were not on the page of the list: they may have a name now."""
        unknown = [i for i in self._touched if self._is_to_be_asked_for(i)]
        if self._session.state.is_stopped:
            self._touched.clear()
        if not unknown:
            return
        ids = sorted(unknown)[-_MOST_ASKED:]
        self._session.request(those(*ids), lambda body: self._take(body.coroutines))

    def _is_to_be_asked_for(self, coroutine_id: int) -> bool:
        known = self._model.cast.coroutine(coroutine_id)
        if known is None or not self._session.state.is_stopped:
            return known is None
        return coroutine_id not in self._told and known.state is not CoroutineState.FINISHED

    def _on_threads_received(self, body: ThreadsBody) -> None:
        self._model.cast.take_threads(body.threads)
        self._model.renamed.emit()

    def _on_coroutine_selected(self, coroutine: Coroutine | None) -> None:
        if coroutine is not None:
            self._take([coroutine])
        coroutine_id = coroutine.id if coroutine is not None else None
        self._window.timeline.set_coroutine(coroutine_id)
        self._window.pipeline.view.set_coroutine(coroutine_id)

    # --- what is wanted

    def _on_step_activated(self, step: Step) -> None:
        place = best_place(step, self._model.cast)
        if place is not None:
            self._source.show_place(*place)

    def _on_export_wanted(self, ending: str) -> None:
        look, title = self._window.timeline.view.look, self._title()
        self._export.ask(
            ending, f"{title}-timeline", lambda: timeline_diagram(self._model, look, title)
        )

    def _on_pipeline_export_wanted(self, ending: str) -> None:
        panel, title = self._window.pipeline, self._title()
        self._export.ask(ending, f"{title}-pipeline", lambda: panel.diagram(title))

    def _title(self) -> str:
        return PurePath(self._session.script).stem or "script"

    def _on_state_changed(self, state: SessionState) -> None:
        if state.has_process:
            text = self.tr("Nothing happened to a coroutine yet.")
        else:
            text = self.tr(
                "When the script runs, this shows who creates, resumes, sends to and closes which "
                "coroutine, and what each one yields and returns: a line for each of them, an "
                "arrow for each time that control passes."
            )
        self._window.timeline.view.set_hint(text)
        self._window.pipeline.view.set_hint(self._pipeline_hint(state))
        self._pipeline.set_has_states(state.has_process)

    def _pipeline_hint(self, state: SessionState) -> str:
        if state.has_process:
            return self.tr("Nothing happened to a coroutine yet.")
        return self.tr(
            "When the script runs, this shows which coroutine gives how many values to which other "
            "one, by sending or by yielding, and what each of them is doing."
        )
