"""Calls what belongs to the program as the interpreter would call it, had it no debugger."""

from __future__ import annotations

import sys
from types import FunctionType

from .program_modules import program_modules
from .type_facts import put_traceback, traceback_of
from .user_code import is_agent_frame

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType
    from typing import Any

MISSING: Any = object()
"""Stands for a ``sys.excepthook`` that the program has deleted."""

_display = sys.__excepthook__


def as_program(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return ``function``, which uses no globals, run with the program's builtins.

    What Python imports to compile or to print a traceback it imports by the builtins of the calling
    frame: where plain Python would import, the import must be the program's.
    """
    builtins = program_modules().get("builtins")
    names = {"__builtins__": vars(builtins) if builtins is not None else globals()["__builtins__"]}
    return FunctionType(function.__code__, names)


def program_traceback(traceback: TracebackType | None) -> TracebackType | None:
    """Return the traceback with the program's frames only.

    Ours are at its beginning, and at its end if a signal came while a callback ran.
    """
    while traceback is not None and is_agent_frame(traceback.tb_frame):
        traceback = traceback.tb_next
    last = traceback
    while last is not None:
        following = last.tb_next
        while following is not None and is_agent_frame(following.tb_frame):
            following = following.tb_next
        if following is not last.tb_next:
            last.tb_next = following
        last = following
    return traceback


def take_excepthook() -> Any:
    """Return the program's hook; `MISSING` if it has none."""
    return getattr(sys, "excepthook", MISSING)


def put_excepthook(hook: Any) -> None:
    """Leave the hook as it was taken."""
    if hook is MISSING:
        del sys.excepthook
    else:
        sys.excepthook = hook


def call_excepthook(
    hook: Any, kind: type[BaseException], value: BaseException, trace: TracebackType | None
) -> None:
    """Have an exception reported; a hook that fails is reported as the interpreter reports it.

    Left to the interpreter, the hook's own traceback would begin with our frames. SystemExit of
    the hook passes: it ends the process with a status of its own.
    """
    call = as_program(_call)
    if hook is MISSING:
        _write("sys.excepthook is missing\n")
        call(_display, kind, value, trace)
        return
    try:
        call(hook, kind, value, trace)
    except SystemExit:
        raise
    except BaseException as error:
        shown = program_traceback(traceback_of(error))
        put_traceback(error, shown)
        _write("Error in sys.excepthook:\n")
        call(_display, type(error), error, shown)
        _write("\nOriginal exception was:\n")
        call(_display, kind, value, trace)


def _call(
    hook: Any, kind: type[BaseException], value: BaseException, trace: TracebackType | None
) -> None:
    hook(kind, value, trace)


def _write(text: str) -> None:
    try:
        sys.stderr.write(text)
    except Exception:  # the program has taken its stream away
        return
