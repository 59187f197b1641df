"""What the byte code says of the place a frame is at.

Only names of instructions are used, never numbers; ``co_code`` is the code as it was compiled,
whatever the interpreter specialised or instrumented.
"""

from __future__ import annotations

from opcode import opmap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import CodeType

_NEVER = -1
_CACHE = 0
_EXTENDED_ARG = opmap["EXTENDED_ARG"]
_RESUME = opmap["RESUME"]
_RETURN_GENERATOR = opmap["RETURN_GENERATOR"]
_SEND = opmap["SEND"]
_YIELD_VALUE = opmap["YIELD_VALUE"]
_PUSH_EXC_INFO = opmap["PUSH_EXC_INFO"]
_COPY = opmap["COPY"]
_AFTER_YIELD_FROM = 2


def can_delegate(code: CodeType) -> bool:
    """Tell whether there is a ``yield from`` or ``await`` in the code."""
    return _SEND in code.co_code[::2]


def instruction_at(code: CodeType, lasti: int) -> int:
    """Return the offset of the instruction that ``lasti`` is in, -1 for none.

    On 3.12 ``f_lasti`` may point into the inline cache behind an instruction.
    """
    ops = code.co_code
    while lasti >= 0 and lasti < len(ops) and ops[lasti] == _CACHE:
        lasti -= 2
    return lasti if lasti < len(ops) else -1


def suspended_at(code: CodeType, lasti: int) -> int:
    """Return the offset of the YIELD_VALUE that a suspended coroutine is at.

    From 3.13 on ``f_lasti`` points at the RESUME behind it.
    """
    at = instruction_at(code, lasti)
    ops = code.co_code
    return at - 2 if at >= 2 and ops[at] == _RESUME and ops[at - 2] == _YIELD_VALUE else at


def is_creation(code: CodeType, lasti: int) -> bool:
    """Tell whether a coroutine's frame has not started: it is where the object was made.

    3.11 and 3.12 stand at RETURN_GENERATOR, later ones at the POP_TOP behind it.
    """
    if lasti < 0:
        return True
    ops = code.co_code
    at = instruction_at(code, lasti)
    return at < 0 or ops[at] == _RETURN_GENERATOR or (at >= 2 and ops[at - 2] == _RETURN_GENERATOR)


def is_delegation(code: CodeType, lasti: int) -> bool:
    """Tell whether the frame is inside a ``yield from`` or an ``await``.

    It then stands at a SEND, or (suspended or thrown into) between it and the RESUME that says so.
    """
    at = instruction_at(code, lasti)
    if at < 0:
        return False
    ops = code.co_code
    if ops[at] == _SEND:
        return True
    if ops[at] == _YIELD_VALUE:
        at += 2
    return at + 1 < len(ops) and ops[at] == _RESUME and ops[at + 1] & 3 >= _AFTER_YIELD_FROM


def is_handling(code: CodeType, lasti: int) -> bool:
    """Tell whether this place is inside an ``except`` or ``finally`` that handles an exception.

    The body of a handler is covered by a clean-up that begins with COPY and restores what was
    handled before. The body of a ``try`` is covered by its handler, which begins with
    PUSH_EXC_INFO; what is around the ``try`` is around that handler's clean-up.
    """
    ops = code.co_code
    entries = list(exception_entries(code))

    def cover(offset: int) -> int:
        return next((t for start, end, t, _ in entries if start <= offset < end), _NEVER)

    at = lasti
    for _ in range(2 * len(entries) + 1):
        target = cover(at)
        if target in (_NEVER, at):
            return False
        if ops[target] == _COPY:
            return True
        at = cover(target) if ops[target] == _PUSH_EXC_INFO else target
    return False


def has_handlers(code: CodeType) -> bool:
    """Tell whether the code handles exceptions anywhere."""
    return bool(code.co_exceptiontable) and _PUSH_EXC_INFO in code.co_code[::2]


def exception_entries(code: CodeType) -> Iterator[tuple[int, int, int, int]]:
    """Yield (start, end, target, stack depth at the target) of the exception table, in order.

    The format is described in CPython's Objects/exception_handling_notes.txt.
    """
    table = iter(code.co_exceptiontable)
    for first in table:
        start = _varint(first, table) * 2
        length = _varint(next(table, 0), table) * 2
        target = _varint(next(table, 0), table) * 2
        depth = _varint(next(table, 0), table)
        # The handler finds the exception on top, and below it the offset where the flag asks.
        yield start, start + length, target, (depth >> 1) + (depth & 1) + 1


def _varint(byte: int, table: Iterator[int]) -> int:
    value = byte & 63
    while byte & 64:
        byte = next(table, 0)
        value = (value << 6) | (byte & 63)
    return value
