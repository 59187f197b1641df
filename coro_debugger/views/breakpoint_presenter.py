"""Brings the user's breakpoints, the session and what is remembered together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject

from ..models.breakpoint_values import (
    BreakpointsEdited,
    EventBreakpoint,
    EventsEdited,
    LineBreakpoint,
)
from ..models.breakpoints_model import BreakpointsModel
from ..models.words import coroutine_name
from ..protocol.coroutines import CoroutineEvent
from ..protocol.events import BreakpointChanged, Stopped, StopReason
from ..session.debug_session import DebugSession
from ..session.settings import ScriptBreakpoint, ScriptEventBreakpoint, ScriptSettings, Settings
from ..session.values import BreakpointsSet, CoroutineBreakpointsSet
from .actions import BREAK_EVENTS, Need
from .breakpoint_undo import BreakpointUndo
from .main_window import MainWindow
from .script_coroutines import script_coroutines

_AT_BREAKPOINTS = (StopReason.BREAKPOINT, StopReason.COROUTINE_BREAKPOINT)


class BreakpointPresenter(QObject):
    """Tells the session what to stop at, and the list what the debuggee says of it."""

    def __init__(
        self,
        window: MainWindow,
        session: DebugSession,
        settings: Settings,
        model: BreakpointsModel,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._settings = settings
        self._model = model
        self._loading = False
        self.undo = BreakpointUndo(model, window.actions_, self)
        self._connect_model()
        self._connect_session()
        self._connect_actions()

    def _connect_model(self) -> None:
        model = self._model
        model.edited.connect(self._on_lines_edited)
        model.filters_edited.connect(self._on_filters_edited)
        model.events_edited.connect(self._on_events_edited)
        for changed in (model.rowsInserted, model.rowsRemoved, model.dataChanged):
            changed.connect(self._on_rows_changed)

    def _connect_session(self) -> None:
        session = self._session
        session.breakpoints_set.connect(self._on_breakpoints_set)
        session.coroutine_breakpoints_set.connect(self._on_events_set)
        session.breakpoint_changed.connect(self._on_breakpoint_changed)
        session.stopped.connect(self._on_stopped)
        session.ended.connect(lambda _: self._model.forget_answers())

    def _connect_actions(self) -> None:
        window, model, actions = self._window, self._model, self._window.actions_
        window.tabs.breakpoint_toggled.connect(model.toggle)
        window.tabs.breakpoint_edit_wanted.connect(self._on_edit_wanted)
        window.tabs.event_edit_wanted.connect(self._edit)
        for name, act in (
            ("actionAddEventBreakpoint", self._on_add_event),
            ("actionEnableAllBreakpoints", lambda: model.enable_all(True)),
            ("actionDisableAllBreakpoints", lambda: model.enable_all(False)),
            ("actionRemoveAllBreakpoints", model.remove_all),
            *((name, self._breaker(event)) for name, event in BREAK_EVENTS.items()),
        ):
            actions[name].triggered.connect(_without_arguments(act))

    # --- what the user does

    def _on_edit_wanted(self, path: str, line: int) -> None:
        there = self._model.at(path, line)
        if there is None:
            there = LineBreakpoint(path, line)
            self._model.add(there)
        self._edit(there)

    def _edit(self, breakpoint: LineBreakpoint | EventBreakpoint) -> None:
        self._window.show_panel("breakpoints")
        self._window.breakpoints.edit(breakpoint)

    def _on_add_event(self) -> None:
        self._window.show_panel("breakpoints")
        text = self._text_of_script()
        seen = [c.qualname for c in self._window.coroutine_model.coroutines() if not c.library]
        panel = self._window.breakpoints
        written = [function.qualname for function in script_coroutines(text)]
        panel.event_editor.set_functions(list(dict.fromkeys([*written, *seen])))
        chosen = self._window.drive.coroutine
        panel.add_event(chosen.qualname if chosen else "")

    def _text_of_script(self) -> str:
        view = self._window.tabs.view(self._session.script)
        return view.source.text if view else ""

    def _breaker(self, event: CoroutineEvent) -> Callable[[], None]:
        """Return what sets a breakpoint on this event of the selected coroutine."""

        def add() -> None:
            coroutine = self._window.drive.coroutine
            if coroutine is not None:
                name = coroutine_name(coroutine)
                one = EventBreakpoint(
                    event, coroutine.qualname, coroutine_id=coroutine.id, name=name
                )
                self._model.add(one)
                self._window.show_panel("breakpoints")

        return add

    def _on_rows_changed(self) -> None:
        own = self._model.own()
        for need, there in (
            (Need.BREAKPOINTS, bool(own)),
            (Need.BREAKPOINTS_ON, any(b.enabled for b in own)),
            (Need.BREAKPOINTS_OFF, any(not b.enabled for b in own)),
        ):
            self._window.actions_.set_there(need, there)

    def _on_lines_edited(self, change: BreakpointsEdited) -> None:
        self._session.set_breakpoints(change.path, change.asked)
        self._save()

    def _on_filters_edited(self, _: object) -> None:
        self._session.set_exception_filters(list(self._model.filters()))
        self._save()

    def _on_events_edited(self, change: EventsEdited) -> None:
        self._session.set_coroutine_breakpoints(change.asked)
        self._save()

    # --- what the debuggee says

    def _on_breakpoints_set(self, answer: BreakpointsSet) -> None:
        self._model.set_answer(answer.path, answer.asked, answer.breakpoints)

    def _on_events_set(self, answer: CoroutineBreakpointsSet) -> None:
        self._model.set_event_answers(answer.asked, answer.breakpoints)

    def _on_breakpoint_changed(self, change: BreakpointChanged) -> None:
        self._model.take_change(change.breakpoint)

    def _on_stopped(self, stop: Stopped) -> None:
        if stop.reason in _AT_BREAKPOINTS:
            self._window.breakpoints.point_at(self._model.hit(stop.hit_breakpoint_ids or ()))

    # --- what is remembered

    def load(self, script: str) -> None:
        """Take the breakpoints that were remembered for a script."""
        known = self._settings.script(script)
        self._loading = True
        try:
            self._model.load(
                known.exception_filters,
                [_line_breakpoint(stored) for stored in known.breakpoints],
                [_event_breakpoint(stored) for stored in known.event_breakpoints],
            )
        finally:
            self._loading = False

    def _save(self) -> None:
        script, model = self._session.script, self._model
        if self._loading or not script:
            return
        lines = [
            ScriptBreakpoint(b.path, b.asked, b.enabled)
            for path in model.paths()
            for b in model.of_file(path)
        ]
        events = [
            ScriptEventBreakpoint(b.asked, b.enabled) for b in model.events() if not b.is_instance
        ]
        known: ScriptSettings = self._settings.script(script)
        self._settings.set_script(
            script,
            replace(
                known,
                breakpoints=lines,
                event_breakpoints=events,
                exception_filters=list(model.filters()),
            ),
        )


def _line_breakpoint(stored: ScriptBreakpoint) -> LineBreakpoint:
    asked = stored.breakpoint
    return LineBreakpoint(
        stored.path,
        asked.line,
        stored.is_enabled,
        asked.condition or "",
        asked.hit_condition or "",
        asked.log_message or "",
    )


def _event_breakpoint(stored: ScriptEventBreakpoint) -> EventBreakpoint:
    asked = stored.breakpoint
    return EventBreakpoint(
        asked.event, asked.qualname or "", asked.condition or "", stored.is_enabled
    )


def _without_arguments(act: Callable[[], None]) -> Callable[[], None]:
    """Drop the "checked" that a triggered action passes on."""
    return lambda: act()
