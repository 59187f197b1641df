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

    def __init__(self, largest: int | None = None, *, well_formed: bool = False) -> None:
        """``largest``: an integer beyond it, or below its negative, makes a message malformed.

        ``well_formed``: lone surrogates in strings are replaced; Qt takes none.
        """
        self._parse_int = int if largest is None else _int_up_to(largest)
        self._well_formed = well_formed
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
        return self._decode(content)

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

    def _decode(self, content: bytes) -> dict[str, Any]:
        try:
            message = json.loads(
                content.decode("utf-8"),
                parse_constant=_refuse_constant,
                parse_int=self._parse_int,
            )
        except (ValueError, RecursionError) as error:
            raise FramingError(f"the content is not JSON: {error}") from None
        if not isinstance(message, dict):
            raise FramingError("the content is not a JSON object")
        if self._well_formed and b"\\ud" in content.lower():
            return {str(name): each for name, each in _without_lone_surrogates(message).items()}
        return message


def _int_up_to(largest: int) -> Callable[[str], int]:
    longest = len(str(largest)) + 1

    def parse(digits: str) -> int:
        if len(digits) > longest or not -largest <= (number := int(digits)) <= largest:
            raise ValueError(f"{digits[:40]} is out of range")
        return number

    return parse


def _content_length(value: bytes) -> int:
    if not value.isdigit() or len(value) > 12:
        raise FramingError(f"Content-Length is not a number: {value[:40]!r}")
    length = int(value)
    if length > MAX_CONTENT_BYTES:
        raise FramingError(f"a message of {length} bytes is too large")
    return length


def _without_lone_surrogates(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    if isinstance(value, list):
        return [_without_lone_surrogates(each) for each in value]
    if isinstance(value, dict):
        return {
            _without_lone_surrogates(name): _without_lone_surrogates(each)
            for name, each in value.items()
        }
    return value


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")
