"""Tells an exception that a signal handler of the program has raised from a failure of the agent.

Python runs signal handlers between any two instructions, those of the agent's callbacks too. What
such a handler raises belongs to the program, which was interrupted there.
"""

from __future__ import annotations

from functools import partial
from signal import getsignal, valid_signals
from types import FunctionType, MethodType

from .type_facts import traceback_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import CodeType
    from typing import Any


def is_interruption(error: BaseException) -> bool:
    """Tell whether ``error`` comes from a signal handler, Python's own for Ctrl+C included."""
    if type(error) is KeyboardInterrupt:
        return True
    try:
        codes = {code for number in valid_signals() if (code := _code_of(getsignal(number)))}
        traceback = traceback_of(error)
        while traceback is not None:
            if traceback.tb_frame.f_code in codes:
                return True
            traceback = traceback.tb_next
    except Exception:  # an audit hook of the program forbids even this
        return False
    return False


def _code_of(handler: Any) -> CodeType | None:
    while type(handler) is partial:
        handler = handler.func
    if type(handler) is MethodType:
        handler = handler.__func__
    return handler.__code__ if type(handler) is FunctionType else None
