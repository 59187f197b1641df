"""Finds the functions of a script that make coroutines, from its text alone."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from .script_tree import script_tree

_CAN_SUSPEND = re.compile(r"\byield\b|\basync\b")
"""What spares the parsing of a long script without coroutines."""

_Function = ast.FunctionDef | ast.AsyncFunctionDef
_Scope = _Function | ast.ClassDef | ast.Lambda
_Yield = ast.Yield | ast.YieldFrom
_Suspension = _Yield | ast.Await | ast.AsyncFor | ast.AsyncWith


@dataclass(frozen=True, slots=True)
class CoroutineFunction:
    """A generator or ``async def`` function: the line of its ``def``, and where it can suspend."""

    qualname: str
    line: int
    suspensions: tuple[int, ...] = ()


def script_coroutines(source: str) -> list[CoroutineFunction]:
    """Return the functions whose calls make coroutines, in their order."""
    tree = script_tree(source) if _CAN_SUSPEND.search(source) else None
    if tree is None:
        return []
    try:
        return list(_functions_in(tree, ""))
    except RecursionError:
        return []


def _functions_in(node: ast.AST, prefix: str) -> Iterator[CoroutineFunction]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, _Function):
            name = f"{prefix}{child.name}"
            points = list(_suspensions(child))
            if isinstance(child, ast.AsyncFunctionDef) or any(
                isinstance(point, _Yield) for point in points
            ):
                lines = sorted({point.lineno for point in points})
                yield CoroutineFunction(name, child.lineno, tuple(lines))
            yield from _functions_in(child, f"{name}.<locals>.")
        elif isinstance(child, ast.ClassDef):
            yield from _functions_in(child, f"{prefix}{child.name}.")
        else:
            yield from _functions_in(child, prefix)


def _suspensions(node: ast.AST) -> Iterator[_Suspension]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, _Suspension):
            yield child
        if not isinstance(child, _Scope):
            yield from _suspensions(child)
