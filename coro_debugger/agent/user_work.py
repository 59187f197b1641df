"""What the user runs on the held thread, expressions and operations, each of which can be cut.

While such work runs a helper thread listens. It hears `cancel`, for an expression `pause` too, and
then has an exception raised in the work: by the guard or the tracer at the next line or loop, or,
where the main thread waits in C code, by a signal.
"""

from __future__ import annotations

from _thread import get_ident
from sys import _getframe as current_frame
from time import monotonic

from ..protocol.commands import CancelArguments, Nothing
from ..protocol.events import Output
from .server import CANCELLED, RequestError
from .tracing.contract import DeadlineExceeded
from .user_code import is_agent_frame

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TypeVar

    from .connection import Connection
    from .control import Control
    from .running import Running
    from .server import Server
    from .tracing.contract import Tracer

    T = TypeVar("T")

_NO_LIMIT = 1e9
_BETWEEN_SIGNALS = 0.1
_PATIENCE = 1.0
_AT_ONCE = frozenset({"cancel", "pause", "terminate", "disconnect"})
"""What is answered while an expression is evaluated; all else waits for its end."""
_STUBBORN = (
    "What runs does not let itself be cut short: it is in code written in C, or catches what is "
    "raised in it. Only ending the program ends it.\n"
)


class Cancelled(DeadlineExceeded, KeyboardInterrupt):
    """Raised in an operation of the user that is cut short; the program sees a Ctrl+C."""


class _Piece:
    """One expression or operation: the request it belongs to, how deep it is, when it was cut."""

    def __init__(self, request: int | None, depth: int, is_evaluation: bool) -> None:
        self.request = request
        self.depth = depth
        self.is_evaluation = is_evaluation
        self.cut_at: float | None = None
        self.raise_at = 0.0
        self.is_told = False

    def is_cut(self) -> bool:
        return self.cut_at is not None

    def is_to_raise(self) -> bool:
        """Tell whether to raise in it now: what catches that is given a while to clean up."""
        now = monotonic()
        if self.cut_at is None or now < self.raise_at:
            return False
        self.raise_at = now + _PATIENCE
        return True


class UserWork:
    """Runs the user's expressions and operations, the innermost last, and cuts them short."""

    def __init__(
        self,
        control: Control,
        tracer: Tracer,
        running: Running,
        server: Server,
        connection: Connection,
    ) -> None:
        self._control = control
        self._tracer = tracer
        self._running = running
        self._server = server
        self._connection = connection
        self._pieces: list[_Piece] = []
        self._waiting: list[dict[str, Any]] = []
        control.check_cut = self._check
        running.cut_evaluation = self._cut_evaluation

    def answer(self, server: Server) -> None:
        """Register the handler of cancel."""
        server.add(CancelArguments, self._cancel, while_running=True)

    def evaluate(self, function: Callable[[], T]) -> T:
        """Call a function of the user without reports. Raises RequestError if it is cut short."""
        piece = self._begin(is_evaluation=True)
        try:
            return self._control.run_evaluated(
                lambda: self._tracer.guarded_call(function, _NO_LIMIT, piece.is_cut)
            )
        except BaseException:
            if piece.is_cut():
                raise _cancelled() from None
            raise
        finally:
            self._end()

    def drive(self, coroutine_id: int, operation: Callable[[], T]) -> T:
        """Do an operation of the user; it may stop inside. Raises RequestError if it is cut."""
        piece = self._begin(is_evaluation=False)
        try:
            return self._control.run_driven(  # type: ignore[no-any-return]
                coroutine_id, lambda: self._tracer.traced_call(operation)
            )
        except Cancelled:
            if piece.is_cut():
                raise _cancelled() from None
            raise
        finally:
            self._end()

    def hear(self, message: dict[str, Any]) -> None:
        """Answer a message that came while the program or some work runs, or let it wait."""
        piece = self._innermost
        if piece is not None and piece.is_evaluation and message.get("command") not in _AT_ONCE:
            self._waiting.append(message)
        else:
            self._server.handle_while_running(message)

    def on_idle(self) -> float | None:
        """Insist where work that was cut goes on; return when to look again, in seconds."""
        piece = self._innermost
        if piece is None or piece.cut_at is None:
            return None
        now = monotonic()
        if now > piece.cut_at + _BETWEEN_SIGNALS:
            self._running.interrupt_main(lambda: self._raise_in(piece))
        if now > piece.cut_at + 2 * _PATIENCE and not piece.is_told:
            piece.is_told = True
            self._server.send_event(Output(_STUBBORN, "important"))
        return _BETWEEN_SIGNALS

    # --- how ----------------------------------------------------------------------------------

    @property
    def _innermost(self) -> _Piece | None:
        return self._pieces[-1] if self._pieces else None

    def _begin(self, is_evaluation: bool) -> _Piece:
        piece = _Piece(self._server.request_under_way, self._control.depth, is_evaluation)
        self._pieces.append(piece)
        return piece

    def _end(self) -> None:
        self._pieces.pop()
        waiting, self._waiting = self._waiting, []
        self._connection.put_back(waiting)

    def _cancel(self, arguments: CancelArguments) -> Nothing:
        for index, piece in enumerate(self._pieces):
            if piece.request == arguments.request_id:
                # What it has led to, stops and work inside it, has to end first.
                self._cut(self._pieces[index:])
                self._control.leave_stops_above(piece.depth)
                break
        return Nothing()

    def _cut_evaluation(self) -> bool:
        """Cut the expression that is evaluated; tell whether there is one."""
        piece = self._innermost
        if piece is None or not piece.is_evaluation:
            return False
        self._cut([piece])
        return True

    @staticmethod
    def _cut(pieces: list[_Piece]) -> None:
        now = monotonic()
        for piece in pieces:
            piece.cut_at = piece.raise_at = now

    def _check(self) -> None:
        """Raise in the operation under way if it was cut; called at its lines."""
        piece = self._innermost
        if piece is not None and piece.cut_at is not None and piece.is_to_raise():
            raise Cancelled

    def _raise_in(self, piece: _Piece) -> None:
        """Raise in the work from a signal, unless the debugger itself was interrupted in it."""
        if piece is not self._innermost or self._control.current_thread != get_ident():
            return
        is_running = piece.is_evaluation or not self._control.is_serving
        if is_running and not is_agent_frame(current_frame(3)) and piece.is_to_raise():
            raise Cancelled


def _cancelled() -> RequestError:
    return RequestError(CANCELLED, "It was cut short.")
