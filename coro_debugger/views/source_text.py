"""The text of a file as the source view holds it: same lines, same lengths, nothing invisible."""

from __future__ import annotations

from ..models.visible_text import visible_controls

LONGEST_LINE = 10_000
"""Characters shown of one line; laying out a line of megabytes would stop the window."""

_FIRST_WIDE = 0x10000


class SourceText:
    """Lines of source and the arithmetic of their columns.

    A `QTextDocument` counts UTF-16 units, Python counts code points; they differ after an emoji.
    Lines here are 0-based, as blocks are.
    """

    def __init__(self, text: str) -> None:
        self.lines = _python_lines(text)
        if not _is_plain(text) or max(map(len, self.lines)) > LONGEST_LINE:
            self.lines = [_shown(line) for line in self.lines]
        self.text = "\n".join(self.lines)

    def line(self, number: int) -> str:
        """Give a line, or an empty text past the end."""
        return self.lines[number] if 0 <= number < len(self.lines) else ""

    def to_units(self, number: int, column: int) -> int:
        """Convert a 0-based column in code points to UTF-16 units."""
        return units(self.line(number)[:column])

    def to_code_points(self, number: int, offset: int) -> int:
        """Convert a 0-based offset in UTF-16 units to code points."""
        line = self.line(number)
        if line.isascii():
            return offset
        seen = 0
        for index, character in enumerate(line):
            if seen >= offset:
                return index
            seen += units(character)
        return len(line)


def units(text: str) -> int:
    """Count the UTF-16 units of a text."""
    if text.isascii():
        return len(text)
    return len(text) + sum(ord(character) >= _FIRST_WIDE for character in text)


def _python_lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _is_plain(text: str) -> bool:
    return text.isascii() and text.replace("\n", "").isprintable()


def _shown(line: str) -> str:
    shown = line if line.isascii() and line.isprintable() else visible_controls(line)
    if len(shown) > LONGEST_LINE:
        shown = f"{shown[:LONGEST_LINE]} …"
    return shown
