"""Typed requests, answers and events over the socket of an agent that has greeted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QTcpSocket

from coro_debugger.protocol.commands import Arguments
from coro_debugger.protocol.events import event_from_wire
from coro_debugger.protocol.framing import FrameReader, FramingError, encode_frame
from coro_debugger.protocol.messages import (
    Event,
    Message,
    Request,
    Response,
    message_from_wire,
    message_to_wire,
)
from coro_debugger.protocol.wire import WireError, from_wire, to_wire

B = TypeVar("B")

ENDED = "ended"
"""What `on_error` gets when the program ended before it answered."""
CANCELLED = "cancelled"
"""What `on_error` gets when the request was cut short."""

_Pending = tuple[Arguments[Any], Callable[[Any], None], Callable[[str], None] | None]


class Conversation(QObject):
    """A conversation with one agent, over when either side hangs up.

    Signals:
        about_to_deliver(): messages have come; what must be told before them can be told now.
        event_received(EventBody): an event of a type that is known here.
        violated(str): what came is no DAP, or not what was asked for; nothing more is read.
        closed(): the agent has hung up.
    """

    about_to_deliver = Signal()
    event_received = Signal(object)
    violated = Signal(object)
    closed = Signal()

    def __init__(self, socket: QTcpSocket, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._frames = FrameReader()
        self._seq = 0
        self._pending: dict[int, _Pending] = {}
        self._is_over = False
        self._socket = socket
        socket.setParent(self)
        socket.readyRead.connect(self._on_ready_read)
        socket.disconnected.connect(self._on_disconnected)

    def begin(self) -> None:
        """Take what came right behind the greeting; call it once the signals are connected."""
        self._on_ready_read()

    def request(
        self,
        arguments: Arguments[B],
        on_body: Callable[[B], None],
        on_error: Callable[[str], None] | None = None,
    ) -> int:
        """Send a request; exactly one of the callbacks is called when the answer is there.

        Returns the number by which the request can be cancelled.
        """
        self._seq += 1
        self._pending[self._seq] = (arguments, on_body, on_error)
        self._send(Request(self._seq, arguments.COMMAND, to_wire(arguments)))
        return self._seq

    def read_rest(self) -> None:
        """Take all that the agent has sent; for when its process has ended."""
        while not self._is_over and self._socket.waitForReadyRead(0):
            pass

    def end(self) -> None:
        """Hang up, and tell everybody who waits for an answer that there will be none."""
        self._is_over = True
        self._socket.disconnected.disconnect(self._on_disconnected)
        self._socket.abort()
        pending, self._pending = self._pending, {}
        for _, _, on_error in pending.values():
            if on_error:
                on_error(ENDED)

    def _send(self, message: Message) -> None:
        if not self._is_over:
            self._socket.write(encode_frame(message_to_wire(message)))

    def _on_ready_read(self) -> None:
        data = bytes(self._socket.readAll().data())
        if self._is_over or not data:
            return
        self.about_to_deliver.emit()
        try:
            for wire in self._frames.feed(data):
                # A receiver of the message before may have ended the conversation.
                if not self._is_over:
                    self._deliver(message_from_wire(wire))
        except (FramingError, WireError) as error:
            self._is_over = True
            self.violated.emit(str(error))

    def _deliver(self, message: Message) -> None:
        match message:
            case Event():
                body = event_from_wire(message.event, message.body)
                if body is not None:
                    self.event_received.emit(body)
            case Response():
                self._deliver_response(message)
            case Request():
                self._seq += 1
                why = "the window answers no requests"
                self._send(Response(self._seq, message.seq, False, message.command, why))

    def _deliver_response(self, response: Response) -> None:
        pending = self._pending.pop(response.request_seq, None)
        if pending is None:
            return
        arguments, on_body, on_error = pending
        if response.success:
            on_body(from_wire(arguments.BODY, response.body, arguments.COMMAND))
        elif on_error:
            on_error(response.message or "")

    def _on_disconnected(self) -> None:
        self._on_ready_read()
        if not self._is_over:
            self.closed.emit()
