"""What Python says of a script that it cannot read, in the words for a file.

`compile` is given the bytes of the script; of bytes it says some things in other words than of a
file, and up to 3.13 it lets pass what it refuses in a file.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_CODING = b"coding"
_PLACES_ERRORS = sys.version_info >= (3, 14)
"""Whether errors of the encoding come with file and line of their own."""
_NOT_UTF_8 = (
    "Non-UTF-8 code starting with '\\x{byte:02x}' in file {path} on line {line}, but no encoding "
    "declared; see https://peps.python.org/pep-0263/ for details"
)


def unreadable_source(source: bytes, path: str) -> SyntaxError | None:
    """Return why a file with these bytes cannot be read, None if nothing is found."""
    if b"\0" in source:
        return _null_byte(source, path)
    if _PLACES_ERRORS or _declares_encoding(source):
        return None
    try:
        source.decode("utf-8")
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        byte = source[error.start]
        return SyntaxError(_NOT_UTF_8.format(byte=byte, path=path, line=line))
    return None


def reword(error: SyntaxError, path: str) -> None:
    """Put what `compile` says of bytes as it would say it of the file ``path``."""
    message: Any = error.msg
    if not isinstance(message, str):
        return
    if message.startswith("Non-UTF-8 code starting with '"):
        error.msg = message.replace("' on line ", f"' in file {path} on line ", 1)
    elif not _PLACES_ERRORS and error.lineno == 0:
        error.msg = message.replace("unknown encoding: ", "encoding problem: ", 1)
        error.filename = error.lineno = error.offset = error.text = None


def _null_byte(source: bytes, path: str) -> SyntaxError:
    before = source[: source.index(b"\0")]
    line = before.count(b"\n") + 1
    text = before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")
    return SyntaxError("source code cannot contain null bytes", (path, line, None, text))


def _declares_encoding(source: bytes) -> bool:
    # Also where it is the word only: then `compile` finds what is wrong.
    return _CODING in b"\n".join(source.split(b"\n", 2)[:2])
