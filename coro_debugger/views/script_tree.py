"""The syntax tree of a source, for what is read from its text alone."""

from __future__ import annotations

import ast
import warnings
from functools import lru_cache

MOST_PARSED = 400_000
"""Characters; a longer source has no tree here."""
MOST_PARSED_AT_A_STOP = 50_000
"""Characters; of a longer source only what is around a line is parsed while somebody waits."""
_LINES_AROUND = 150
_MOST_LINES = 2_000
_NO_START = (" ", "\t", "#", ")", "]", "}", "else", "elif", "except", "finally")
"""With what a line begins that begins no statement at the top level, or none to be cut off."""


@lru_cache(maxsize=4)  # opening a script and every stop ask again for the same few files
def script_tree(source: str) -> ast.Module | None:
    """Return the tree, not to be changed; None where there is none or the source is too long."""
    if len(source) > MOST_PARSED:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def tree_around(source: str, line: int) -> tuple[ast.Module | None, int]:
    """Return the tree of what is around a line, the whole one of a short source, and its offset.

    To the numbers of its lines the offset is to be added. There is none where a text over many
    lines is taken for statements, or where a statement is very long.
    """
    if len(source) <= MOST_PARSED_AT_A_STOP:
        return script_tree(source), 0
    lines = source.split("\n")
    here = min(max(line, 1), len(lines)) - 1
    first, last = here, here + 1
    while first > 0 and not (_is_start(lines, first) and here - first >= _LINES_AROUND):
        first -= 1
    while last < len(lines) and not (_is_start(lines, last) and last - here >= _LINES_AROUND):
        last += 1
    if last - first > _MOST_LINES:
        return None, first
    return script_tree("\n".join(lines[first:last])), first


def _is_start(lines: list[str], number: int) -> bool:
    text = lines[number]
    return bool(text) and not text.startswith(_NO_START) and not lines[number - 1].startswith("@")
