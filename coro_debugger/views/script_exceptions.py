"""Finds the exceptions that a script defines, from its text alone."""

from __future__ import annotations

import builtins
import re

_CLASS = re.compile(r"^class\s+(\w+)\s*\(([^()]*)\)\s*:", re.MULTILINE)


def script_exceptions(source: str) -> list[str]:
    """Return the names of the exception classes at the top level, in their order.

    Read line by line, for parsing a long script takes too long while it is opened.
    """
    found: list[str] = []
    for name, bases in _CLASS.findall(source):
        if any(_is_exception(base.strip(), found) for base in bases.split(",")):
            found.append(name)
    return found


def _is_exception(base: str, found: list[str]) -> bool:
    known = getattr(builtins, base, None)
    is_builtin = isinstance(known, type) and issubclass(known, BaseException)
    return is_builtin or base in found or base.endswith(("Error", "Exception"))
