"""The three kinds of message of DAP: request, response, event."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .wire import WireError


@dataclass(frozen=True, slots=True)
class Request:
    """A request: `seq` is the sender's number for it, `arguments` a JSON object."""

    seq: int
    command: str
    arguments: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Response:
    """The answer to the request numbered `request_seq`; `message` says why it failed."""

    seq: int
    request_seq: int
    success: bool
    command: str
    message: str | None = None
    body: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened on the sender's side."""

    seq: int
    event: str
    body: dict[str, Any] = field(default_factory=dict)


Message = Request | Response | Event


def message_to_wire(message: Message) -> dict[str, Any]:
    """Return the JSON object of ``message``."""
    match message:
        case Request():
            return {
                "seq": message.seq,
                "type": "request",
                "command": message.command,
                "arguments": message.arguments,
            }
        case Event():
            return {
                "seq": message.seq,
                "type": "event",
                "event": message.event,
                "body": message.body,
            }
        case Response():
            wire: dict[str, Any] = {
                "seq": message.seq,
                "type": "response",
                "request_seq": message.request_seq,
                "success": message.success,
                "command": message.command,
                "body": message.body,
            }
            if message.message is not None:
                wire["message"] = message.message
            return wire


def message_from_wire(data: dict[str, Any]) -> Message:
    """Return the message that the JSON object ``data`` holds. Raises WireError."""
    seq = _get(data, "seq", int)
    match data.get("type"):
        case "request":
            return Request(seq, _get(data, "command", str), _object(data, "arguments"))
        case "event":
            return Event(seq, _get(data, "event", str), _object(data, "body"))
        case "response":
            text = data.get("message")
            return Response(
                seq,
                _get(data, "request_seq", int),
                _get(data, "success", bool),
                _get(data, "command", str),
                text if isinstance(text, str) else None,
                _object(data, "body"),
            )
        case other:
            raise WireError(f"message: unknown type {other!r:.80}")


def _get(data: dict[str, Any], name: str, kind: type[Any]) -> Any:
    value = data.get(name)
    if type(value) is not kind:
        raise WireError(f"message: {name!r} must be {kind.__name__}")
    return value


def _object(data: dict[str, Any], name: str) -> dict[str, Any]:
    value = data.get(name)
    if value is None:
        return {}
    if type(value) is not dict:
        raise WireError(f"message: {name!r} must be an object")
    return value
