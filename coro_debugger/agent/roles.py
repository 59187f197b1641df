"""What the ``yield`` expressions of a function do: hand values out, take values in, or both.

Read from the byte code, which says it exactly and is there without source: a value other than
None in front of a YIELD_VALUE is handed out; a value behind one that is not popped at once is
taken in.
"""

from __future__ import annotations

from opcode import opmap

from ..protocol.coroutines import Role
from .coroutine_objects import CO_ASYNC_GENERATOR, CO_COROUTINE, CO_ITERABLE_COROUTINE
from .disassembly import plain_instructions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dis import Instruction
    from types import CodeType

_MAX_CODES = 4_096
_WRAPPERS = frozenset({"ASYNC_GEN_WRAP", "CALL_INTRINSIC_1"})
_YIELD_VALUE = opmap["YIELD_VALUE"]
_AFTER_PLAIN_YIELD = 1
_AFTER_YIELD_FROM = 2

_roles: dict[int, tuple[CodeType, Role]] = {}


def role_of(code: CodeType) -> Role:
    """Return what the function's ``yield`` expressions do.

    ``yield from`` as a statement of its own hands out what it delegates to; where its value is
    used, or in a generator-based coroutine, it stands for an ``await`` and counts as neither.
    """
    known = _roles.get(id(code))
    if known is None:
        if len(_roles) >= _MAX_CODES:
            _roles.clear()
        known = _roles[id(code)] = (code, _role_of(code))
    return known[1]


def _role_of(code: CodeType) -> Role:
    if code.co_flags & CO_COROUTINE and not code.co_flags & CO_ASYNC_GENERATOR:
        return Role.NATIVE
    instructions = plain_instructions(code)
    produces = consumes = False
    for index, each in enumerate(instructions):
        if each.opcode != _YIELD_VALUE:
            continue
        resumption = _argument_behind(instructions, index)
        if resumption == _AFTER_PLAIN_YIELD:
            produces = produces or not _carries_none(instructions, index)
            consumes = consumes or not _is_dropped(instructions, index + 2)
        elif resumption == _AFTER_YIELD_FROM and not code.co_flags & CO_ITERABLE_COROUTINE:
            produces = produces or _is_delegating_statement(instructions, index)
    return _ROLES[produces, consumes]


_ROLES = {
    (True, False): Role.PRODUCES,
    (False, True): Role.CONSUMES,
    (True, True): Role.BOTH,
    (False, False): Role.NEITHER,
}


def _argument_behind(instructions: list[Instruction], index: int) -> int:
    behind = instructions[index + 1] if index + 1 < len(instructions) else None
    if behind is None or behind.opname != "RESUME":
        return 0
    return (behind.arg or 0) & 3


def _carries_none(instructions: list[Instruction], index: int) -> bool:
    # A jump to anywhere between the None and the yield brings another value along.
    while index > 0 and not instructions[index].is_jump_target:
        index -= 1
        if instructions[index].opname not in _WRAPPERS:
            before = instructions[index]
            return before.opname.startswith("LOAD_CO") and before.argval is None
    return False


def _is_dropped(instructions: list[Instruction], index: int) -> bool:
    return index < len(instructions) and instructions[index].opname == "POP_TOP"


def _is_delegating_statement(instructions: list[Instruction], index: int) -> bool:
    # SEND jumps to END_SEND (3.11: behind the loop) when the delegate has returned.
    for before in reversed(instructions[:index]):
        if before.opname == "SEND":
            behind = next(
                (i for i, each in enumerate(instructions) if each.offset == before.argval), -1
            )
            if behind >= 0 and instructions[behind].opname == "END_SEND":
                behind += 1
            return _is_dropped(instructions, behind)
    return False
