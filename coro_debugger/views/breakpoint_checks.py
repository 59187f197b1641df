"""What is wrong with the fields of a breakpoint, said before a program ever gets there."""

from __future__ import annotations

import re
import warnings

from PySide6.QtCore import QCoreApplication

_HITS = re.compile(r"\s*(==|>=|<=|>|<|%)?\s*\d+\s*")
_QUALNAME = re.compile(r"[^\W\d]\w*(\.(<locals>\.)?[^\W\d]\w*)*|<\w+>")


def _tr(text: str, *values: object) -> str:
    return QCoreApplication.translate("BreakpointChecks", text).format(*values)


def hits_problem(text: str) -> str:
    """Return what is wrong with a hit count; empty if it can be used."""
    if not text.strip() or _HITS.fullmatch(text):
        return ""
    return _tr("A number, alone or after one of  ==  >=  <=  >  <  %")


def qualname_problem(text: str) -> str:
    """Return what is wrong with the name of a function; empty if there can be such a one."""
    if _QUALNAME.fullmatch(text.strip()):
        return ""
    return _tr("The name of a function, such as grep or Reader.lines")


def condition_problem(text: str) -> str:
    """Return what this window's Python has against a condition; the program's own may know it."""
    if not text.strip():
        return ""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(text.strip(), "<condition>", "eval", dont_inherit=True)
    except SyntaxError as error:
        return error.msg or type(error).__name__
    except (ValueError, RecursionError, MemoryError) as error:
        return str(error) or type(error).__name__
    return ""


class ConditionCheck:
    """Refuses a condition once: this Python may be older than the one that will read it."""

    def __init__(self) -> None:
        self._refused = ""

    def problem(self, text: str) -> str:
        """Return what to say; empty if the condition is fine, or was asked for a second time."""
        why = condition_problem(text)
        if not why or text == self._refused:
            return ""
        self._refused = text
        return _tr("{0}. Save again to keep it all the same.", why)
