"""Makes output of programs harmless to show: terminal codes, carriage returns, endless lines."""

from __future__ import annotations

import re

from ..models.visible_text import visible_controls

LONGEST_LINE = 2_000
"""Characters after which a line is broken; a line of megabytes would stop the window."""

_COLOURS = re.compile(r"\x1b\[[0-9;:]*m")
_UNFINISHED = re.compile(r"(?:\x1b(?:\[[0-9;:]{0,40})?|\r)\Z")


class ConsoleText:
    """Cleans the text of one stream, piece by piece.

    Colour codes are left out, other control characters become pictures. A carriage return stays
    (see `last_versions`); one that ends a piece, like a code cut in two, waits for the next.
    """

    def __init__(self) -> None:
        self._held = ""

    def clean(self, text: str) -> str:
        """Give the next piece of the stream as it can be shown."""
        text = self._held + text
        unfinished = _UNFINISHED.search(text)
        self._held = unfinished.group() if unfinished else ""
        if unfinished:
            text = text[: unfinished.start()]
        text = _COLOURS.sub("", text.replace("\r\n", "\n"))
        parts = [part if part.isprintable() else _pictures(part) for part in text.split("\r")]
        return "\r".join(parts)


def last_versions(text: str) -> tuple[bool, str]:
    """Play carriage returns: of a line that is written over, the last version remains.

    The first part of the answer tells whether the first line replaces what its line held before.
    """
    if "\r" not in text:
        return False, text
    lines = text.split("\n")
    restarts = "\r" in lines[0]
    return restarts, "\n".join(_last_version(line) for line in lines)


def broken_lines(text: str, column: int) -> str:
    """Break lines longer than `LONGEST_LINE`, the first of which begins at `column`."""
    if column + len(text) <= LONGEST_LINE:
        return text
    lines = []
    for line in text.split("\n"):
        room = max(0, LONGEST_LINE - column)
        column = 0
        pieces = [line[:room]]
        rest = range(room, len(line), LONGEST_LINE)
        pieces += [line[start : start + LONGEST_LINE] for start in rest]
        lines.append("\n".join(pieces))
    return "\n".join(lines)


def _last_version(line: str) -> str:
    versions = [version for version in line.split("\r") if version]
    return versions[-1] if versions else ""


def _pictures(text: str) -> str:
    return "\n".join(visible_controls(line) for line in text.split("\n"))
