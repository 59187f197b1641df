"""Which lines hold a loop on one line or a comprehension: to a step they are one line."""

from __future__ import annotations

import ast

from .compiling import parse_quietly
from .source_text import lines_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import CodeType

_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_LOOPS = (ast.For, ast.While, ast.AsyncFor)
NO_LINES = range(0)
_loops_by_file: dict[str, dict[int, range]] = {}


def loop_around(code: CodeType, line: int) -> range:
    """Return the lines of the one-line loop or comprehension that ``line`` is in, or none.

    Coming to one of them again is no step. A loop with its body on lines of its own is not meant:
    in ``while True:`` the body's line comes again and is a new step. A comprehension counts as a
    whole, however many lines it takes: up to 3.11 it runs in a frame of its own that is hidden.
    """
    filename = code.co_filename
    loops = _loops_by_file.get(filename)
    if loops is None:
        loops = _loops_by_file[filename] = _find_loops("\n".join(lines_of(filename) or ()))
    return loops.get(line, NO_LINES)


def _find_loops(text: str) -> dict[int, range]:
    try:
        tree = parse_quietly(text)
    except (SyntaxError, ValueError, RecursionError):
        return {}
    found: dict[int, range] = {}
    # From the outside in: the outermost of those that are nested comes first.
    for node in ast.walk(tree):
        if isinstance(node, _LOOPS):
            if node.body[0].lineno == node.lineno:
                found.setdefault(node.lineno, range(node.lineno, node.lineno + 1))
        elif isinstance(node, _COMPREHENSIONS):
            lines = range(node.lineno, (node.end_lineno or node.lineno) + 1)
            for line in lines:
                found.setdefault(line, lines)
    return found
