"""What values were at the stop before: so that a changed one can be shown with its former value."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field

KEPT_FRAMES = 200

LOCAL = 2
"""The length of the path of a local variable: the frame itself, then its name."""

Path = tuple[str, ...]


@dataclass(slots=True)
class _Frame:
    stop: int
    now: dict[Path, str] = field(default_factory=dict)
    before: dict[Path, str] = field(default_factory=dict)


class ValueHistory:
    """Remembers, for each frame looked at, the texts seen at its last two stops."""

    def __init__(self) -> None:
        self._stop = 0
        self._frames: OrderedDict[Hashable, _Frame] = OrderedDict()

    def begin_stop(self) -> None:
        """Say that the program moved: from now on values are compared with those seen last."""
        self._stop += 1

    def clear(self) -> None:
        """Forget everything, as before a new run."""
        self._frames.clear()

    def former(self, frame: Hashable, path: Path, value: str) -> str | None:
        """Note the value of ``path`` in ``frame``; return what it was before if it has changed.

        A local that was not there before counts as changed from the empty text.
        """
        seen = self._frame(frame)
        seen.now[path] = value
        if path in seen.before:
            return seen.before[path] if seen.before[path] != value else None
        is_new_local = len(path) == LOCAL and any(len(known) == LOCAL for known in seen.before)
        return "" if is_new_local else None

    def _frame(self, key: Hashable) -> _Frame:
        frame = self._frames.get(key)
        if frame is None:
            frame = self._frames[key] = _Frame(self._stop)
            if len(self._frames) > KEPT_FRAMES:
                self._frames.popitem(last=False)
        if frame.stop != self._stop:
            frame.stop, frame.before, frame.now = self._stop, frame.now, {}
            self._frames.move_to_end(key)
        return frame
