"""Ends the listening thread while the program forks, and the debugger in the forked child.

From 3.12 on ``os.fork()`` warns where the process has more than one thread; the program's own
threads are to be the only ones that it warns of.
"""

from __future__ import annotations

import sys
from functools import partial
from os import register_at_fork

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from .listening import Listening
    from .running import Running

_COUNTS_LATE = sys.version_info[:2] == (3, 13)
"""Python 3.13.0 counts the threads when the hooks of the parent have run already."""


class ForkWatch:
    """The debugger's hooks around ``os.fork``."""

    def __init__(
        self, listening: Listening, running: Running, in_child: Callable[[], None]
    ) -> None:
        self._listening = listening
        self._running = running
        # Switched by its state: as Python code it would itself be interrupted, and too early.
        self._after = partial(listening.resume)
        register_at_fork(before=self._before, after_in_parent=self._after, after_in_child=in_child)

    def _before(self) -> None:
        self._listening.suspend()
        if not _COUNTS_LATE:
            return
        after = self._running.interrupter()
        if after is None:
            after = self._listening.resume
        else:
            self._running.call_at_interrupt(self._listening.resume)
        self._after.__setstate__((after, (), {}, None))  # type: ignore[attr-defined]
