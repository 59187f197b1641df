"""DAP's base protocol: a ``Content-Length`` header, an empty line, a JSON object.

Specification: https://microsoft.github.io/debug-adapter-protocol/overview#base-protocol
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

MAX_CONTENT_BYTES = 64 * 1024 * 1024
MAX_HEADER_BYTES = 4096


class FramingError(ValueError):
    """The bytes are not a DAP message; the conversation cannot go on."""


def encode_frame(message: dict[str, Any]) -> bytes:
    """Return ``message`` with its header.

    Lone surrogates, which Python strings may hold, are escaped: the bytes are always valid UTF-8.
    """
    content = json.dumps(message, ensure_ascii=True, separators=(",", ":"), allow_nan=False)
    data = content.encode("ascii")
    return b"Content-Length: %d\r\n\r\n" % len(data) + data


class FrameReader:
    """Cuts a stream of bytes into messages; bytes may arrive in any portions."""

    def __init__(self, decode: Callable[[bytes], Any] | None = None) -> None:
        """``decode``: reads JSON in a way of its own; raises ValueError for what is none."""
        self._decode = decode or decode_json
        self._buffer = bytearray()
        self._wanted: int | None = None

    def feed(self, data: bytes) -> list[dict[str, Any]]:
        """Take ``data`` and return the messages that are now complete.

        Raises FramingError for a malformed header, content that is not a JSON object, or a
        message over MAX_CONTENT_BYTES. The reader must not be used afterwards.
        """
        self._buffer += data
        messages = []
        while (message := self._next_message()) is not None:
            messages.append(message)
        return messages

    def _next_message(self) -> dict[str, Any] | None:
        if self._wanted is None:
            self._wanted = self._read_header()
        if self._wanted is None or len(self._buffer) < self._wanted:
            return None
        content = bytes(self._buffer[: self._wanted])
        del self._buffer[: self._wanted]
        self._wanted = None
        return self._message(content)

    def _read_header(self) -> int | None:
        end = self._buffer.find(b"\r\n\r\n")
        if end < 0 or end > MAX_HEADER_BYTES:
            if len(self._buffer) > MAX_HEADER_BYTES:
                raise FramingError("the header is too long")
            return None
        header = bytes(self._buffer[:end])
        del self._buffer[: end + 4]
        for line in header.split(b"\r\n"):
            name, _, value = line.partition(b":")
            if name.strip().lower() == b"content-length":
                return _content_length(value.strip())
        raise FramingError("the header has no Content-Length")

    def _message(self, content: bytes) -> dict[str, Any]:
        try:
            message = self._decode(content)
        except (ValueError, RecursionError) as error:
            raise FramingError(f"the content is not JSON: {error}") from None
        if not isinstance(message, dict):
            raise FramingError("the content is not a JSON object")
        return message


def decode_json(content: bytes, parse_int: Callable[[str], int] | None = None) -> Any:
    """Return what JSON in UTF-8 says. Raises ValueError; NaN and infinity are no JSON."""
    text = content.decode("utf-8")
    return json.loads(text, parse_constant=_refuse_constant, parse_int=parse_int)


def _content_length(value: bytes) -> int:
    if not value.isdigit() or len(value) > 12:
        raise FramingError(f"Content-Length is not a number: {value[:40]!r}")
    length = int(value)
    if length > MAX_CONTENT_BYTES:
        raise FramingError(f"a message of {length} bytes is too large")
    return length


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")
