"""Waits for descriptors and times, and calls back; the adapter's one thread lives here."""

from __future__ import annotations

import heapq
import itertools
import os
import selectors
import threading
import time
from collections.abc import Callable
from typing import Any

Callback = Callable[[], None]


class EventLoop:
    """Calls back when a descriptor can be read or written, or a time has come."""

    def __init__(self) -> None:
        # poll, not epoll: standard input may be a regular file, which epoll refuses.
        self._selector = selectors.PollSelector()
        self._timers: list[tuple[float, int, Callback]] = []
        self._numbers = itertools.count()
        self._readers: dict[int, Callback] = {}
        self._writers: dict[int, Callback] = {}
        self._from_threads: list[Callback] = []
        self._lock = threading.Lock()
        self._wake_read, self._wake_write = os.pipe()
        self._is_running = False
        self.watch_reading(self._wake_read, self._on_woken)

    def watch_reading(self, fd: int, callback: Callback | None) -> None:
        """Call ``callback`` whenever ``fd`` has bytes or has ended; None: no longer."""
        self._set(self._readers, fd, callback)

    def watch_writing(self, fd: int, callback: Callback | None) -> None:
        """Call ``callback`` whenever ``fd`` takes bytes; None: no longer."""
        self._set(self._writers, fd, callback)

    def call_later(self, seconds: float, callback: Callback) -> None:
        """Call ``callback`` once, ``seconds`` from now."""
        entry = (time.monotonic() + seconds, next(self._numbers), callback)
        heapq.heappush(self._timers, entry)

    def call_from_thread(self, callback: Callback) -> None:
        """Call ``callback`` once in the loop's thread; may be called from any."""
        with self._lock:
            self._from_threads.append(callback)
        os.write(self._wake_write, b"!")

    def run(self) -> None:
        """Wait and call back until `stop`."""
        self._is_running = True
        while self._is_running:
            self._turn()

    def stop(self) -> None:
        """Make `run` return after the callback that calls this."""
        self._is_running = False

    def _turn(self) -> None:
        timeout = max(0.0, self._timers[0][0] - time.monotonic()) if self._timers else None
        for key, events in self._selector.select(timeout):
            # Looked up again: a callback of this turn may have ended the watch.
            for event, callbacks in (
                (selectors.EVENT_READ, self._readers),
                (selectors.EVENT_WRITE, self._writers),
            ):
                if events & event and self._is_running and (callback := callbacks.get(key.fd)):
                    callback()
        now = time.monotonic()
        while self._timers and self._timers[0][0] <= now and self._is_running:
            heapq.heappop(self._timers)[2]()

    def _set(self, callbacks: dict[int, Callback], fd: int, callback: Callback | None) -> None:
        if callback is None:
            callbacks.pop(fd, None)
        else:
            callbacks[fd] = callback
        events = selectors.EVENT_READ * (fd in self._readers)
        events |= selectors.EVENT_WRITE * (fd in self._writers)
        self._select(fd, events)

    def _select(self, fd: int, events: int) -> None:
        known: Any = self._selector.get_map().get(fd)
        if not events:
            if known:
                self._selector.unregister(fd)
        elif known:
            if known.events != events:
                self._selector.modify(fd, events)
        else:
            self._selector.register(fd, events)

    def _on_woken(self) -> None:
        os.read(self._wake_read, 4096)
        with self._lock:
            callbacks, self._from_threads = self._from_threads, []
        for callback in callbacks:
            callback()
