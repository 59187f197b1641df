"""Shows what the selected coroutine waits for, through delegation and through tasks."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ..models.await_chain_model import await_chain
from ..protocol.commands import CoroutinesBody
from ..protocol.coroutines import Coroutine
from ..session.debug_session import DebugSession
from ..session.inspector import Inspector, those
from ..session.values import StackView
from .main_window import MainWindow

_MOST_ASKED = 50
"""Coroutines that are asked for to complete one chain; a chain has a handful."""


class ChainPresenter(QObject):
    """Asks for the coroutines of the chain that are not listed: those of the library."""

    def __init__(self, window: MainWindow, session: DebugSession, inspector: Inspector) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._frames: StackView | None = None
        self._selected: Coroutine | None = None
        self._fetched: dict[int, Coroutine] = {}
        self._missing: set[int] = set()
        inspector.chain_received.connect(self._on_chain_received)
        inspector.coroutine_selected.connect(self._on_coroutine_selected)
        window.frame.chain_view.clicked.connect(window.frame.open_link)

    def _on_coroutine_selected(self, coroutine: Coroutine | None) -> None:
        self._selected = coroutine
        self._frames = None
        if coroutine is None:
            self._window.frame.chain.set_rows([])

    def _on_chain_received(self, frames: StackView) -> None:
        self._frames = frames
        self._fetched.clear()
        self._missing.clear()
        self._show()

    def _show(self) -> None:
        frames = self._frames
        if frames is None:
            return
        known = dict(self._window.coroutine_model.known())
        known.update(self._fetched)
        if self._selected is not None:
            known[self._selected.id] = self._selected
        chain = await_chain(frames.frames, known, self._missing)
        self._window.frame.chain.set_rows(chain.links)
        if chain.wanted is not None and len(self._fetched) < _MOST_ASKED:
            self._ask(frames, chain.wanted)

    def _ask(self, frames: StackView, coroutine_id: int) -> None:
        def on_body(body: CoroutinesBody) -> None:
            if self._frames is frames:
                found = {c.id: c for c in body.coroutines}
                self._fetched.update(found)
                if coroutine_id not in found:
                    self._missing.add(coroutine_id)
                self._show()

        self._session.request(those(coroutine_id), on_body)
