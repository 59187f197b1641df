"""The arguments of a script as one line of text, quoted as in a shell."""

from __future__ import annotations

import os
import shlex
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

_MOST_SHOWN = 6


def _tr(text: str, *values: object) -> str:
    return QCoreApplication.translate("ArgumentText", text).format(*values)


def join_arguments(arguments: Sequence[str]) -> str:
    """Return the text that `split_arguments` makes these arguments of."""
    return shlex.join(arguments)


def split_arguments(text: str) -> list[str]:
    """Return the arguments. Raises ValueError where a quotation is not closed.

    On Windows a backslash separates folders and escapes nothing.
    """
    lexer = shlex.shlex(text, posix=True, punctuation_chars=False)
    lexer.whitespace_split = True
    lexer.commenters = ""
    if os.name == "nt":
        lexer.escape = ""
    return list(lexer)


def arguments_problem(text: str) -> str:
    """Return what is wrong with the text; empty if it can be split."""
    if "\0" in text:
        return _tr("An argument cannot contain a NUL character.")
    try:
        split_arguments(text)
    except ValueError as error:
        is_quotation = "quotation" in str(error)
        return (
            _tr("A quotation mark is not closed.")
            if is_quotation
            else _tr("Nothing follows the backslash at the end.")
        )
    return ""


def arguments_preview(text: str) -> str:
    """Return what the script will see: *2 arguments: 'a b' 'c'*."""
    arguments = split_arguments(text)
    if not arguments:
        return _tr("No arguments.")
    shown = " ".join(repr(argument) for argument in arguments[:_MOST_SHOWN])
    more = " …" if len(arguments) > _MOST_SHOWN else ""
    if len(arguments) == 1:
        return _tr("1 argument: {0}", shown)
    return _tr("{0} arguments: {1}", len(arguments), shown + more)
