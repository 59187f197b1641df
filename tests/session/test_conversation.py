"""A conversation with an agent that the test plays, over a real socket."""

from __future__ import annotations

import socket
import threading

import pytest
from PySide6.QtNetwork import QTcpSocket

from coro_debugger.protocol.commands import ThreadsArguments
from coro_debugger.session import conversation as module
from coro_debugger.session.conversation import ENDED, Conversation

TIMEOUT = 20.0


@pytest.fixture
def line(qtbot):
    """A conversation and the agent's end of its line."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        ours = QTcpSocket()
        ours.connectToHost("127.0.0.1", server.getsockname()[1])
        theirs, _ = server.accept()
        assert ours.waitForConnected()
    conversation = Conversation(ours)
    with theirs:
        theirs.settimeout(TIMEOUT)
        yield conversation, theirs


def test_nonsense_in_place_of_an_answer_that_is_waited_for(line, qtbot, monkeypatch):
    conversation, agent = line
    errors, why = [], []
    monkeypatch.setattr(module, "_MOMENT_MILLISECONDS", int(TIMEOUT * 1000))
    conversation.violated.connect(why.append)
    conversation.violated.connect(lambda _: conversation.end())

    def answer() -> None:
        agent.recv(65536)
        agent.sendall(b"Content-Length: none\r\n\r\n")

    speaking = threading.Thread(target=answer)
    speaking.start()
    conversation.request(ThreadsArguments(), lambda _: None, errors.append)
    conversation.begin()
    speaking.join()
    assert len(why) == 1
    assert errors == [ENDED]


def test_who_leaves_takes_nothing_more(line, qtbot):
    conversation, agent = line
    errors, why = [], []
    conversation.violated.connect(why.append)
    conversation.request(ThreadsArguments(), lambda _: None, errors.append)
    conversation.leave()
    assert errors == [ENDED]
    agent.recv(65536)
    agent.sendall(b"Content-Length: none\r\n\r\n")
    with qtbot.waitSignal(conversation._socket.readyRead):
        pass
    assert why == []
    agent.setblocking(False)
    with pytest.raises(BlockingIOError):  # the line is still there
        agent.recv(1)
    conversation.end()
