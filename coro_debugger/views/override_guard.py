"""Keeps a failure in an overridden method of Qt from doing harm: reports it, and answers for it.

WORKAROUND: where an exception leaves a Python override, PySide6 (6.11.3, run) keeps it until the
call from Python returns that led into Qt. All overrides that Qt calls until then are taken for not
there, and for ever: a model has no data any more, and the process crashes when it ends. On Python
3.11 it crashes at once if code in C has raised the exception (until 3.12 such an exception has no
object yet: https://docs.python.org/3/whatsnew/3.12.html, gh-101578).
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import wraps
from types import FunctionType
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QRectF, QSize, Qt

_PACKAGE = __name__.partition(".")[0] + "."
_GUARDED = "_is_guarded"
ANSWERS: dict[str, object] = {
    "blockBoundingRect": QRectF(),
    "canFetchMore": False,
    "columnCount": 0,
    "event": False,
    "eventFilter": False,
    "flags": Qt.ItemFlag.ItemIsEnabled,
    "hasChildren": False,
    "heightForWidth": -1,
    "index": QModelIndex(),
    "minimumSizeHint": QSize(),
    "parent": QModelIndex(),
    "restoreState": False,
    "rowCount": 0,
    "setData": False,
    "sizeHint": QSize(),
    "viewportEvent": False,
}
"""What an override answers that has failed, where None is no answer."""


def guard_overrides() -> None:
    """Guard the overridden methods of all classes of the window that there are now."""
    base_of_all = QObject.__mro__[-2]  # commands that can be undone are no QObjects
    for cls in _subclasses(base_of_all):
        if cls.__module__.startswith(_PACKAGE):
            _guard(cls)


def overrides(cls: type) -> Iterator[tuple[str, FunctionType]]:
    """Yield name and function of what a class has in place of a method of Qt."""
    bases = [base for base in cls.__mro__ if base.__module__.startswith("PySide6.")]
    for name, method in list(vars(cls).items()):
        is_override = type(method) is FunctionType and any(name in vars(b) for b in bases)
        if is_override and name != "__init__":
            yield name, method


def _guard(cls: type) -> None:
    for name, method in overrides(cls):
        if not hasattr(method, _GUARDED):
            setattr(cls, name, _guarded(method, ANSWERS.get(name)))


def _guarded(method: Callable[..., Any], answer: object) -> Callable[..., Any]:
    @wraps(method)
    def call(*arguments: Any, **named: Any) -> Any:
        try:
            return method(*arguments, **named)
        except Exception:
            sys.excepthook(*sys.exc_info())
            return answer

    setattr(call, _GUARDED, True)
    return call


def _subclasses(cls: type) -> Iterator[type]:
    below: list[type] = cls.__subclasses__()
    for each in below:
        yield each
        yield from _subclasses(each)
