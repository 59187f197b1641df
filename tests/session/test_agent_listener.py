"""Who calls the listener's port."""

from __future__ import annotations

import socket

from PySide6.QtCore import QCoreApplication, QEvent

from coro_debugger.session.agent_listener import AgentListener


def test_a_listener_goes_while_somebody_calls_who_says_nothing(qtbot):
    listener = AgentListener()
    with socket.create_connection(("127.0.0.1", listener.listen())) as caller:
        qtbot.waitUntil(lambda: bool(listener._callers))
        listener.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert caller.recv(1) == b""
