"""How many values the evaluation stack holds at a place of the byte code.

Needed on 3.11 and 3.12 only, where the cleared exception state of a generator looks like one more
value (python_facts.HANDLED_EXCEPTION_LEAVES_NONE).
"""

from __future__ import annotations

from dis import get_instructions, hasjabs, hasjrel, stack_effect
from itertools import pairwise

from .instructions import exception_entries

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dis import Instruction
    from types import CodeType

    # True: a value, False: a NULL that the call protocol put there.
    Stack = tuple[bool, ...]

_MAX_CODES = 1_024
_depths: dict[int, tuple[CodeType, dict[int, int]]] = {}
"""By ``id()`` of the code, which is kept alive by it."""
JUMPS = frozenset({*hasjrel, *hasjabs})
NO_FALL_THROUGH = frozenset(
    {
        "JUMP_FORWARD",
        "JUMP_BACKWARD",
        "JUMP_BACKWARD_NO_INTERRUPT",
        "RETURN_VALUE",
        "RETURN_CONST",
        "RAISE_VARARGS",
        "RERAISE",
    }
)


def visible_depth(code: CodeType, offset: int) -> int | None:
    """Return how many values (NULLs left out) the instruction at ``offset`` finds on the stack.

    None where that cannot be told.
    """
    known = _depths.get(id(code))
    if known is None:
        if len(_depths) >= _MAX_CODES:
            _depths.clear()
        depths = {at: sum(stack) for at, stack in _stacks_of(code).items()}
        known = _depths[id(code)] = (code, depths)
    return known[1].get(offset)


def _stacks_of(code: CodeType) -> dict[int, Stack]:
    instructions = list(get_instructions(code))
    following = {each.offset: after for each, after in pairwise(instructions)}
    by_offset = {each.offset: each for each in instructions}
    entries = list(exception_entries(code))
    stacks: dict[int, Stack] = {}
    pending: list[tuple[int, Stack]] = [(0, ())]
    while pending:
        offset, stack = pending.pop()
        if offset in stacks or offset not in by_offset:
            continue
        stacks[offset] = stack
        each = by_offset[offset]
        if each.opcode in JUMPS:
            pending.append((each.argval, _after(stack, each, jump=True)))
        if each.opname not in NO_FALL_THROUGH and offset in following:
            pending.append((following[offset].offset, _after(stack, each, jump=False)))
        for start, end, target, depth in entries:
            if start <= offset < end and target not in stacks:
                pending.append((target, (*stack, *(True,) * depth)[:depth]))
    return stacks


def _after(stack: Stack, each: Instruction, jump: bool) -> Stack:
    name, argument = each.opname, each.arg or 0
    if name == "PUSH_NULL":
        return (*stack, False)
    if name == "LOAD_GLOBAL":
        return (*stack, False, True) if argument & 1 else (*stack, True)
    if name == "COPY":
        return (*stack, stack[-argument]) if argument <= len(stack) else (*stack, True)
    if name == "SWAP" and 1 < argument <= len(stack):
        return (*stack[:-argument], stack[-1], *stack[1 - argument : -1], stack[-argument])
    effect = stack_effect(each.opcode, each.arg, jump=jump)
    changed = (*stack, *(True,) * effect) if effect >= 0 else stack[:effect]
    return (*changed[:-1], True) if changed and name != "POP_TOP" else changed
