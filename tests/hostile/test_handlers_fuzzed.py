"""Messages of the right form and any content, in any order: the window takes them all."""

from __future__ import annotations

import time

import pytest
from PySide6.QtWidgets import QApplication

from coro_debugger.app import Wish
from coro_debugger.protocol.commands import COMMANDS
from coro_debugger.protocol.events import EVENT_TYPES
from coro_debugger.session.state import SessionState
from tests.hostile.consistency import inconsistencies
from tests.hostile.peer import Peer
from tests.hostile.wire_values import WireValues

# What makes the window ask comes more often than the rest.
EVENTS = (*EVENT_TYPES, *["stopped", "coroutines"] * 6)
KINDS = ("event", "event", "answer", "answer", "answer", "refuse", "act", "end")
ACTIONS = (
    "actionPause",
    "actionContinue",
    "actionStepOver",
    "actionStepInto",
    "actionNextYield",
)
RUNS = (SessionState.RUNNING, SessionState.PAUSED, SessionState.DRIVING, SessionState.ENDED)


class Conversation:
    """The window in a run that the test plays."""

    def __init__(self, qtbot, window, peer: Peer) -> None:
        self._qtbot, self._window, self._peer = qtbot, window, peer
        self._pending: list[dict] = []
        self.messages = 0

    def begin(self, is_early: bool) -> None:
        """Run the script, unless it runs; ``is_early``: only up to where the window asks."""
        session = self._window.app.session
        if session.state in RUNS and self._peer.is_there:
            return
        self._window.stop()
        self._window.act("actionRun")
        self._peer.take_call(self._qtbot)
        self._pending = []
        if is_early:
            return
        self._peer.answer(self._peer.expect(self._qtbot, "launch"), {})
        self._peer.tell("initialized", {})
        self._peer.answer(self._peer.expect(self._qtbot, "configurationDone"), {})
        self._window.wait(lambda: session.state is SessionState.RUNNING)

    def play(self, values: WireValues) -> None:
        """Send an event, answer what is asked, refuse it, or give a command as a person would."""
        kind = values.random.choice(KINDS)
        if kind == "event":
            name = values.random.choice(EVENTS)
            self._tell(name, values.of_type(EVENT_TYPES[name]))
        elif kind == "end":
            self._tell("stopped", {"reason": "end", "threadId": 1, "exitStatus": 0})
        elif kind == "act":
            action = self._window.window.actions_[values.random.choice(ACTIONS)]
            if action.isEnabled():
                action.trigger()
        else:
            self._answer_all(values, kind == "answer")
        settle()

    def _tell(self, name: str, body: dict) -> None:
        self._peer.tell(name, body)
        self.messages += 1

    def _answer_all(self, values: WireValues, success: bool) -> None:
        self._pending += self._peer.take_requests()
        pending, self._pending = self._pending, []
        for request in pending:
            body = values.of_type(COMMANDS[request["command"]].BODY) if success else {}
            self._peer.answer(request, body, success, values.text())
            self.messages += 1


def settle() -> None:
    """Let the window take what is on its way."""
    until = time.monotonic() + 0.02
    while time.monotonic() < until:
        QApplication.processEvents()


LONG = [pytest.mark.long, pytest.mark.timeout(3_600)]


@pytest.mark.parametrize(
    "seeds",
    [range(20), *(pytest.param(range(n, n + 200), marks=LONG) for n in range(0, 1_000, 200))],
    ids=str,
)
def test_any_content_in_any_order(qtbot, window, peer, script, seeds, request):
    path = script("def f():\n    yield 1\n\n\ng = f()\n")
    window.app.open(Wish(str(path), python=peer.python))
    conversation = Conversation(qtbot, window, peer)
    for seed in seeds:
        values = WireValues(seed)
        conversation.begin(is_early=seed % 4 == 3)
        with qtbot.capture_exceptions() as exceptions:
            for _ in range(values.random.randrange(3, 16)):
                conversation.play(values)
        assert not exceptions, f"seed {seed}: {exceptions[0][1]!r}"
        assert inconsistencies(window.window, window.app.session) == [], f"seed {seed}"
        assert not window.window.message_bar.text.startswith("What came from the program was not")
    told = ("messages of any content to the window", conversation.messages)
    request.node.user_properties.append(("inputs", told))
