"""Finds the functions of a script that make coroutines, from its text alone."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from .script_tree import script_tree

_Function = ast.FunctionDef | ast.AsyncFunctionDef
_Scope = _Function | ast.ClassDef | ast.Lambda


def script_coroutines(source: str) -> list[str]:
    """Return the qualified names of generators and ``async def`` functions, in their order."""
    tree = script_tree(source)
    if tree is None:
        return []
    try:
        return list(dict.fromkeys(_names_in(tree, "")))
    except RecursionError:
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
