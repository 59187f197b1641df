"""Conditions over plain values, decided at once: no code of the program can run.

A condition in hot code is evaluated at every passage. Most only compare numbers and strings; those
need no deadline, which is what costs.
"""

from __future__ import annotations

from dis import get_instructions

from .compiling import compile_quietly
from .frame_locals import read_names
from .interruptions import is_interruption

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import CodeType, FrameType
    from typing import Any

    from .tracing.contract import Guard

_MAX_KNOWN = 200
_PLAIN = frozenset(map(id, (int, str, float, bool, bytes, type(None))))
_HARMLESS = frozenset(
    {
        "RESUME", "CACHE", "NOP", "EXTENDED_ARG", "LOAD_CONST", "LOAD_SMALL_INT", "LOAD_NAME",
        "LOAD_COMMON_CONSTANT", "COMPARE_OP", "BINARY_OP", "IS_OP", "CONTAINS_OP", "UNARY_NOT",
        "UNARY_NEGATIVE", "UNARY_INVERT", "TO_BOOL", "NOT_TAKEN", "COPY", "SWAP", "POP_TOP",
        "POP_JUMP_IF_FALSE", "POP_JUMP_IF_TRUE", "POP_JUMP_IF_NONE", "POP_JUMP_IF_NOT_NONE",
        "POP_JUMP_FORWARD_IF_FALSE", "POP_JUMP_FORWARD_IF_TRUE", "POP_JUMP_FORWARD_IF_NONE",
        "POP_JUMP_FORWARD_IF_NOT_NONE", "JUMP_IF_FALSE_OR_POP", "JUMP_IF_TRUE_OR_POP",
        "JUMP_FORWARD", "RETURN_VALUE", "RETURN_CONST",
    }
)  # fmt: skip
_LONG_OPERATORS = ("*", "<<")
_NO_BUILTINS: dict[str, Any] = {"__builtins__": {}}


class QuickConditions:
    """Decides conditions that only look at plain values."""

    def __init__(self) -> None:
        self._guards: dict[str, Guard | None] = {}

    def guard(self, condition: str) -> Guard | None:
        """Return what tells whether the condition holds in a frame, None if it is no quick one.

        It says None where that takes more than plain values.
        """
        try:
            return self._guards[condition]
        except KeyError:
            pass
        if len(self._guards) >= _MAX_KNOWN:
            self._guards.clear()
        guard = self._guards[condition] = _guard_of(condition.strip())
        return guard

    def decide(self, condition: str, frame: FrameType) -> bool | None:
        """Return whether the condition holds, None where that cannot be said without a guard."""
        guard = self.guard(condition)
        return None if guard is None else guard(frame)


def _guard_of(condition: str) -> Guard | None:
    try:
        code: CodeType = compile_quietly(condition, "<condition>", "eval")
        if not _is_harmless(code):
            return None
        names = code.co_names
        # With the values as arguments: a third of the cost of eval() with a dict of them.
        text = f"lambda {', '.join(names)}: True if ({condition}\n) else False"
        decide = eval(compile_quietly(text, "<condition>", "eval"), dict(_NO_BUILTINS))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None

    def guard(frame: FrameType) -> bool | None:
        values = read_names(frame, names) if names else ()
        for value in values:
            if id(type(value)) not in _PLAIN:
                return None
        try:
            return bool(decide(*values))
        except Exception as error:  # told by the slower way, in Python's words
            if is_interruption(error):
                raise
            return None

    return guard


def _is_harmless(code: CodeType) -> bool:
    for instruction in get_instructions(code):
        if instruction.opname not in _HARMLESS:
            return False
        # A product or power of plain values can take for ever.
        if instruction.opname == "BINARY_OP" and instruction.argrepr.startswith(_LONG_OPERATORS):
            return False
    return True
