"""Waits for the agent to connect back; whoever does not present the secret is dropped."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QAbstractSocket, QHostAddress, QTcpServer, QTcpSocket

from coro_debugger.protocol.launch import GREETING_LENGTH

_GREETING_MILLISECONDS = 5000


class AgentListener(QObject):
    """Listens on loopback until one caller has greeted rightly, then not any more.

    Signals:
        greeted(QTcpSocket): the agent is there; the socket now belongs to the receiver.
    """

    greeted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_greeting: Callable[[bytes], bool] = lambda _: False
        self._callers: list[QTcpSocket] = []
        self._server = QTcpServer(self)
        self._server.newConnection.connect(self._on_new_connection)

    def listen(self) -> int:
        """Begin to listen; return the port. Raises OSError."""
        if not self._server.listen(QHostAddress(QHostAddress.SpecialAddress.LocalHost), 0):
            raise OSError(self._server.errorString())
        return self._server.serverPort()

    def expect(self, is_greeting: Callable[[bytes], bool]) -> None:
        """Say what judges the first GREETING_LENGTH bytes of a caller."""
        self._is_greeting = is_greeting

    def close(self) -> None:
        """Stop listening and drop everybody who has not greeted."""
        self._server.close()
        for caller in list(self._callers):
            self._drop(caller)

    def _on_new_connection(self) -> None:
        while self._server.hasPendingConnections():
            caller = self._server.nextPendingConnection()
            # Without it each answer waits for the other side's acknowledgement: 40 ms a step.
            caller.setSocketOption(QAbstractSocket.SocketOption.LowDelayOption, 1)
            self._callers.append(caller)
            caller.readyRead.connect(lambda caller=caller: self._on_ready_read(caller))
            caller.disconnected.connect(lambda caller=caller: self._drop(caller))
            QTimer.singleShot(_GREETING_MILLISECONDS, caller, lambda c=caller: self._drop(c))
            self._on_ready_read(caller)

    def _on_ready_read(self, caller: QTcpSocket) -> None:
        if caller not in self._callers or caller.bytesAvailable() < GREETING_LENGTH:
            return
        # Not a byte more: what follows belongs to the conversation.
        if self._is_greeting(bytes(caller.read(GREETING_LENGTH).data())):
            self._accept(caller)
        else:
            self._drop(caller)

    def _accept(self, caller: QTcpSocket) -> None:
        self._callers.remove(caller)
        caller.readyRead.disconnect()
        caller.disconnected.disconnect()
        # A socket dies with the server that it came from unless it is taken away.
        caller.setParent(None)
        self.close()
        self.greeted.emit(caller)

    def _drop(self, caller: QTcpSocket) -> None:
        if caller in self._callers:
            self._callers.remove(caller)
            caller.abort()
            caller.deleteLater()
