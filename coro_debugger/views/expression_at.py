"""Finds the expression that a position in a line of Python points at."""

from __future__ import annotations

import keyword
import re

_CHAIN = re.compile(r"[^\W\d]\w*(?:\s*\.\s*[^\W\d]\w*)*")
_NAME = re.compile(r"\w+")


def expression_at(line: str, position: int) -> str | None:
    """Give the name under `position` (code points from 0) with the names before its dots.

    In ``a.b.c`` a position on ``b`` gives ``a.b``. None where there is no name, on keywords and
    after something that is not a name, such as ``f().x``: evaluating that might do something.
    """
    for chain in _CHAIN.finditer(line):
        if chain.start() <= position < chain.end():
            return _up_to(line, chain, position)
    return None


def _up_to(line: str, chain: re.Match[str], position: int) -> str | None:
    before = line[: chain.start()].rstrip()
    if before.endswith("."):
        return None
    for name in _NAME.finditer(line, chain.start(), chain.end()):
        if name.start() <= position < name.end():
            expression = re.sub(r"\s+", "", line[chain.start() : name.end()])
            return None if keyword.iskeyword(expression) else expression
    return None
