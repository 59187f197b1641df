"""Which lines hold a whole loop or comprehension: to Step over they are one line."""

from __future__ import annotations

import ast

from .compiling import parse_quietly
from .source_text import lines_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import CodeType

_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_LOOPS = (ast.For, ast.While, ast.AsyncFor)
_lines_by_file: dict[str, frozenset[int]] = {}


def has_one_line_loop(code: CodeType, line: int) -> bool:
    """Tell whether ``line`` of the file of ``code`` holds a loop together with its body.

    Only then is coming to the same line again no step: in ``while True:`` with its body on the
    next line the body's line comes again and is a new step.
    """
    filename = code.co_filename
    lines = _lines_by_file.get(filename)
    if lines is None:
        lines = _lines_by_file[filename] = _one_line_loops("\n".join(lines_of(filename) or ()))
    return line in lines


def _one_line_loops(text: str) -> frozenset[int]:
    try:
        tree = parse_quietly(text)
    except (SyntaxError, ValueError, RecursionError):
        return frozenset()
    lines = set()
    for node in ast.walk(tree):
        if isinstance(node, _LOOPS) and node.body[0].lineno == node.lineno:
            lines.add(node.lineno)
        elif isinstance(node, _COMPREHENSIONS):
            lines.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return frozenset(lines)
