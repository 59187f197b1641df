"""The syntax tree of a source, for what is read from its text alone."""

from __future__ import annotations

import ast
import warnings
from functools import lru_cache

MOST_PARSED = 400_000
"""Characters; a longer source has no tree here."""


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
