"""Conditions over plain values, decided at once: no code of the program can run.

A condition in hot code is evaluated at every passage. Most only compare numbers and strings; those
need no deadline, which is what costs.
"""

from __future__ import annotations

from dis import get_instructions

from .compiling import compile_quietly
from .frame_locals import is_function_frame, read_locals

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import CodeType, FrameType
    from typing import Any

_MAX_KNOWN = 200
_PLAIN = frozenset({int, str, float, bool, bytes, type(None)})
_HARMLESS = frozenset(
    {
        "RESUME", "CACHE", "NOP", "EXTENDED_ARG", "LOAD_CONST", "LOAD_SMALL_INT", "LOAD_NAME",
        "LOAD_COMMON_CONSTANT", "COMPARE_OP", "BINARY_OP", "IS_OP", "CONTAINS_OP", "UNARY_NOT",
        "UNARY_NEGATIVE", "UNARY_INVERT", "TO_BOOL", "NOT_TAKEN", "COPY", "SWAP", "POP_TOP",
        "POP_JUMP_IF_FALSE", "POP_JUMP_IF_TRUE", "POP_JUMP_IF_NONE", "POP_JUMP_IF_NOT_NONE",
        "POP_JUMP_FORWARD_IF_FALSE", "POP_JUMP_FORWARD_IF_TRUE", "POP_JUMP_FORWARD_IF_NONE",
        "POP_JUMP_FORWARD_IF_NOT_NONE", "JUMP_IF_FALSE_OR_POP", "JUMP_IF_TRUE_OR_POP",
        "RETURN_VALUE", "RETURN_CONST",
    }
)  # fmt: skip
_LONG_OPERATORS = ("*", "<<")
_NO_BUILTINS: dict[str, Any] = {"__builtins__": {}}


class QuickConditions:
    """Decides conditions that only look at plain values."""

    def __init__(self) -> None:
        self._codes: dict[str, CodeType | None] = {}

    def decide(self, condition: str, frame: FrameType) -> bool | None:
        """Return whether the condition holds, None where that cannot be said without a guard."""
        try:
            code = self._codes[condition]
        except KeyError:
            code = self._learn(condition)
        if code is None:
            return None
        values = _values_of(code.co_names, frame)
        if values is None:
            return None
        try:
            return bool(eval(code, _NO_BUILTINS, values))
        except Exception:  # told by the slower way, in Python's words
            return None

    def _learn(self, condition: str) -> CodeType | None:
        if len(self._codes) >= _MAX_KNOWN:
            self._codes.clear()
        try:
            code: CodeType | None = compile_quietly(condition.strip(), "<condition>", "eval")
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            code = None
        if code is not None and not _is_harmless(code):
            code = None
        self._codes[condition] = code
        return code


def _is_harmless(code: CodeType) -> bool:
    for instruction in get_instructions(code):
        if instruction.opname not in _HARMLESS:
            return False
        # A product or power of plain values can take for ever.
        if instruction.opname == "BINARY_OP" and instruction.argrepr.startswith(_LONG_OPERATORS):
            return False
    return True


def _values_of(names: tuple[str, ...], frame: FrameType) -> dict[str, Any] | None:
    if not names:
        return {}
    local = read_locals(frame) if is_function_frame(frame) else frame.f_locals
    found: dict[str, Any] = {}
    for name in names:
        if name in local:
            value = local[name]
        elif name in frame.f_globals:
            value = frame.f_globals[name]
        else:
            return None
        if type(value) not in _PLAIN:
            return None
        found[name] = value
    return found
