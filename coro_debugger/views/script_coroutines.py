"""Finds the functions of a script that make coroutines, from its text alone."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator

from .script_exceptions import MOST_CHECKED

_Function = ast.FunctionDef | ast.AsyncFunctionDef
_Scope = _Function | ast.ClassDef | ast.Lambda


def script_coroutines(source: str) -> list[str]:
    """Return the qualified names of generators and ``async def`` functions, in their order."""
    if len(source) > MOST_CHECKED:
        return []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(source)
        return list(dict.fromkeys(_names_in(tree, "")))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []


def _names_in(node: ast.AST, prefix: str) -> Iterator[str]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, _Function):
            name = f"{prefix}{child.name}"
            if isinstance(child, ast.AsyncFunctionDef) or _yields(child):
                yield name
            yield from _names_in(child, f"{name}.<locals>.")
        elif isinstance(child, ast.ClassDef):
            yield from _names_in(child, f"{prefix}{child.name}.")
        else:
            yield from _names_in(child, prefix)


def _yields(node: ast.AST) -> bool:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Yield | ast.YieldFrom):
            return True
        if not isinstance(child, _Scope) and _yields(child):
            return True
    return False
