"""The evaluation stack of a coroutine, and the value that was just pushed onto it.

``gc.get_referents(coroutine)`` ends with: its function, its code, its bound variables, its
evaluation stack, its exception state (run on 3.11 to 3.15). A hint: a surprise gives less, never
an error.
"""

from __future__ import annotations

from gc import get_referents
from types import CodeType, FunctionType

from ..protocol.coroutines import CoroutineState
from .bound_variables import bound_variables
from .coroutine_objects import code_of, frame_of, state_of
from .frame_locals import read_locals
from .instructions import has_handlers, instruction_at, is_handling
from .python_facts import HANDLED_EXCEPTION_LEAVES_NONE
from .stack_depth import visible_depth

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType
    from typing import Any

_MAX_CACHED = 4_096

_handlers: dict[int, tuple[CodeType, bool]] = {}
_handling: dict[tuple[int, int], tuple[CodeType, bool]] = {}


def stack_values(obj: object) -> list[Any]:
    """Return what a suspended coroutine has on its evaluation stack, bottom first.

    Not shown by CPython, so absent: the NULL of a call that is being prepared and, on 3.15, the
    index of a ``for`` loop over a list or tuple.
    """
    frame = frame_of(obj)
    if frame is None or state_of(obj) is not CoroutineState.SUSPENDED:
        return []
    values = _behind_variables(obj, frame)
    if values and _ends_with_exception_state(frame.f_code, frame.f_lasti, values, 0):
        values.pop()
    return values


def pushed_value(obj: object) -> Any:
    """Return the value just sent to a coroutine. Call it while the resumption is reported."""
    referents = get_referents(obj)
    if not referents:
        return None
    index = _index_of_pushed(obj, referents)
    return None if index is None else referents[index]


def below_top(obj: object) -> Any:
    """Return what lies under the value just sent to a coroutine: at a delegation, to whom.

    Call it while the resumption is reported, or from 3.14 on the suspension.
    """
    referents = get_referents(obj)
    index = _index_of_pushed(obj, referents) if referents else None
    return None if index is None or len(referents) + index < 1 else referents[index - 1]


def _index_of_pushed(obj: object, referents: list[Any]) -> int | None:
    code = code_of(obj)
    if code is None:
        return None
    if not _has_handlers(code) and not (HANDLED_EXCEPTION_LEAVES_NONE and referents[-1] is None):
        return -1
    frame = frame_of(obj)
    if frame is None or len(referents) < 2:
        return -1
    offset = frame.f_lasti
    if _is_handling(code, offset):
        return -2
    if referents[-1] is None and HANDLED_EXCEPTION_LEAVES_NONE:
        is_surplus = _is_surplus(code, offset, referents)
        if is_surplus is None:
            values = _behind_variables(obj, frame)
            is_surplus = bool(values) and _ends_with_exception_state(code, offset, values, 1)
        return -2 if is_surplus else -1
    return -1


def _is_surplus(code: CodeType, offset: int, referents: list[Any]) -> bool | None:
    """Tell whether the last referent is none of the variables, the stack and what was pushed.

    None where it depends on the way that the program has taken which variables are bound.
    """
    at = _yield_before(code, offset)
    depth, bound = visible_depth(code, at), bound_variables(code, at)
    begin = next((i for i, each in enumerate(referents) if type(each) is FunctionType), None)
    if depth is None or bound is None or begin is None:
        return None
    cells = len(code.co_cellvars) + len(code.co_freevars)
    rest = len(referents) - (begin + 2) - cells - depth
    least, most = bound
    if rest > most:
        return True
    return False if rest <= least else None


def _behind_variables(obj: object, frame: FrameType) -> list[Any]:
    referents = get_referents(obj)
    code = frame.f_code
    for index in range(len(referents) - 1):
        if referents[index + 1] is code and type(referents[index]) is FunctionType:
            break
    else:
        return []
    bound = read_locals(frame)
    cells = code.co_cellvars
    count = len(cells) + len(code.co_freevars)
    count += sum(1 for name in code.co_varnames if name in bound and name not in cells)
    return referents[index + 2 + count :]


def _ends_with_exception_state(code: CodeType, offset: int, values: list[Any], pushed: int) -> bool:
    if _has_handlers(code) and _is_handling(code, offset):
        return True
    if not HANDLED_EXCEPTION_LEAVES_NONE or values[-1] is not None:
        return False
    # At the YIELD_VALUE, the value on its way out is still counted; suspended, it has left.
    depth = visible_depth(code, _yield_before(code, offset))
    return depth is not None and len(values) > depth - 1 + pushed


def _yield_before(code: CodeType, offset: int) -> int:
    # 3.11 reports a resumption at the YIELD_VALUE, 3.12 at the RESUME behind it.
    at = instruction_at(code, offset)
    return at - 2 if visible_depth(code, at) is None else at


def _has_handlers(code: CodeType) -> bool:
    known = _handlers.get(id(code))
    if known is None:
        if len(_handlers) >= _MAX_CACHED:
            _handlers.clear()
        known = _handlers[id(code)] = (code, has_handlers(code))
    return known[1]


def _is_handling(code: CodeType, offset: int) -> bool:
    key = (id(code), offset)
    known = _handling.get(key)
    if known is None:
        if len(_handling) >= _MAX_CACHED:
            _handling.clear()
        known = _handling[key] = (code, is_handling(code, offset))
    return known[1]
