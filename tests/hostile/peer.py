"""A test that plays the agent: it is asked what the window asks, and says what it likes.

`Peer` starts the window's script with a stand-in for Python, which calls the window back and passes
bytes on to the test.
"""

from __future__ import annotations

import contextlib
import json
import queue
import select
import socket
import sys
import threading
from pathlib import Path
from typing import Any

from tests.dap.dap_client import frame

Body = dict[str, Any]

_STAND_IN = """\
import os, select, socket, sys
port, _, secret = os.environ["CORO_DEBUGGER_CONNECT"].partition(":")
test = socket.socket(socket.AF_UNIX)
test.connect(sys.argv[2])
window = socket.create_connection(("127.0.0.1", int(port)))
window.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
window.sendall(secret.encode() + b"\\n")
while True:
    ready, _, _ = select.select([test, window], [], [])
    for source, target in ((test, window), (window, test)):
        if source in ready:
            data = source.recv(65536)
            if not data:
                sys.exit(0)
            target.sendall(data)
"""


class Peer:
    """The agent's end of a conversation with the window."""

    def __init__(self, folder: Path) -> None:
        self.python = str(folder / "stand-in")
        code = folder / "stand_in.py"
        code.write_text(_STAND_IN, encoding="utf-8")
        self._path = str(folder / "wire")
        text = f'#!/bin/sh\nexec "{sys.executable}" "{code}" x "{self._path}"\n'
        Path(self.python).write_text(text, encoding="utf-8")
        Path(self.python).chmod(0o755)
        self._server = socket.socket(socket.AF_UNIX)
        self._server.bind(self._path)
        self._server.listen()
        self._socket: socket.socket | None = None
        self._unsent: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._received = b""
        self._seq = 0
        self.requests: list[Body] = []

    def take_call(self, qtbot) -> None:
        """Wait until the stand-in has called."""
        self.hang_up()
        qtbot.waitUntil(lambda: bool(select.select([self._server], [], [], 0)[0]), timeout=20_000)
        self._socket, _ = self._server.accept()
        self._unsent = queue.SimpleQueue()
        threading.Thread(target=_send_all, args=(self._socket, self._unsent), daemon=True).start()
        self._received = b""
        self.requests = []

    @property
    def is_there(self) -> bool:
        """Whether the window has not hung up."""
        if self._socket is None:
            return False
        if select.select([self._socket], [], [], 0)[0]:
            return bool(self._socket.recv(1, socket.MSG_PEEK))
        return True

    def send_raw(self, data: bytes) -> None:
        """Send without waiting: who is to read it may live in this very thread."""
        self._unsent.put(data)

    def send(self, **message: Any) -> None:
        self._seq += 1
        self.send_raw(frame({"seq": self._seq, **message}))

    def tell(self, event: str, body: Body) -> None:
        self.send(type="event", event=event, body=body)

    def answer(self, request: Body, body: Body, success: bool = True, message: str = "") -> None:
        self.send(
            type="response",
            request_seq=request["seq"],
            command=request["command"],
            success=success,
            message=message,
            body=body,
        )

    def take_requests(self) -> list[Body]:
        """Return the requests that have come and were not taken yet."""
        while self._socket and select.select([self._socket], [], [], 0)[0]:
            data = self._socket.recv(1 << 20)
            if not data:
                break
            self._received += data
        while (end := self._received.find(b"\r\n\r\n")) >= 0:
            length = int(self._received[:end].rpartition(b":")[2])
            if len(self._received) < end + 4 + length:
                break
            self.requests.append(json.loads(self._received[end + 4 : end + 4 + length]))
            self._received = self._received[end + 4 + length :]
        taken, self.requests = self.requests, []
        return taken

    def expect(self, qtbot, command: str) -> Body:
        """Wait for a request; those before it stay unanswered."""
        found: list[Body] = []

        def look() -> bool:
            found.extend(r for r in self.take_requests() if r["command"] == command)
            return bool(found)

        qtbot.waitUntil(look, timeout=20_000)
        return found[0]

    def hang_up(self) -> None:
        """Leave as soon as everything is sent."""
        if self._socket:
            self._unsent.put(None)
            self._socket = None

    def close(self) -> None:
        self.hang_up()
        self._server.close()


def _send_all(target: socket.socket, unsent: queue.SimpleQueue[bytes | None]) -> None:
    # The window may hang up first: that is what many tests are about.
    with target, contextlib.suppress(OSError):
        while (data := unsent.get()) is not None:
            target.sendall(data)
