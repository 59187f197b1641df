"""Lines of debuggees by name: a comment ``# @name`` marks the line it stands on.

A comment may hold several marks (``# @first @second``). A test never names a line by its number:
the program may then change without the test. Import as ``from tests.markers import line_of``.
"""

from __future__ import annotations

import re
from pathlib import Path

DEBUGGEES = Path(__file__).resolve().parent / "debuggees"
EXAMPLES = Path(__file__).resolve().parents[1] / "resources" / "examples"

_COMMENT = re.compile(r"#((?:\s*@[\w-]+)+)\s*$")
_NAME = re.compile(r"@([\w-]+)")


def marked(path: str | Path) -> dict[str, int]:
    """Return the 1-based line of every mark in the file. Raises ValueError if one stands twice."""
    lines: dict[str, int] = {}
    text = Path(path).read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), start=1):
        comment = _COMMENT.search(line)
        for name in _NAME.findall(comment.group(1)) if comment else ():
            if name in lines:
                raise ValueError(f"{path}: @{name} stands on lines {lines[name]} and {number}")
            lines[name] = number
    return lines


def line_of(path: str | Path, name: str) -> int:
    """Return the 1-based line that bears ``# @name``. Raises LookupError if none does."""
    lines = marked(path)
    if name not in lines:
        raise LookupError(f"{path} has no @{name}, only {sorted(lines)}")
    return lines[name]


def line_with(path: str | Path, fragment: str) -> int:
    """Return the line of the only one that contains ``fragment``; for sources without marks.

    Raises LookupError unless exactly one line does.
    """
    text = Path(path).read_text(encoding="utf-8")
    found = [n for n, line in enumerate(text.splitlines(), start=1) if fragment in line]
    if len(found) != 1:
        raise LookupError(f"{path}: {fragment!r} stands on lines {found}")
    return found[0]
