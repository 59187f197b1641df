"""Hears the client while the program runs: a thread that is there only then."""

from __future__ import annotations

from _thread import allocate_lock, get_ident, get_native_id, start_new_thread
from os import getpid, pipe, read, stat, write
from select import select
from sys import is_finalizing
from time import monotonic

from .connection import ConnectionEnded, LineCut
from .own_descriptor import OwnDescriptor
from .reserve import keep_reserve, use_reserve

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .connection import Connection


_BREATH_SECONDS = 0.05
_LAST_STEPS_SECONDS = 0.05
"""How long a thread that has run its last line may take until the system counts it no more."""


class ListeningEnds:
    """What to do when listening is over, or has failed."""

    def __init__(
        self,
        ended: Callable[[], None],
        cut: Callable[[], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        """``ended``: the client is gone. ``cut``: the program has taken the line away."""
        self.ended = ended
        self.cut = cut
        self.failed = failed


class Listening:
    """A helper thread that reads messages until it is told to end."""

    def __init__(
        self,
        connection: Connection,
        on_message: Callable[[dict[str, Any]], None],
        on_idle: Callable[[], float | None],
        ends: ListeningEnds,
    ) -> None:
        """``on_idle`` is called before each wait and returns how long to wait at most."""
        self._connection = connection
        self._on_message = on_message
        self._on_idle = on_idle
        self._ends = ends
        self._wake_read, self._wake_write = _own_pipe()
        self._running = allocate_lock()
        self._begun = allocate_lock()
        self._active = False
        self._is_wanted = False
        self._forks = 0
        self._native_id = 0
        self._ident = 0
        # Keeps the thread from the eyes of the program's own tools; connected by `entry`.
        self.call_hidden: Callable[[Callable[[], None]], None] = _call

    def start(self) -> None:
        """Start the thread, unless it is there; while the program forks, once that is over."""
        self._is_wanted = True
        self._start_thread()

    def start_beside(self) -> None:
        """Start the thread beside work of the user, which need not wait until it is hidden."""
        self._is_wanted = True
        self._start_thread(is_awaited=False)

    def stop(self) -> None:
        """End the thread and wait until it is gone."""
        self._is_wanted = False
        self._end_thread()

    def suspend(self) -> None:
        """End the thread until `resume`: the program forks, on this thread or another."""
        self._forks += 1
        self._end_thread()

    def resume(self) -> None:
        """Start the thread if it is wanted and no other thread forks."""
        self._forks -= 1
        if self._is_wanted:
            self._start_thread()

    def _start_thread(self, is_awaited: bool = True) -> None:
        if self._active or self._forks or is_finalizing():
            return
        self._active = True
        self._running.acquire()
        self._begun.acquire()
        use_reserve()  # a thread that has no memory to start in would never be heard of
        try:
            start_new_thread(self.call_hidden, (self._run,))
        except RuntimeError:  # there can be no more threads, or the interpreter is about to end
            self._active = False
            self._begun.release()
            self._running.release()
            return
        if is_awaited:  # its way there is not hidden, so the program has to wait
            with self._begun:
                pass

    def _end_thread(self) -> None:
        if not self._active:
            return
        self._active = False
        if is_finalizing():  # it came to a halt, wherever it was, when the interpreter's end began
            self._connection.forget_threads()
            return
        is_woken = self._wake_write.is_ours()
        if is_woken:
            write(self._wake_write.number, b"x")
        with self._running:
            pass
        if is_woken and self._wake_read.is_ours():
            read(self._wake_read.number, 1)
        use_reserve()  # held, the debugger has it to work with
        _wait_until_gone(self._native_id)
        self._ident = 0  # the system may give it to a thread of the program now

    def is_on(self, ident: int) -> bool:
        """Tell whether this is the ident of the helper thread, which is there."""
        return self._ident == ident

    def close(self) -> None:
        """In a forked child: forget the thread, which is not there, and the descriptors."""
        self._wake_read.close()
        self._wake_write.close()

    def _run(self) -> None:
        try:
            self._native_id, self._ident = get_native_id(), get_ident()
            self._begun.release()
            while self._active:
                self._hear()
        except LineCut:
            self._ends.cut()
        except ConnectionEnded:
            self._ends.ended()
        finally:
            self._running.release()

    def _hear(self) -> None:
        """Take one message, or wait for one. Raises ConnectionEnded."""
        try:
            keep_reserve()
            if self._connection.has_message():
                self._on_message(self._connection.receive())
            elif self._wait(self._on_idle()):
                self._connection.read_some()
        except ConnectionEnded:
            raise
        except MemoryError:
            # The program's own; with nothing left to give, the next look comes a little later.
            if not use_reserve():
                select([], [], [], _BREATH_SECONDS)
        except BaseException as error:  # a failure of ours: whoever wants to stop is still heard
            self._on_idle = _nothing_to_do
            self._ends.failed(error)

    def _wait(self, seconds: float | None) -> bool:
        """Wait until something can be read; tell whether the client has sent it."""
        line, wake = self._connection.fileno(), self._wake_read.number
        try:
            ready, _, _ = select([line, wake], [], [], seconds)
        except (OSError, ValueError):
            self._connection.check()
            self._wake_read, self._wake_write = _own_pipe()
            return False
        if wake in ready and not self._wake_read.is_ours():
            self._wake_read, self._wake_write = _own_pipe()
        return line in ready and self._active


def _call(function: Callable[[], None]) -> None:
    function()


def _own_pipe() -> tuple[OwnDescriptor, OwnDescriptor]:
    wake_read, wake_write = pipe()
    return OwnDescriptor(wake_read), OwnDescriptor(wake_write)


def _nothing_to_do() -> float | None:
    return 1.0


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
