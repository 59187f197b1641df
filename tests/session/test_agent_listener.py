"""Who calls the listener's port."""

from __future__ import annotations

import socket

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QTimer

from coro_debugger.protocol.launch import GREETING_LENGTH
from coro_debugger.session import agent_listener
from coro_debugger.session.agent_listener import AgentListener


def test_a_listener_goes_while_somebody_calls_who_says_nothing(qtbot):
    listener = AgentListener()
    with socket.create_connection(("127.0.0.1", listener.listen())) as caller:
        qtbot.waitUntil(lambda: bool(listener._callers))
        listener.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert caller.recv(1) == b""


def test_a_caller_that_has_greeted_is_not_dropped_when_it_lives_on(qtbot, monkeypatch):
    monkeypatch.setattr(agent_listener, "_GREETING_MILLISECONDS", 10)
    listener = AgentListener()
    listener.expect(lambda _: True)
    greeted = []

    def take(agent) -> None:
        greeted.append(agent)
        # A loop inside: the caller is not deleted before this returns.
        loop = QEventLoop()
        QTimer.singleShot(50, loop.quit)
        loop.exec()

    listener.greeted.connect(take)
    with socket.create_connection(("127.0.0.1", listener.listen())) as caller:
        caller.sendall(b"s" * GREETING_LENGTH)
        qtbot.waitUntil(lambda: bool(greeted))
        caller.setblocking(False)
        with pytest.raises(BlockingIOError):  # the line is still there
            caller.recv(1)
    greeted[0].close()
