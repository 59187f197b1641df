"""The byte code of a function as a list to show."""

from __future__ import annotations

from dis import get_instructions

from ..protocol.values import DisassembledInstruction
from .code_positions import span_of_position
from .instructions import instruction_at
from .source_text import source_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dis import Instruction
    from types import CodeType

_MAX_ARGUMENT = 200


def plain_instructions(code: CodeType) -> list[Instruction]:
    """Return the instructions as they were compiled, without inline caches."""
    return list(get_instructions(code))


def instructions_of(code: CodeType, lasti: int, address_base: int) -> list[DisassembledInstruction]:
    """Return the instructions of ``code``; the one a frame at ``lasti`` (or -1) is at is marked.

    The address of an instruction is ``address_base`` plus its offset, in hexadecimal.
    """
    source = source_of(code)
    current = instruction_at(code, lasti)
    result = []
    for each in plain_instructions(code):
        argument = _argument_text(each)
        span = (
            None if each.positions is None else span_of_position(code.co_filename, each.positions)
        )
        line, column, end_line, end_column = span or (None, None, None, None)
        result.append(
            DisassembledInstruction(
                address=hex(address_base + each.offset),
                instruction=f"{each.opname} {argument}".rstrip(),
                location=source,
                line=line,
                column=column,
                end_line=end_line,
                end_column=end_column,
                offset=each.offset,
                opname=each.opname,
                argument=argument or None,
                is_yield=True if each.opname == "YIELD_VALUE" else None,
                is_current=True if each.offset == current else None,
            )
        )
    return result


def _argument_text(instruction: Instruction) -> str:
    text = instruction.argrepr
    if not text and instruction.arg is not None:
        text = str(instruction.arg)
    return text if len(text) <= _MAX_ARGUMENT else text[: _MAX_ARGUMENT - 1] + "…"
