"""Ends the listening thread while the program forks, and the debugger in the forked child.

From 3.12 on ``os.fork()`` warns where the process has more than one thread; the program's own
threads are to be the only ones that it warns of.
"""

from __future__ import annotations

import sys
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
        self._was_listening = False
        interrupt = running.interrupter() if _COUNTS_LATE else None
        self._starts_late = interrupt is not None
        register_at_fork(
            before=self._before,
            after_in_parent=interrupt or self._after,
            after_in_child=in_child,
        )

    def _before(self) -> None:
        # While the program is held, the held thread itself reads what the client says.
        self._was_listening = self._listening.is_active
        self._listening.stop()
        if self._starts_late:
            self._running.call_at_interrupt(self._after)

    def _after(self) -> None:
        if self._was_listening:
            self._listening.start()
