"""Drives coroutines by hand, and tells in the drive panel what comes of it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer

from ..protocol.commands import ResumeCoroutineArguments
from ..protocol.coroutines import Coroutine
from ..protocol.events import Stopped
from ..session.debug_session import DebugSession
from ..session.inspector import Inspector
from ..session.values import DriveResult
from .drive_panel import DrivePanel
from .source_presenter import SourcePresenter

_SOON = 50
"""Milliseconds after which what is under way is said to be."""


class DrivePresenter(QObject):
    """Knows which drives are under way, one inside the other, and what came of the latest.

    Stops inside a drive select other coroutines: what is said of the driven one comes back with it.
    """

    def __init__(
        self,
        panel: DrivePanel,
        session: DebugSession,
        inspector: Inspector,
        source: SourcePresenter,
    ) -> None:
        super().__init__(panel)
        self._panel = panel
        self._session = session
        self._source = source
        self._under_way: list[ResumeCoroutineArguments] = []
        self._latest: DriveResult | None = None
        self._selected: int | None = None
        # What is over at once needs no words for being under way: they would only flicker.
        self._soon = QTimer(self, singleShot=True, interval=_SOON)
        self._soon.timeout.connect(self._on_not_over_yet)
        panel.drive_wanted.connect(self._on_drive_wanted)
        session.stopped.connect(self._on_stopped)
        session.resumed.connect(self._on_resumed)
        session.drive_finished.connect(self._on_drive_finished)
        inspector.coroutine_selected.connect(self._on_coroutine_selected)

    def _on_drive_wanted(self, arguments: ResumeCoroutineArguments) -> None:
        if self._session.state.is_stopped:
            # What is sent or thrown is evaluated where one looks, as at the console's prompt.
            frame = self._source.frame
            arguments = replace(arguments, frame_id=frame.id if frame else None)
            self._latest = None
            self._under_way.append(arguments)
            self._soon.start()
            self._session.drive(arguments)

    def _on_not_over_yet(self) -> None:
        if self._under_way:
            self._panel.show_under_way(self._under_way[-1])

    def _on_stopped(self, stop: Stopped) -> None:
        if stop.nested and self._under_way:
            self._soon.stop()
            self._panel.show_stopped_inside(self._under_way[-1])

    def _on_resumed(self) -> None:
        self._latest = None  # by the next stop it may be long ago

    def _on_drive_finished(self, result: DriveResult) -> None:
        self._soon.stop()
        if result.arguments in self._under_way:
            self._under_way.remove(result.arguments)
        self._latest = result if result.body is not None else None
        self._panel.show_result(result)

    def _on_coroutine_selected(self, coroutine: Coroutine | None) -> None:
        before, self._selected = self._selected, coroutine.id if coroutine else None
        if self._selected in (None, before) or not self._session.state.is_stopped:
            return
        inside = [a for a in self._under_way if a.coroutine_id == self._selected]
        if inside:
            self._panel.show_stopped_inside(inside[-1])
        elif self._latest is not None:
            self._panel.show_result(self._latest)
