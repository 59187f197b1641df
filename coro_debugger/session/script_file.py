"""Reads a script for showing: its text as Python would decode it, and what is wrong with it."""

from __future__ import annotations

import io
import os
import stat
import tokenize
import warnings
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

_MOST_COMPILED = 50_000
"""Bytes; a larger script is not compiled here, where the window waits for it."""
_MAX_BYTES = 64 * 1024 * 1024


class ProblemKind(Enum):
    """What is wrong with a script; the views have the words."""

    MISSING = "missing"
    IS_FOLDER = "is a folder"
    NOT_A_FILE = "not a regular file"
    """A pipe, a socket or a device."""
    NAME_IS_NO_TEXT = "name is no text"
    """Its name, or that of a folder it is in, has bytes that are not UTF-8."""
    NOT_READABLE = "not readable"
    TOO_LARGE = "too large"
    EMPTY = "empty"
    """Nothing to run, though Python does not mind."""
    BAD_CODING = "bad coding"
    """The coding line names no encoding, or contradicts the byte order mark."""
    NOT_DECODABLE = "not decodable"
    NUL_BYTES = "NUL bytes"
    SYNTAX = "syntax"


@dataclass(frozen=True, slots=True)
class ScriptProblem:
    """A problem, in Python's or the system's own words, at a 1-based line and column if known.

    SYNTAX is the judgement of the Python that runs the window: the debuggee's own prevails.
    """

    kind: ProblemKind
    message: str = ""
    line: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class ScriptText:
    """A script as read: line ends are line feeds, bytes that cannot be decoded are replaced."""

    path: str
    text: str
    encoding: str | None
    problem: ScriptProblem | None = None
    is_compiled: bool = True
    """Whether this Python was asked what it says of the syntax; of a long text it is not."""

    @property
    def can_be_shown(self) -> bool:
        """Whether there is a text, be it a faulty one."""
        return self.encoding is not None


def read_script(path: str) -> ScriptText:
    """Return the text of the file ``path``; never raises, `problem` says what was wrong."""
    if not _is_text(path):
        # Qt has names in Unicode: it would take this for the name of another file.
        return ScriptText(path, "", None, ScriptProblem(ProblemKind.NAME_IS_NO_TEXT))
    try:
        if problem := _refusal(Path(path).stat()):
            return ScriptText(path, "", None, problem)
        data = Path(path).read_bytes()
    except (OSError, ValueError) as error:
        return ScriptText(path, "", None, _reading_problem(error))
    return decode_script(path, data)


def decode_script(path: str, data: bytes) -> ScriptText:
    """Return the text that Python would make of ``data``."""
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
    except SyntaxError as error:
        text = data.decode("utf-8", "replace")
        line = _line_of_undecodable(data)
        kind = ProblemKind.BAD_CODING if line is None else ProblemKind.NOT_DECODABLE
        return ScriptText(
            path, _newlines(text), "utf-8", ScriptProblem(kind, str(error), line or 1)
        )
    text = _newlines(data.decode(encoding, "replace"))
    is_compiled = len(data) <= _MOST_COMPILED
    problem = _find_problem(data, encoding, text)
    if problem is None and is_compiled:
        problem = check_syntax(path, data)
    return ScriptText(path, text, encoding, problem, is_compiled)


def _refusal(status: os.stat_result) -> ScriptProblem | None:
    if stat.S_ISDIR(status.st_mode):
        return ScriptProblem(ProblemKind.IS_FOLDER)
    if not stat.S_ISREG(status.st_mode):
        # A pipe or a device: reading it might never end.
        return ScriptProblem(ProblemKind.NOT_A_FILE)
    if status.st_size > _MAX_BYTES:
        return ScriptProblem(ProblemKind.TOO_LARGE, f"{status.st_size:,} bytes")
    return None


def _is_text(path: str) -> bool:
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return False
    # What Qt makes of such a name when a file is dropped.
    return "\ufffd" not in path or _is_there(path)


def _is_there(path: str) -> bool:
    try:
        return Path(path).exists()
    except (OSError, ValueError):
        return False


def _reading_problem(error: Exception) -> ScriptProblem:
    kinds = {
        FileNotFoundError: ProblemKind.MISSING,
        NotADirectoryError: ProblemKind.MISSING,
        ValueError: ProblemKind.MISSING,
    }
    message = error.strerror if isinstance(error, OSError) else str(error)
    return ScriptProblem(kinds.get(type(error), ProblemKind.NOT_READABLE), message or "")


def _find_problem(data: bytes, encoding: str, text: str) -> ScriptProblem | None:
    if not text.strip("\ufeff \t\r\n\f"):
        return ScriptProblem(ProblemKind.EMPTY)
    if b"\0" in data:
        line = text.count("\n", 0, max(text.find("\0"), 0)) + 1
        return ScriptProblem(ProblemKind.NUL_BYTES, "", line)
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        line = _newlines(data[: error.start].decode(encoding, "replace")).count("\n") + 1
        return ScriptProblem(ProblemKind.NOT_DECODABLE, str(error), line)
    return None


def check_syntax(path: str, source: bytes) -> ScriptProblem | None:
    """Return where and why ``source`` does not compile in this Python, None if it does."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(source, path, "exec", dont_inherit=True)
    except SyntaxError as error:
        return ScriptProblem(ProblemKind.SYNTAX, error.msg, error.lineno, error.offset)
    except (ValueError, RecursionError, MemoryError, OverflowError) as error:
        return ScriptProblem(ProblemKind.SYNTAX, str(error) or type(error).__name__)
    return None


def _line_of_undecodable(data: bytes) -> int | None:
    """Return the line of the first bytes that are not UTF-8, None if all are."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _newlines(data[: error.start].decode("utf-8")).count("\n") + 1
    return None


def _newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
