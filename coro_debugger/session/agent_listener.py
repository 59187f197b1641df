"""Waits for the agent to connect back; whoever does not present the secret is dropped."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QAbstractSocket, QHostAddress, QTcpServer, QTcpSocket

from coro_debugger.protocol.launch import GREETING_LENGTH

_GREETING_MILLISECONDS = 5000
_MOST_CALLERS = 100
"""Who calls and says nothing holds a descriptor: of many, the one that waits longest goes."""


class _Caller(QObject):
    """Somebody who connected and has not greeted yet.

    Its own methods are the slots: a lambda that held the socket would make PySide crash when the
    socket is deleted.
    """

    greeted = Signal(object)
    left = Signal(object)

    def __init__(
        self, socket: QTcpSocket, is_greeting: Callable[[bytes], bool], parent: QObject
    ) -> None:
        super().__init__(parent)
        # Not the server's: going with that it would hang up here first, already half gone.
        socket.setParent(self)
        self.socket = socket
        self._is_greeting = is_greeting
        self.is_turned_away = False
        self._is_over = False
        # Without it each answer waits for the other side's acknowledgement: 40 ms a step.
        socket.setSocketOption(QAbstractSocket.SocketOption.LowDelayOption, 1)
        socket.readyRead.connect(self.listen)
        socket.disconnected.connect(self.drop)
        self._patience = QTimer(self, singleShot=True, interval=_GREETING_MILLISECONDS)
        self._patience.timeout.connect(self.drop)
        self._patience.start()

    def listen(self) -> None:
        """Judge the greeting once all of it is there."""
        if self.socket.bytesAvailable() < GREETING_LENGTH:
            return
        # Not a byte more: what follows belongs to the conversation.
        if self._is_greeting(bytes(self.socket.read(GREETING_LENGTH).data())):
            self._let_go()
            self.greeted.emit(self.socket)
            self.deleteLater()
        else:
            self.is_turned_away = True
            self.drop()

    def drop(self) -> None:
        """Hang up and forget."""
        if self._is_over:
            return
        self._let_go()
        self.left.emit(self)
        self.socket.abort()
        self.socket.deleteLater()
        self.deleteLater()

    def _let_go(self) -> None:
        """Listen no more, nor wait: until this is deleted, a loop inside another may run long."""
        self._is_over = True
        self._patience.stop()
        self.socket.readyRead.disconnect(self.listen)
        self.socket.disconnected.disconnect(self.drop)


class AgentListener(QObject):
    """Listens on loopback until one caller has greeted rightly, then not any more.

    Signals:
        greeted(QTcpSocket): the agent is there; the socket now belongs to the receiver.
        turned_away(): somebody has called who does not know the secret; told once.
    """

    greeted = Signal(object)
    turned_away = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_greeting: Callable[[bytes], bool] = lambda _: False
        self._callers: list[_Caller] = []
        self._has_told = False
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
        """Stop listening, and drop whoever has not greeted."""
        self._server.close()
        for caller in list(self._callers):
            caller.drop()

    def _on_new_connection(self) -> None:
        while self._server.hasPendingConnections():
            caller = _Caller(self._server.nextPendingConnection(), self._is_greeting, self)
            caller.greeted.connect(self._on_greeted)
            caller.left.connect(self._on_left)
            self._callers.append(caller)
            if len(self._callers) > _MOST_CALLERS:
                self._callers[0].drop()
            caller.listen()

    def _on_left(self, caller: _Caller) -> None:
        self._callers.remove(caller)
        if caller.is_turned_away and not self._has_told:
            self._has_told = True
            self.turned_away.emit()

    def _on_greeted(self, socket: QTcpSocket) -> None:
        self._callers = [each for each in self._callers if each.socket is not socket]
        if not self._server.isListening():
            socket.abort()
            return
        # A socket dies with its caller unless it is taken away.
        socket.setParent(None)
        self.close()
        self.greeted.emit(socket)
