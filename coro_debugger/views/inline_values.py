"""Which values are shown at the ends of which lines: pure, from the source and the locals."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping

from .script_tree import tree_around
from .source_marks import InlineValue

LONGEST = 40

_Function = ast.FunctionDef | ast.AsyncFunctionDef


def inline_values(source: str, line: int, values: Mapping[str, str]) -> dict[int, InlineValue]:
    """Return texts such as ``matches = 1`` by line, for the function (or module) around ``line``.

    A name is shown where it gets its value: at an assignment, at the head of a loop, and at the
    ``def`` for parameters. ``values`` holds texts of locals by name.
    """
    tree, offset = tree_around(source, line)
    if tree is None:
        return {}
    function = _function_around(tree, line - offset)
    shown: dict[int, list[str]] = {}
    for name, at in _bindings(function or tree):
        names = shown.setdefault(at + offset, [])
        if name in values and name not in names:
            names.append(name)
    return {at: _value([(n, values[n]) for n in names]) for at, names in shown.items() if names}


def _value(pairs: list[tuple[str, str]]) -> InlineValue:
    text = ", ".join(f"{name} = {_short(value)}" for name, value in pairs)
    return InlineValue(text, "\n".join(f"{name} = {value}" for name, value in pairs))


def _function_around(tree: ast.Module, line: int) -> _Function | None:
    """Return the innermost function whose body holds the line."""
    found: _Function | None = None
    waiting: list[ast.AST] = [tree]
    while waiting:
        for node in ast.iter_child_nodes(waiting.pop()):
            # Not every node knows its lines; what is in it does.
            if getattr(node, "lineno", line) <= line <= getattr(node, "end_lineno", line):
                waiting.append(node)
                found = node if isinstance(node, _Function) else found
    return found


def _bindings(body: _Function | ast.Module) -> Iterable[tuple[str, int]]:
    if not isinstance(body, ast.Module):
        arguments = body.args
        for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
            yield argument.arg, argument.lineno
    for node in _own_nodes(body):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id, node.lineno
        elif isinstance(node, ast.ExceptHandler) and node.name:
            yield node.name, node.lineno


def _own_nodes(function: _Function | ast.Module) -> Iterable[ast.AST]:
    """Yield the nodes of the body, not those of functions and classes within it."""
    waiting: list[ast.AST] = list(function.body)
    inner = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, inner):
            waiting.extend(ast.iter_child_nodes(node))


def _short(text: str) -> str:
    line = text.replace("\n", " ")
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
