"""One of the program's two output pipes."""

from __future__ import annotations

import array
import codecs
import fcntl
import os
import termios
from collections.abc import Callable
from typing import IO

from .event_loop import EventLoop

_CHUNK = 1 << 16


class OutputPipe:
    """Reads what the program writes and tells it as text, bytes that are not UTF-8 replaced."""

    def __init__(self, loop: EventLoop, stream: IO[bytes], on_text: Callable[[str], None]) -> None:
        self._stream = stream
        self._fd = stream.fileno()
        os.set_blocking(self._fd, False)
        self._loop = loop
        self._on_text = on_text
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._is_paused = False
        self.is_open = True
        self._watch()

    def pause(self, is_paused: bool) -> None:
        """Read nothing while paused: a program that floods then waits."""
        if is_paused != self._is_paused:
            self._is_paused = is_paused
            self._watch()

    def drain(self) -> None:
        """Tell all that is in the pipe at this moment, and not what is added meanwhile."""
        if not self.is_open:
            return
        left = self._available()
        while left > 0 and self.is_open:
            left -= self._read(left)

    def look_for_end(self) -> None:
        """Drain, and close if nobody can write any more."""
        self.drain()
        if self.is_open and not self._available():
            self._read(1)

    def close(self) -> None:
        """Tell what is left of a torn character, and read no more."""
        if self.is_open:
            self.is_open = False
            self._watch()
            self._stream.close()
            self._tell(self._decoder.decode(b"", final=True))

    def _watch(self) -> None:
        wanted = self.is_open and not self._is_paused
        self._loop.watch_reading(self._fd, self._on_readable if wanted else None)

    def _on_readable(self) -> None:
        self._read(_CHUNK)

    def _available(self) -> int:
        count = array.array("i", [0])
        fcntl.ioctl(self._fd, termios.FIONREAD, count)
        return count[0]

    def _read(self, limit: int) -> int:
        try:
            data = os.read(self._fd, min(limit, _CHUNK))
        except BlockingIOError:
            return limit
        except OSError:
            data = b""
        if not data:
            self.close()
            return limit
        self._tell(self._decoder.decode(data))
        return len(data)

    def _tell(self, text: str) -> None:
        if text:
            self._on_text(text)
