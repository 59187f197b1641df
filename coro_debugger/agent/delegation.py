"""Whether an event of a coroutine is one of another, to which it delegates.

A value that passes through ``yield from`` or ``await`` is one yield and one resumption, of the
innermost user coroutine. Told from the objects: what was heard before may be incomplete.
"""

from __future__ import annotations

from .coroutine_objects import (
    awaited_object,
    behind_wrappers,
    code_of,
    is_coroutine,
    suspended_delegate,
)
from .evaluation_stack import below_top
from .frames import is_delegating
from .tracing.contract import is_hidden
from .user_code import is_user_code

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType


def passes_on_yield(frame: FrameType, target: object) -> bool:
    """Tell whether what a coroutine yields now is yielded by one that it delegates to.

    ``target`` is None for one that was freed and revived (as asyncio does with asynchronous
    generators): its weak reference is dead, and nothing can be told.
    """
    if target is None or not is_delegating(frame):
        return False
    # From 3.14 on it is not suspended yet when that is reported, and the value is on its stack.
    inner = suspended_delegate(target)
    return _holds_user_code(behind_wrappers(below_top(target) if inner is None else inner))


def passes_on_resumption(frame: FrameType, target: object) -> bool:
    """Tell whether a coroutine is resumed now for one that it delegates to."""
    return is_delegating(frame) and _holds_user_code(behind_wrappers(below_top(target)))


def _holds_user_code(inner: object) -> bool:
    """Tell whether this, or what it delegates to in turn, is a coroutine of user code."""
    while is_coroutine(inner):
        code = code_of(inner)
        if code is not None and is_user_code(code) and not is_hidden(code):
            return True
        inner = awaited_object(inner)
    return False
