"""Memory that is kept back, so that the debugger can still speak when the program has used it up.

Address space only: nothing is written there, so it costs no memory.
"""

from __future__ import annotations

_BYTES = 4 << 20

_kept: list[bytearray] = []


def keep_reserve() -> None:
    """Keep memory back, if there is any and none is kept."""
    if not _kept:
        try:
            _kept.append(bytearray(_BYTES))
        except MemoryError:
            return


def use_reserve() -> bool:
    """Free what was kept back; tell whether there was something."""
    had_some = bool(_kept)
    _kept.clear()
    return had_some
