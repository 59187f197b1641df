"""Hears the client while the program runs: a thread that is there only then."""

from __future__ import annotations

from _thread import allocate_lock, get_ident, get_native_id, start_new_thread
from os import close as close_fd
from os import getpid, pipe, read, stat, write
from select import select
from time import monotonic

from .connection import ConnectionEnded, move_fd_high

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .connection import Connection


_LAST_STEPS_SECONDS = 0.05
"""How long a thread that has run its last line may take until the system counts it no more."""


class Listening:
    """A helper thread that reads messages until it is told to end."""

    def __init__(
        self,
        connection: Connection,
        on_message: Callable[[dict[str, Any]], None],
        on_ended: Callable[[], None],
        on_idle: Callable[[], float | None],
    ) -> None:
        """``on_idle`` is called before each wait and returns how long to wait at most."""
        self._connection = connection
        self._on_message = on_message
        self._on_ended = on_ended
        self._on_idle = on_idle
        wake_read, wake_write = pipe()
        self._wake_read = move_fd_high(wake_read)
        self._wake_write = move_fd_high(wake_write)
        self._running = allocate_lock()
        self._active = False
        self._native_id = 0
        self._ident = 0

    def start(self) -> None:
        """Start the thread, unless it is there."""
        if self._active:
            return
        self._active = True
        self._running.acquire()
        start_new_thread(self._run, ())

    def stop(self) -> None:
        """End the thread and wait until it is gone."""
        if not self._active:
            return
        self._active = False
        write(self._wake_write, b"x")
        with self._running:
            pass
        read(self._wake_read, 1)
        _wait_until_gone(self._native_id)
        self._ident = 0  # the system may give it to a thread of the program now

    def is_on(self, ident: int) -> bool:
        """Tell whether this is the ident of the helper thread, which is there."""
        return self._ident == ident

    def close(self) -> None:
        """In a forked child: forget the thread, which is not there, and the descriptors."""
        close_fd(self._wake_read)
        close_fd(self._wake_write)

    def _run(self) -> None:
        self._native_id, self._ident = get_native_id(), get_ident()
        try:
            while self._active:
                if self._connection.has_message():
                    self._on_message(self._connection.receive())
                    continue
                ready, _, _ = select(
                    [self._connection.fileno(), self._wake_read], [], [], self._on_idle()
                )
                if self._wake_read in ready:
                    return
                if ready:
                    self._connection.read_some()
        except ConnectionEnded:
            self._on_ended()
        finally:
            self._running.release()


def _wait_until_gone(native_id: int) -> None:
    """Wait until the system has forgotten a thread that is about to end.

    From 3.12 on ``os.fork()`` warns if the system counts more than one. Only Linux can be asked.
    """
    path = f"/proc/{getpid()}/task/{native_id}"
    deadline = monotonic() + _LAST_STEPS_SECONDS
    try:
        while monotonic() < deadline:
            stat(path)
    except OSError:
        return
