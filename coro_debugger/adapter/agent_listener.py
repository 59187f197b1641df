"""Waits for the agent to connect back; whoever does not present the secret is dropped."""

from __future__ import annotations

import socket
from collections.abc import Callable

from coro_debugger.protocol.launch import GREETING_LENGTH

from .event_loop import EventLoop

_GREETING_SECONDS = 5.0
_MOST_CALLERS = 100
"""Who calls and says nothing holds a descriptor: of many, the one that waits longest goes."""


class AgentListener:
    """Listens on loopback until one caller has greeted rightly, then not any more."""

    def __init__(
        self,
        loop: EventLoop,
        on_connected: Callable[[socket.socket], None],
        on_turned_away: Callable[[], None],
    ) -> None:
        """``on_turned_away`` is called once, when somebody has called without the secret."""
        self._loop = loop
        self._on_connected = on_connected
        self._on_turned_away = on_turned_away
        self._has_told = False
        self._is_greeted: Callable[[bytes], bool] = lambda _: False
        self._callers: dict[socket.socket, bytes] = {}
        self._server = socket.create_server(("127.0.0.1", 0))
        self._server.setblocking(False)
        self.port: int = self._server.getsockname()[1]

    def start(self, is_greeted: Callable[[bytes], bool]) -> None:
        """Accept callers; ``is_greeted`` judges their first GREETING_LENGTH bytes."""
        self._is_greeted = is_greeted
        self._loop.watch_reading(self._server.fileno(), self._on_caller)

    def close(self) -> None:
        """Stop listening and drop everybody who has not greeted."""
        if self._server.fileno() >= 0:
            self._loop.watch_reading(self._server.fileno(), None)
            self._server.close()
        for caller in list(self._callers):
            self._drop(caller)

    def _on_caller(self) -> None:
        try:
            caller, _ = self._server.accept()
        except OSError:
            return
        caller.setblocking(False)
        caller.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._callers[caller] = b""
        if len(self._callers) > _MOST_CALLERS:
            self._drop(next(iter(self._callers)))
        self._loop.watch_reading(caller.fileno(), lambda: self._on_greeting(caller))
        self._loop.call_later(_GREETING_SECONDS, lambda: self._drop(caller))

    def _on_greeting(self, caller: socket.socket) -> None:
        greeting = self._callers[caller]
        try:
            # Not a byte more: what follows belongs to the conversation.
            data = caller.recv(GREETING_LENGTH - len(greeting))
        except BlockingIOError:
            return
        except OSError:
            data = b""
        self._callers[caller] = greeting = greeting + data
        if not data:
            self._drop(caller)
        elif len(greeting) == GREETING_LENGTH:
            self._judge(caller, greeting)

    def _judge(self, caller: socket.socket, greeting: bytes) -> None:
        if not self._is_greeted(greeting):
            self._drop(caller)
            if not self._has_told:
                self._has_told = True
                self._on_turned_away()
            return
        del self._callers[caller]
        self._loop.watch_reading(caller.fileno(), None)
        self.close()
        self._on_connected(caller)

    def _drop(self, caller: socket.socket) -> None:
        if self._callers.pop(caller, None) is not None:
            self._loop.watch_reading(caller.fileno(), None)
            caller.close()
