"""Typed requests, answers and events over the socket of an agent that has greeted."""

from __future__ import annotations

import sys
from collections import Counter, deque
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QDeadlineTimer, QObject, Qt, QTimer, Signal
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
from coro_debugger.protocol.wire import (
    LONGEST_NAME,
    LONGEST_TEXT,
    WireError,
    cut,
    from_wire,
    to_wire,
)

from .qt_json import decode_for_qt

B = TypeVar("B")

ENDED = "ended"
"""What `on_error` gets when the program ended before it answered."""
NOT_STOPPED = "notStopped"
"""What `on_error` gets when the program runs and answers this only while it is held."""
CANCELLED = "cancelled"
"""What `on_error` gets when the request was cut short."""

_SILENCE_MILLISECONDS = 3000
_TURN_MILLISECONDS = 20
_MOMENT_MILLISECONDS = 2
_REST_MILLISECONDS = 300
_CHUNK = 1 << 18
_MOST_UNSENT = 1 << 20
_RUNNING_CODE = frozenset({"evaluate", "setVariable", "resumeCoroutine"})
_AT_ONCE = frozenset({"cancel", "pause"})

_Pending = tuple[Arguments[Any], Callable[[Any], None], Callable[[str], None] | None]


class Conversation(QObject):
    """A conversation with one agent, over when either side hangs up.

    Signals:
        about_to_deliver(): messages have come; what must be told before them can be told now.
        event_received(EventBody): an event of a type that is known here.
        violated(str): what came is no DAP, or not what was asked for; nothing more is read.
        fell_silent(): what should take a moment has had no answer for seconds.
        spoke_again(): then there is one after all.
        closed(): the agent has hung up.
    """

    about_to_deliver = Signal()
    event_received = Signal(object)
    violated = Signal(object)
    fell_silent = Signal()
    spoke_again = Signal()
    closed = Signal()

    def __init__(self, socket: QTcpSocket, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._frames = FrameReader(decode_for_qt)
        self._seq = 0
        self._received: deque[dict[str, Any]] = deque()
        self._pending: dict[int, _Pending] = {}
        self._waiting: Counter[str] = Counter()
        self._is_over = False
        self._is_silent = False
        self._is_delivering = False
        self._silence = QTimer(self, singleShot=True, interval=_SILENCE_MILLISECONDS)
        self._silence.timeout.connect(self._on_silence)
        self._next_turn = QTimer(self, singleShot=True, interval=0)
        self._next_turn.timeout.connect(self._on_ready_read)
        self._socket = socket
        socket.setParent(self)
        # What is not read yet makes the sender wait.
        socket.setReadBufferSize(_CHUNK)
        socket.readyRead.connect(self._on_ready_read)
        # Queued: sending may find out about it, and nobody is told before `request` returns.
        socket.disconnected.connect(self._on_disconnected, Qt.ConnectionType.QueuedConnection)

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
        self._waiting[arguments.COMMAND] += 1
        self._send(Request(self._seq, arguments.COMMAND, to_wire(arguments)))
        self._watch_silence()
        return self._seq

    def read_rest(self) -> None:
        """Take what the agent has sent; for when its process has ended."""
        # Another process that holds its end of the line may write without a pause.
        until = QDeadlineTimer(_REST_MILLISECONDS)
        while not (self._is_over or until.hasExpired()):
            self._take(until)
            if not self._socket.waitForReadyRead(0):
                break

    def leave(self) -> None:
        """Take nothing more, and tell everybody who waits for an answer that there will be none.

        The line stays until `end`: an agent that loses it ends its program at once.
        """
        self._is_over = True
        self._silence.stop()
        pending, self._pending = self._pending, {}
        for _, _, on_error in pending.values():
            if on_error:
                on_error(ENDED)

    def end(self) -> None:
        """Leave, and hang up."""
        self._is_over = True
        self._socket.disconnected.disconnect(self._on_disconnected)
        self._socket.abort()
        self.leave()

    def _send(self, message: Message) -> None:
        # Closed, before that is told, if sending has failed.
        if not self._is_over and self._socket.isOpen():
            self._socket.write(encode_frame(message_to_wire(message)))
            if not self._is_delivering:
                self._socket.flush()

    def _on_ready_read(self) -> None:
        """Take what has come, for a moment: in a flood, too, others have their turn."""
        self._take(QDeadlineTimer(_TURN_MILLISECONDS))

    def _take(self, until: QDeadlineTimer) -> None:
        try:
            # A receiver of the message before may have ended the conversation.
            while not self._is_over and (self._received or self._read_some()):
                if until.hasExpired():
                    self._next_turn.start()
                    return
                self._deliver_and_answer(message_from_wire(self._received.popleft()))
        except (FramingError, WireError) as error:
            if not self._is_over:
                self._is_over = True
                self.violated.emit(str(error))

    def _read_some(self) -> bool:
        """Read until there is a message; tell whether there is one."""
        while not self._received and (self._socket.bytesAvailable() or self._comes_soon()):
            # Waiting tells of what came, which is then taken by a second call, to the end perhaps.
            if self._is_over or not self._socket.isOpen():
                return False
            data = bytes(self._socket.read(_CHUNK).data())
            self.about_to_deliver.emit()
            self._received += self._frames.feed(data)
        if self._received and self._is_silent:
            self._is_silent = False
            self.spoke_again.emit()
        return bool(self._received)

    def _comes_soon(self) -> bool:
        """Wait a moment for an answer that takes no longer: the window would paint without it."""
        is_connected = self._socket.state() is QTcpSocket.SocketState.ConnectedState
        is_due = is_connected and self._silence.isActive()
        return is_due and self._socket.waitForReadyRead(_MOMENT_MILLISECONDS)

    def _deliver_and_answer(self, message: Message) -> None:
        """Send what a message makes us ask all at once, before its news are painted.

        By itself the socket would send when the loop turns next, after the painting.
        """
        self._is_delivering = True
        try:
            self._deliver_safely(message)
        finally:
            self._is_delivering = False
        if not self._is_over:
            self._socket.flush()

    def _deliver_safely(self, message: Message) -> None:
        """Deliver a message; a receiver that fails does not cost those that come after it."""
        try:
            self._deliver(message)
        except WireError:
            raise
        except Exception:
            sys.excepthook(*sys.exc_info())

    def _deliver(self, message: Message) -> None:
        match message:
            case Event():
                body = event_from_wire(message.event, message.body)
                if body is not None:
                    self.event_received.emit(body)
            case Response():
                self._deliver_response(message)
            case Request() if self._socket.bytesToWrite() < _MOST_UNSENT:
                self._seq += 1
                why = "the window answers no requests"
                self._send(Response(self._seq, message.seq, False, message.command, why))

    def _deliver_response(self, response: Response) -> None:
        pending = self._pending.pop(response.request_seq, None)
        if pending is None:
            return
        arguments, on_body, on_error = pending
        self._waiting[arguments.COMMAND] -= 1
        self._silence.stop()
        self._watch_silence()
        if response.success:
            on_body(from_wire(arguments.BODY, response.body, arguments.COMMAND, LONGEST_NAME))
        elif on_error:
            on_error(cut(response.message or "", LONGEST_TEXT))

    def _watch_silence(self) -> None:
        """Wait for an answer, unless code of the user's runs: that may take its time."""
        commands = {command for command, count in self._waiting.items() if count}
        if not commands or (commands & _RUNNING_CODE and not commands & _AT_ONCE):
            self._silence.stop()
        elif not self._silence.isActive():
            self._silence.start()

    def _on_silence(self) -> None:
        self._is_silent = True
        self.fell_silent.emit()

    def _on_disconnected(self) -> None:
        if self._is_over:
            return
        self.read_rest()
        if not self._is_over:
            self.closed.emit()
