"""Finds the exceptions that a script defines, from its text alone."""

from __future__ import annotations

import ast
import builtins

from .script_tree import script_tree


def script_exceptions(source: str) -> list[str]:
    """Return the names of the exception classes at the top level, in their order."""
    tree = script_tree(source)
    if tree is None:
        return []
    found: list[str] = []
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and any(_is_exception(b, found) for b in node.bases):
            found.append(node.name)
    return found


def _is_exception(base: ast.expr, found: list[str]) -> bool:
    if isinstance(base, ast.Attribute):
        return base.attr.endswith(("Error", "Exception"))
    if not isinstance(base, ast.Name):
        return False
    known = getattr(builtins, base.id, None)
    is_builtin = isinstance(known, type) and issubclass(known, BaseException)
    return is_builtin or base.id in found or base.id.endswith(("Error", "Exception"))
