"""A conversation in DAP messages over two descriptors."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from typing import Any

from coro_debugger.protocol.framing import FrameReader, FramingError, encode_frame

from .buffered_writer import BufferedWriter
from .event_loop import EventLoop

_CHUNK = 1 << 18
_REST_SECONDS = 0.3

JsonObject = dict[str, Any]


class MessageStream:
    """Calls back for each message, and once with why it ended ("" for an ordinary end)."""

    def __init__(
        self,
        loop: EventLoop,
        read_fd: int,
        write_fd: int,
        on_message: Callable[[JsonObject], None],
        on_end: Callable[[str], None],
        on_written: Callable[[], None] = lambda: None,
    ) -> None:
        os.set_blocking(read_fd, False)
        self._loop = loop
        self._read_fd = read_fd
        self._on_message = on_message
        self._on_end = on_end
        self._frames = FrameReader()
        self._has_ended = False
        self._is_paused = False
        self.writer = BufferedWriter(loop, write_fd, on_written)

    def start(self, first: bytes = b"") -> None:
        """Begin to read; ``first`` was read already."""
        self._watch()
        if first:
            self._take(first)

    def send(self, message: JsonObject) -> None:
        """Send ``message`` now or as soon as the other side takes it."""
        self.writer.write(encode_frame(message))

    def pause(self, is_paused: bool) -> None:
        """Read nothing while paused, so that the sender has to wait."""
        if is_paused != self._is_paused:
            self._is_paused = is_paused
            self._watch()

    def read_rest(self) -> None:
        """Read what has arrived; for when the sender has ended."""
        # Another process that holds its end of the line may write without a pause.
        until = time.monotonic() + _REST_SECONDS
        while not self._has_ended and self._read_some() and time.monotonic() < until:
            pass

    def end(self, why: str = "") -> None:
        """Read no more and tell so once."""
        if not self._has_ended:
            self._has_ended = True
            self._watch()
            self._on_end(why)

    def abandon(self) -> None:
        """Read and write no more, without a word; the descriptors are about to be closed."""
        self._has_ended = True
        self._watch()
        self.writer.abandon()

    def _watch(self) -> None:
        wanted = not (self._has_ended or self._is_paused)
        self._loop.watch_reading(self._read_fd, self._on_readable if wanted else None)

    def _on_readable(self) -> None:
        self._read_some()

    def _read_some(self) -> bool:
        try:
            data = os.read(self._read_fd, _CHUNK)
        except BlockingIOError:
            return False
        except OSError:
            data = b""
        if data:
            self._take(data)
        else:
            self.end()
        return bool(data)

    def _take(self, data: bytes) -> None:
        try:
            messages = self._frames.feed(data)
        except FramingError as error:
            self.end(str(error))
            return
        for message in messages:
            if self._has_ended:
                return
            self._on_message(message)
