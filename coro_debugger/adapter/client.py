"""The client's end: numbers what goes to it and tells requests from what is none."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from coro_debugger.protocol.events import EventBody, event_to_wire
from coro_debugger.protocol.messages import (
    Event,
    Request,
    Response,
    message_from_wire,
    message_to_wire,
)
from coro_debugger.protocol.wire import WireError

from .event_loop import EventLoop
from .message_stream import JsonObject, MessageStream

HIGH_WATER = 1 << 18
"""Bytes that the client has not read yet, past which the program has to wait.

All of them come before the answer to a disconnect, and a client may take its time.
"""


class Client:
    """Calls back for each request, at the end of the conversation, and when it falls behind."""

    def __init__(
        self,
        loop: EventLoop,
        read_fd: int,
        write_fd: int,
        on_request: Callable[[Request], None],
        on_end: Callable[[str], None],
        on_congested: Callable[[bool], None],
    ) -> None:
        self._on_request = on_request
        self._on_congested = on_congested
        self._is_congested = False
        self._seq = 0
        self._stream = MessageStream(
            loop, read_fd, write_fd, self._on_message, on_end, self._on_written
        )

    def start(self) -> None:
        """Begin to listen."""
        self._stream.start()

    def stop(self, flush_seconds: float) -> None:
        """Listen no more; give the client this long to read what was sent."""
        self._stream.writer.flush(flush_seconds)
        self._stream.abandon()

    def tell(self, body: EventBody) -> None:
        """Send an event of the adapter's own."""
        self.forward(Event(0, body.EVENT, event_to_wire(body)))

    def answer(self, request: Request, body: JsonObject | None = None) -> None:
        """Answer ``request`` with success."""
        self.forward(Response(0, request.seq, True, request.command, None, body or {}))

    def refuse(self, request: Request, why: str) -> None:
        """Answer ``request`` with an error: ``why`` as its short text and for showing."""
        # DAP formats {names}; the text itself is a variable, so braces in it stay what they are.
        error = {"id": 1, "format": "{why}", "variables": {"why": why}, "showUser": True}
        self.forward(Response(0, request.seq, False, request.command, why, {"error": error}))

    def forward(self, message: Response | Event) -> None:
        """Send ``message`` under the adapter's next number."""
        self._seq += 1
        self._stream.send(message_to_wire(dataclasses.replace(message, seq=self._seq)))
        self._on_written()

    def _on_written(self) -> None:
        is_congested = self._stream.writer.waiting > HIGH_WATER
        if is_congested != self._is_congested:
            self._is_congested = is_congested
            self._on_congested(is_congested)

    def _on_message(self, data: JsonObject) -> None:
        try:
            message = message_from_wire(data)
        except WireError as error:
            self._refuse_malformed(data, str(error))
            return
        # A response has nothing to respond to here: the adapter asks the client nothing.
        if isinstance(message, Request):
            self._on_request(message)

    def _refuse_malformed(self, data: JsonObject, why: str) -> None:
        seq, command = data.get("seq"), data.get("command")
        if type(seq) is int and data.get("type") != "response":
            self.refuse(Request(seq, command if isinstance(command, str) else ""), why)
