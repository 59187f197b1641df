"""JSON as Qt can hold it, whatever it says.

PySide raises OverflowError for a number over 32 bits and UnicodeEncodeError for a lone surrogate,
wherever the value gets to at last. Here they are met once.
"""

from __future__ import annotations

import re
from typing import Any

from coro_debugger.protocol.framing import decode_json

LARGEST = 2**31 - 1
"""What numbers are cut to, below as well: of lines, ids and counts no one means more."""
_DIGITS = len(str(LARGEST))
_LONG_NUMBER = re.compile(rb"[0-9]{%d}" % _DIGITS)


def decode_for_qt(content: bytes) -> Any:
    """Return what JSON in UTF-8 says, with numbers cut to LARGEST and lone surrogates replaced.

    Raises ValueError, and RecursionError for what is nested too deeply.
    """
    # Most messages have neither, and need no reading in Python.
    value = decode_json(content, _cut if _LONG_NUMBER.search(content) else None)
    return _well_formed(value) if b"\\ud" in content.lower() else value


def _cut(digits: str) -> int:
    # Python itself refuses to read thousands of digits.
    magnitude = LARGEST if len(digits.lstrip("-")) > _DIGITS else abs(int(digits))
    return min(magnitude, LARGEST) * (-1 if digits.startswith("-") else 1)


def _well_formed(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    if isinstance(value, list):
        return [_well_formed(each) for each in value]
    if isinstance(value, dict):
        return {_well_formed(name): _well_formed(each) for name, each in value.items()}
    return value
