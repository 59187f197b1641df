"""The agent's end: requests on their way there, answers and events on their way back."""

from __future__ import annotations

import socket
from collections.abc import Callable

from coro_debugger.protocol.messages import (
    Event,
    Message,
    Request,
    Response,
    message_from_wire,
    message_to_wire,
)
from coro_debugger.protocol.wire import WireError

from .event_loop import EventLoop
from .message_stream import JsonObject, MessageStream


class AgentLink:
    """A conversation with the agent. `on_end` gets why it broke off, "" if the agent hung up."""

    def __init__(
        self,
        loop: EventLoop,
        connection: socket.socket,
        on_message: Callable[[Response | Event], None],
        on_end: Callable[[str], None],
    ) -> None:
        self._connection = connection
        self._on_message = on_message
        self._pending: dict[int, Request] = {}
        self._stream = MessageStream(
            loop, connection.fileno(), connection.fileno(), self._on_wire, on_end
        )

    def start(self) -> None:
        """Begin to listen."""
        self._stream.start()

    def ask(self, request: Request) -> None:
        """Send ``request`` under the number it has."""
        self._pending[request.seq] = request
        self._stream.send(message_to_wire(request))

    def pause(self, is_paused: bool) -> None:
        """Leave messages where they are, so that the agent has to wait."""
        self._stream.pause(is_paused)

    def read_rest(self) -> None:
        """Take all that the agent has said; for when it has ended."""
        self._stream.read_rest()

    def close(self) -> None:
        """Hang up without a word."""
        self._stream.abandon()
        self._connection.close()

    def take_unanswered(self) -> list[Request]:
        """Return the requests that have no answer, and forget them."""
        unanswered = list(self._pending.values())
        self._pending.clear()
        return unanswered

    def _on_wire(self, data: JsonObject) -> None:
        try:
            self._take(message_from_wire(data))
        except WireError as error:
            self._stream.end(str(error))
        except RecursionError:
            self._stream.end("a message is nested too deeply")

    def _take(self, message: Message) -> None:
        match message:
            case Request():
                why = "the adapter answers no requests"
                refusal = Response(0, message.seq, False, message.command, why)
                self._stream.send(message_to_wire(refusal))
            case Response() if self._pending.pop(message.request_seq, None) is None:
                pass  # an answer to nothing: nobody waits for it
            case _:
                self._on_message(message)
