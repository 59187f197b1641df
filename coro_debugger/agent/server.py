"""Answers requests: one typed handler a command, an unknown one is an error with its name."""

from __future__ import annotations

from itertools import count

from ..protocol.commands import COMMANDS, Arguments
from ..protocol.events import EVENT_TYPES, EventBody, event_to_wire
from ..protocol.messages import (
    Event,
    Message,
    Request,
    Response,
    message_from_wire,
    message_to_wire,
)
from ..protocol.wire import LONGEST_NAME, LONGEST_TEXT, WireError, cut, from_wire, prepare, to_wire
from .connection import ConnectionEnded, MessageTooLarge
from .reserve import use_reserve
from .running_errors import running_error_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .connection import Connection

    Handler = Callable[[Any], Any]

_REPEATABLE = frozenset(
    {"threads", "stackTrace", "scopes", "variables", "coroutines", "timeline", "disassemble"}
)
"""What may be done once more if memory has run out: it changes nothing."""
NOT_STOPPED = "notStopped"
CANCELLED = "cancelled"


class RequestError(Exception):
    """A request cannot be answered; the text says why, in words for the client.

    `shown` is the text for people where the first one is a word of DAP.
    """

    def __init__(self, text: str, shown: str | None = None) -> None:
        super().__init__(text)
        self.shown = shown or text


def prepare_messages() -> None:
    """Resolve the types of all messages now: nothing is imported once the program runs."""
    for arguments in COMMANDS.values():
        prepare(arguments)
        prepare(arguments.BODY)
    for body in EVENT_TYPES.values():
        prepare(body)


class Server:
    """Reads requests from the connection, calls their handlers, sends answers and events."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._handlers: dict[str, Handler] = {}
        self._while_running: set[str] = set()
        self._after: list[Callable[[], None]] = []
        self._next_seq = count(1).__next__
        self._under_way: list[int] = []

    def add(
        self, arguments: type[Arguments[Any]], handler: Handler, while_running: bool = False
    ) -> None:
        """Have ``handler`` answer the requests with these arguments."""
        self._handlers[arguments.COMMAND] = handler
        if while_running:
            self._while_running.add(arguments.COMMAND)

    def send_event(self, body: EventBody) -> None:
        """Send an event. Raises ConnectionEnded."""
        seq = self._next_seq()
        self._send(lambda: Event(seq, body.EVENT, event_to_wire(body)))

    def _send(self, make: Callable[[], Message]) -> None:
        try:
            self._connection.send(message_to_wire(make()))
        except MemoryError:  # of the program, which has used it up
            if not use_reserve():
                raise
            self._connection.send(message_to_wire(make()))

    def after_reply(self, action: Callable[[], None]) -> None:
        """Have ``action`` done once the answer to the present request is on its way."""
        self._after.append(action)

    @property
    def request_under_way(self) -> int | None:
        """The number of the request that the held thread is answering, the innermost one."""
        return self._under_way[-1] if self._under_way else None

    def serve_one(self) -> None:
        """Wait for one message and answer it. Raises ConnectionEnded."""
        data = self._connection.receive()
        seq = data.get("seq")
        self._under_way.append(seq if type(seq) is int else 0)
        try:
            self._handle(data, is_running=False)
        finally:
            self._under_way.pop()

    def handle_while_running(self, data: dict[str, Any]) -> None:
        """Answer a message that came while the program runs. Raises ConnectionEnded."""
        self._handle(data, is_running=True)

    def _handle(self, data: dict[str, Any], is_running: bool) -> None:
        try:
            message = message_from_wire(data)
        except WireError as error:
            seq = data.get("seq")
            request = Request(seq if type(seq) is int else 0, "")
            self._reply(request, None, RequestError(str(error)))
            return
        if not isinstance(message, Request):
            return
        body, failure = self._answer(message, is_running)
        self._reply(message, body, failure)
        actions, self._after = self._after, []
        for action in actions:
            action()

    def _answer(self, request: Request, is_running: bool) -> tuple[Any, RequestError | None]:
        handler = self._handlers.get(request.command)
        if handler is None:
            return None, RequestError(f"unknown request {request.command!r:.100}")
        if is_running and request.command not in self._while_running:
            return None, RequestError(NOT_STOPPED, "The program is running.")
        try:
            return self._call(handler, request), None
        except RequestError as error:
            return None, error
        except WireError as error:
            return None, RequestError(str(error))
        except ConnectionEnded:
            raise
        except Exception as error:  # a fault of ours: it costs this one answer
            text = f"the debugger failed: {running_error_text(error)}"
            return None, RequestError(text)

    @staticmethod
    def _call(handler: Handler, request: Request) -> Any:
        arguments = from_wire(COMMANDS[request.command], request.arguments, request.command)
        try:
            return handler(arguments)
        except MemoryError:
            if not use_reserve() or request.command not in _REPEATABLE:
                raise
            return handler(arguments)

    def _reply(self, request: Request, body: Any, failure: RequestError | None) -> None:
        seq = self._next_seq()

        def response() -> Response:
            wire_body = {} if body is None else to_wire(body, LONGEST_NAME)
            text = None if failure is None else cut(str(failure), LONGEST_TEXT)
            if failure is not None:
                # DAP formats {names}; the text itself is a variable, so its braces stay.
                shown = {
                    "id": 1,
                    "format": "{why}",
                    "variables": {"why": cut(failure.shown, LONGEST_TEXT)},
                }
                wire_body = {"error": {**shown, "showUser": True}}
            return Response(seq, request.seq, failure is None, request.command, text, wire_body)

        try:
            self._send(response)
        except MessageTooLarge:
            self._reply(
                request, None, RequestError("the answer is too large: ask for a part of it")
            )
