"""What was typed before in an input line, to be taken up again."""

from __future__ import annotations

from collections.abc import Sequence

_MOST = 200


class InputHistory:
    """Goes back and forth through entries; the unfinished line comes after the newest."""

    def __init__(self, entries: Sequence[str] = ()) -> None:
        self._entries = list(entries)[-_MOST:]
        self._index = len(self._entries)
        self._draft = ""

    @property
    def entries(self) -> tuple[str, ...]:
        """All that is remembered, the newest last."""
        return tuple(self._entries)

    def add(self, entry: str) -> None:
        """Remember an entry as the newest; the same one twice in a row is one."""
        if entry and (not self._entries or self._entries[-1] != entry):
            self._entries = [*self._entries, entry][-_MOST:]
        self._index = len(self._entries)
        self._draft = ""

    def older(self, current: str) -> str:
        """Give the entry before; `current` is what the line holds now."""
        if self._index == len(self._entries):
            self._draft = current
        if self._index > 0:
            self._index -= 1
            return self._entries[self._index]
        return current

    def newer(self, current: str) -> str:
        """Give the entry after, in the end the unfinished line."""
        if self._index >= len(self._entries):
            return current
        self._index += 1
        return self._draft if self._index == len(self._entries) else self._entries[self._index]
