"""Evaluates the watches at every stop, and remembers them for each script."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace

from PySide6.QtCore import QObject

from ..models.watches_model import Watch
from ..session.conversation import CANCELLED, ENDED
from ..session.debug_session import DebugSession
from ..session.inspector import Inspector
from ..session.settings import Settings
from ..session.state import SessionState
from ..session.values import DriveResult, FrameView, ScopesView, VariablesView, WatchResult
from ..session.watch_evaluator import WatchEvaluator
from .inspection_presenter import frame_identity
from .session_words import answer_words
from .watch_panel import WatchPanel


class WatchPresenter(QObject):
    """The watches have their turn when the variables of the frame are there; never while it runs.

    One that was cancelled by hand is left alone until it is asked for: else every stop would wait
    for it again.
    """

    def __init__(
        self, panel: WatchPanel, session: DebugSession, inspector: Inspector, settings: Settings
    ) -> None:
        super().__init__(panel)
        self._panel = panel
        self._session = session
        self._inspector = inspector
        self._settings = settings
        self._frame_id: int | None = None
        self._awaited_reference = 0
        self._is_settled = False
        """Whether they were evaluated where one looks now."""
        self._evaluator = WatchEvaluator(session, self)
        self._evaluator.evaluated.connect(self._on_evaluated)
        self._evaluator.took_long.connect(self._on_took_long)
        self._evaluator.rested.connect(lambda: panel.set_under_way(""))
        panel.cancel_wanted.connect(self._evaluator.cancel)
        panel.watches.evaluation_wanted.connect(self._on_evaluation_wanted)
        panel.watches.expressions_changed.connect(self._on_expressions_changed)
        panel.watches.children_wanted.connect(self._on_children_wanted)
        self._connect_session()

    def _connect_session(self) -> None:
        session, inspector, watches = self._session, self._inspector, self._panel.watches
        session.script_changed.connect(self._on_script_changed)
        session.state_changed.connect(self._on_state_changed)
        session.stopped.connect(lambda _: watches.begin_stop())
        session.drive_finished.connect(self._on_drive_finished)
        session.ended.connect(lambda _: watches.forget_values())
        inspector.frame_selected.connect(self._on_frame_selected)
        inspector.scopes_received.connect(self._on_scopes_received)
        inspector.variables_received.connect(self._on_variables_received)
        self._on_state_changed(session.state)

    # --- when

    def _on_drive_finished(self, result: DriveResult) -> None:
        if result.body is not None:  # else only its expression failed: nothing has moved
            self._panel.watches.begin_stop()

    def _on_frame_selected(self, view: FrameView) -> None:
        self._is_settled = False
        self._evaluator.stop()  # its values would be those of another frame
        self._set_frame(view.frame.id, frame_identity(view.frame))

    def _on_scopes_received(self, view: ScopesView) -> None:
        self._awaited_reference = 0
        if view.scopes and not view.scopes[0].expensive:
            self._awaited_reference = view.scopes[0].variables_reference
        else:  # a finished coroutine: what is left are the script's own names
            self._set_frame(None, None)
            self._evaluate_all()

    def _on_variables_received(self, view: VariablesView) -> None:
        self._panel.watches.set_children(view.reference, view.variables, view.start)
        if view.reference == self._awaited_reference:
            self._awaited_reference = 0
            self._evaluate_all()

    def _on_state_changed(self, state: SessionState) -> None:
        self._panel.watches.set_live(state.is_stopped)
        if not state.is_stopped:
            self._awaited_reference = 0
            self._is_settled = False
            self._evaluator.stop()

    def _set_frame(self, frame_id: int | None, identity: Hashable) -> None:
        self._frame_id = frame_id
        self._panel.watches.set_frame(identity)

    def _evaluate_all(self) -> None:
        self._is_settled = True
        wanted = [(watch.key, watch.expression) for watch in self._panel.watches.due()]
        self._evaluator.evaluate(wanted, self._frame_id)

    def _on_evaluation_wanted(self, watch: Watch) -> None:
        if self._is_settled:  # else its turn comes with the others'
            self._evaluator.add((watch.key, watch.expression), self._frame_id)

    def _on_children_wanted(self, wanted: object) -> None:
        self._inspector.want_children(wanted.reference, wanted.start, wanted.count)  # type: ignore[attr-defined]

    # --- what came of it

    def _on_took_long(self, key: int) -> None:
        watches = self._panel.watches
        watches.set_under_way(key)
        expression = next((w.expression for w in watches.watches() if w.key == key), "")
        self._panel.set_under_way(expression)

    def _on_evaluated(self, result: WatchResult) -> None:
        watches = self._panel.watches
        self._panel.set_under_way("")
        if result.body is not None:
            watches.set_value(result.key, result.body)
        elif result.error == CANCELLED:
            watches.set_left_alone(result.key)
        elif result.error != ENDED:
            watches.set_failure(result.key, answer_words(result.error or ""))

    # --- remembering

    def _on_script_changed(self, path: str) -> None:
        self._evaluator.stop()
        self._panel.watches.set_expressions(self._settings.script(path).watches if path else [])

    def _on_expressions_changed(self, expressions: tuple[str, ...]) -> None:
        self._evaluator.keep({watch.key for watch in self._panel.watches.watches()})
        if path := self._session.script:
            known = self._settings.script(path)
            self._settings.set_script(path, replace(known, watches=list(expressions)))
