"""The text of a traceback as Python prints it, without the debugger's frames."""

from __future__ import annotations

import ast
import linecache
import textwrap
import tokenize
import traceback
import unicodedata

from .evaluation import exception_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import TracebackType


def traceback_text(error: BaseException, trace: TracebackType | None) -> str:
    """Return what Python would print for ``error`` had it been raised through ``trace`` only."""
    linecache.checkcache()
    try:
        return "".join(traceback.format_exception(type(error), error, trace))
    except Exception:  # a hostile exception class, or an import that is not served any more
        return exception_text(error) + "\n"


def frames_text(trace: TracebackType | None) -> str:
    """Return the part of a traceback that shows where."""
    return "Traceback (most recent call last):\n" + "".join(traceback.format_tb(trace))


# `traceback` and `linecache` import these inside functions; nothing is imported later.
_KEPT_FOR_TRACEBACK = (ast, textwrap, tokenize, unicodedata)
