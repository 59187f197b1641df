"""Who takes part: the names of threads, of coroutines and of the person at the window.

Coroutine ids and thread ids share one number space, so one number names each; YOU is 0.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..protocol.coroutines import Coroutine
from ..protocol.values import Source, Thread
from .words import function_word, translated

YOU = 0
"""The person who drives coroutines from the window."""
MAIN_THREAD = 1


class Cast:
    """Remembers everybody heard of, also by the name that a variable gave a coroutine once."""

    def __init__(self) -> None:
        self._coroutines: dict[int, Coroutine] = {}
        self._names: dict[int, str] = {}
        self._threads: dict[int, str] = {}

    def clear(self) -> None:
        """Forget everybody: another run begins."""
        self._coroutines.clear()
        self._names.clear()
        self._threads.clear()

    def take(self, coroutines: Iterable[Coroutine]) -> bool:
        """Take what is known of coroutines now; tell whether anything is different."""
        changed = False
        for coroutine in coroutines:
            if self._coroutines.get(coroutine.id) != coroutine:
                self._coroutines[coroutine.id] = coroutine
                changed = True
            name = next(iter(coroutine.names), None) or coroutine.task
            if name and self._names.get(coroutine.id) != name:
                self._names[coroutine.id] = name
                changed = True
        return changed

    def take_threads(self, threads: Iterable[Thread]) -> None:
        """Take the names of threads."""
        self._threads.update((thread.id, thread.name) for thread in threads)

    def note_thread(self, thread_id: int) -> None:
        """Take note that this is a thread, whatever its name."""
        self._threads.setdefault(thread_id, "")

    def forget(self, ids: Iterable[int]) -> None:
        """Let go of coroutines that are shown no more."""
        for each in ids:
            self._coroutines.pop(each, None)
            self._names.pop(each, None)

    def coroutine(self, who: int) -> Coroutine | None:
        """Return what is known of a coroutine; None for threads, YOU and the unknown."""
        return self._coroutines.get(who)

    def source(self, who: int) -> Source | None:
        """Return where the body of a coroutine stands."""
        coroutine = self._coroutines.get(who)
        return coroutine.source if coroutine is not None else None

    def is_thread(self, who: int) -> bool:
        """Tell whether it is a thread."""
        return who == MAIN_THREAD or who in self._threads

    def name(self, who: int) -> str:
        """Return the short name: of a variable, else ``#id``; of a thread; "you"."""
        if who == YOU:
            return translated("you")
        if who == MAIN_THREAD:
            return "__main__"
        if who in self._threads:
            return self._threads[who] or translated("thread {0}", who)
        return self._names.get(who) or f"#{who}"

    def function(self, who: int) -> str:
        """Return the function whose body a coroutine runs, "" where that is not known."""
        coroutine = self._coroutines.get(who)
        return function_word(coroutine) if coroutine is not None else ""

    def title(self, who: int) -> str:
        """Return name and function: ``words · grep``."""
        function = self.function(who)
        return f"{self.name(who)} · {function}" if function else self.name(who)
