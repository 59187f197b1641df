"""How many variables of a function are bound at a place of its byte code, told from that alone.

Needed on 3.11 and 3.12 only, as `stack_depth` is. To read the variables would tell too, but leaves
a snapshot in the frame which, while a trace function is set, keeps their values alive.
"""

from __future__ import annotations

from dis import get_instructions
from inspect import CO_VARARGS, CO_VARKEYWORDS
from itertools import pairwise

from .instructions import exception_entries
from .stack_depth import JUMPS, NO_FALL_THROUGH

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dis import Instruction
    from types import CodeType

    Names = frozenset[str]

_MAX_CODES = 1_024
_known: dict[int, tuple[CodeType, dict[int, tuple[int, int]]]] = {}
"""By ``id()`` of the code, which is kept alive by it."""


def bound_variables(code: CodeType, offset: int) -> tuple[int, int] | None:
    """Return how many local variables (no cells) are bound at least, and at most.

    None for a place that is never come to.
    """
    known = _known.get(id(code))
    if known is None:
        if len(_known) >= _MAX_CODES:
            _known.clear()
        counts = {at: (len(surely), len(perhaps)) for at, (surely, perhaps) in _flow(code).items()}
        known = _known[id(code)] = (code, counts)
    return known[1].get(offset)


def _flow(code: CodeType) -> dict[int, tuple[Names, Names]]:
    """Return for each instruction which variables are surely, and which perhaps, bound at it."""
    instructions = list(get_instructions(code))
    following = {each.offset: after.offset for each, after in pairwise(instructions)}
    by_offset = {each.offset: each for each in instructions}
    # Variables of a comprehension: what was there before is put back, bound or not.
    unsure = {each.argval for each in instructions if each.opname == "LOAD_FAST_AND_CLEAR"}
    entries = list(exception_entries(code))
    found: dict[int, tuple[Names, Names]] = {}
    arguments = _arguments(code)
    pending: list[tuple[int, Names, Names]] = [(0, arguments, arguments)]
    while pending:
        offset, surely, perhaps = pending.pop()
        before = found.get(offset)
        if before is not None:
            surely, perhaps = before[0] & surely, before[1] | perhaps
        if offset not in by_offset or before == (surely, perhaps):
            continue
        found[offset] = surely, perhaps
        for start, end, target, _ in entries:
            if start <= offset < end:
                pending.append((target, surely, perhaps))
        each = by_offset[offset]
        surely, perhaps = _after(each, surely, perhaps)
        surely -= unsure
        if each.opcode in JUMPS:
            pending.append((each.argval, surely, perhaps))
        if each.opname not in NO_FALL_THROUGH and offset in following:
            pending.append((following[offset], surely, perhaps))
    return found


def _after(each: Instruction, surely: Names, perhaps: Names) -> tuple[Names, Names]:
    name = {each.argval}
    if each.opname == "STORE_FAST":
        return surely | name, perhaps | name
    if each.opname == "DELETE_FAST":
        return surely - name, perhaps - name
    return surely, perhaps


def _arguments(code: CodeType) -> Names:
    count = code.co_argcount + code.co_kwonlyargcount
    count += bool(code.co_flags & CO_VARARGS) + bool(code.co_flags & CO_VARKEYWORDS)
    return frozenset(code.co_varnames[:count]) - frozenset(code.co_cellvars)
