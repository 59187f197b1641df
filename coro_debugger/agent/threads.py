"""The program's threads: their numbers on the wire, their names, the client told of them."""

from __future__ import annotations

from _thread import get_ident
from sys import _current_frames as current_frames

from ..protocol.events import Thread as ThreadChanged
from ..protocol.values import Thread
from .program_modules import program_modules
from .type_facts import instance_namespace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


class Threads:
    """Numbers threads when they are first seen and tells the client of them.

    The system gives the ident of a thread that has ended to a new one. Which threads there are is
    looked at while the program is held only: the frames that this takes into the hand would be
    freed on the wrong thread of a program that runs.
    """

    def __init__(
        self, new_number: Callable[[], int], send_event: Callable[[ThreadChanged], None]
    ) -> None:
        """Give the calling thread, the main one, the first number."""
        self._new_number = new_number
        self._send_event = send_event
        self._main = get_ident()
        self._numbers: dict[int, int] = {}
        self._objects: dict[int, int] = {}
        self._untold: list[int] = []
        # Tells whether a thread is the debugger's own; connected by `entry`.
        self.is_ours: Callable[[int], bool] = _is_no_thread
        self.number(self._main)

    def number(self, ident: int) -> int:
        """Return the id on the wire of the thread with this ident, dealt now if it is new."""
        number = self._numbers.get(ident)
        if number is None and self.is_ours(ident):  # it has run what the collector had to close
            return self.known_number(ident)
        if number is None:
            number = self._numbers[ident] = self._new_number()
            self._objects[ident] = id(self._object_of(ident))
            self._untold.append(number)
        return number

    def known_number(self, ident: int) -> int:
        """Return the id of a thread that has one, else that of the main thread."""
        return self._numbers.get(ident, self._numbers.get(self._main, 1))

    def ident(self, number: int) -> int | None:
        """Return the ident of the thread with this id on the wire."""
        return next((i for i, n in list(self._numbers.items()) if n == number), None)

    def listed(self) -> list[Thread]:
        """Return the threads of the program that there are, by id."""
        found = [
            self._described(ident) for ident in list(current_frames()) if not self.is_ours(ident)
        ]
        return sorted(found, key=lambda thread: thread.id)

    def tell_new(self) -> None:
        """Tell the client of the threads that were seen for the first time."""
        while self._untold:
            self._send_event(ThreadChanged("started", self._untold.pop(0)))

    def look(self) -> None:
        """Tell the client of the threads that have started or ended; the program is held."""
        there = {ident: None for ident in current_frames() if not self.is_ours(ident)}
        for ident in list(self._numbers):
            if ident not in there or self._is_another(ident):
                self.tell_new()
                self._objects.pop(ident, None)
                self._send_event(ThreadChanged("exited", self._numbers.pop(ident)))
        for ident in there:
            self.number(ident)
        self.tell_new()

    def _described(self, ident: int) -> Thread:
        number = self.number(ident)
        names = instance_namespace(self._object_of(ident)) or {}
        name = names.get("_name")
        shown = name if type(name) is str else "MainThread" if ident == self._main else f"#{number}"
        # Those that `threading` does not know are not waited for at the end either.
        is_daemon = ident != self._main and names.get("_daemonic", True) is not False
        return Thread(number, shown, is_daemon or None)

    def _is_another(self, ident: int) -> bool:
        """Tell whether a thread has the ident of one that was numbered, and has ended since."""
        if ident == self._main:
            return False
        known, found = self._objects.get(ident), self._object_of(ident)
        return found is not None and known not in (id(None), id(found))

    @staticmethod
    def _object_of(ident: int) -> Any:
        """Return what `threading` keeps of a thread; None if it does not know it."""
        active = getattr(program_modules().get("threading"), "_active", None)
        return active.get(ident) if type(active) is dict else None


def _is_no_thread(ident: int) -> bool:
    return False
