"""The line to the client: connects back with the secret, sends and receives DAP messages."""

from __future__ import annotations

from _socket import AF_INET, IPPROTO_TCP, SOCK_STREAM, TCP_NODELAY, socket
from _thread import allocate_lock

from ..protocol.framing import MAX_CONTENT_BYTES, FrameReader, FramingError, encode_frame
from .own_descriptor import OwnDescriptor

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_CHUNK = 65536


class ConnectionEnded(Exception):
    """The client is gone, or what it says is not DAP."""


class LineCut(ConnectionEnded):
    """The program has closed the line, or has put something of its own in its place."""


class MessageTooLarge(Exception):
    """The client would not take it, and hang up."""


class Connection:
    """A connected stream of messages: any thread may send, one at a time may read."""

    def __init__(self, port: int, greeting: bytes) -> None:
        """Connect to ``port`` on loopback and send ``greeting``. Raises OSError."""
        first = socket(AF_INET, SOCK_STREAM)
        first.connect(("127.0.0.1", port))
        self._descriptor = OwnDescriptor(first.detach())
        self._socket = socket(AF_INET, SOCK_STREAM, 0, self._descriptor.number)
        self._socket.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)
        self._send_lock = allocate_lock()
        self._reader = FrameReader()
        self._received: list[dict[str, Any]] = []
        self._send_all(greeting)

    def fileno(self) -> int:
        """Return the descriptor, for waiting on it."""
        return self._descriptor.number

    def check(self) -> None:
        """Raise LineCut if the program has taken the line away."""
        if not self._descriptor.is_ours():
            raise LineCut

    def send(self, message: dict[str, Any]) -> None:
        """Send one message. Raises ConnectionEnded, and MessageTooLarge with nothing sent."""
        data = encode_frame(message)
        if len(data) > MAX_CONTENT_BYTES:
            raise MessageTooLarge
        with self._send_lock:
            self.check()
            self._send_all(data)

    def has_message(self) -> bool:
        """Tell whether `receive` would return at once with what has been read already."""
        return bool(self._received)

    def receive(self) -> dict[str, Any]:
        """Wait for the next message and return it. Raises ConnectionEnded."""
        while not self._received:
            self.read_some()
        return self._received.pop(0)

    def put_back(self, messages: list[dict[str, Any]]) -> None:
        """Have `receive` return these first."""
        self._received[:0] = messages

    def read_some(self) -> None:
        """Wait for bytes and take them in. Raises ConnectionEnded."""
        self.check()
        try:
            data = self._socket.recv(_CHUNK)
            if not data:
                raise ConnectionEnded("the client has closed the connection")
            self._received += self._reader.feed(data)
        except (OSError, FramingError) as error:
            self.check()
            raise ConnectionEnded(str(error)) from None

    def forget_threads(self) -> None:
        """Send though another thread may have been halted while it did; it will not go on."""
        self._send_lock = allocate_lock()

    def close(self) -> None:
        """Close the line; in a forked child the parent's stays open."""
        self._socket.detach()
        self._descriptor.close()

    def _send_all(self, data: bytes) -> None:
        try:
            self._socket.sendall(data)
        except OSError as error:
            raise ConnectionEnded(str(error)) from None
