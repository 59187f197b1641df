"""Keeps a failure in an overridden method of Qt from ending the window.

WORKAROUND: PySide6 (6.11.3, run) crashes the process on Python 3.11 when an exception that code in
C has raised leaves a Python override that Qt has called on behalf of Python code: until 3.12 such
an exception has no object yet (https://docs.python.org/3/whatsnew/3.12.html, gh-101578). Caught
once by Python code it has one.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import wraps
from types import FunctionType
from typing import Any

from PySide6.QtCore import QObject

_PACKAGE = __name__.partition(".")[0] + "."
_IS_NEEDED = sys.version_info < (3, 12)
_GUARDED = "_is_guarded"


def guard_overrides() -> None:
    """Guard the overridden methods of all classes of the window that there are now."""
    for cls in _subclasses(QObject) if _IS_NEEDED else ():
        if cls.__module__.startswith(_PACKAGE):
            _guard(cls)


def _guard(cls: type) -> None:
    bases = [base for base in cls.__mro__ if base.__module__.startswith("PySide6.")]
    for name, method in list(vars(cls).items()):
        is_override = type(method) is FunctionType and any(name in vars(b) for b in bases)
        if is_override and name != "__init__" and not hasattr(method, _GUARDED):
            setattr(cls, name, _guarded(method))


def _guarded(method: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(method)
    def call(*arguments: Any, **named: Any) -> Any:
        try:
            return method(*arguments, **named)
        except Exception as error:
            raise error

    setattr(call, _GUARDED, True)
    return call


def _subclasses(cls: type) -> Iterator[type]:
    below: list[type] = cls.__subclasses__()
    for each in below:
        yield each
        yield from _subclasses(each)
