"""Compiles for the debugger without leaving a module of its own in the program's ``sys.modules``.

The compiler normalises names that are not ASCII with ``unicodedata``, which it looks for in
``sys.modules``; here it finds the agent's private copy, for as long as it compiles.
"""

from __future__ import annotations

import unicodedata

from .program_modules import INTERPRETER_MODULES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import CodeType
    from typing import Any

_NAME = "unicodedata"
_ONLY_AST = 0x400


def compile_quietly(source: Any, filename: str, mode: str, flags: int = 0) -> Any:
    """Return what ``compile`` returns; future statements of the agent do not apply."""
    modules = INTERPRETER_MODULES
    lent = _NAME not in modules
    if lent:
        modules[_NAME] = unicodedata
    try:
        return compile(source, filename, mode, flags, dont_inherit=True)
    finally:
        if lent:
            modules.pop(_NAME, None)


def parse_quietly(text: str) -> Any:
    """Return the syntax tree of a module. Raises what ``compile`` raises."""
    return compile_quietly(text, "<source>", "exec", _ONLY_AST)


def code_of_text(text: str, filename: str) -> CodeType:
    """Return the compiled module. Raises what ``compile`` raises."""
    code: CodeType = compile_quietly(text, filename, "exec")
    return code
