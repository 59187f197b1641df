"""What the cells of a tree of values show: pure functions of a row."""

from __future__ import annotations

import ast
from enum import IntEnum

from .value_node import ValueNode
from .words import translated

_LONGEST_TIP = 2_000


class ValueColumn(IntEnum):
    """From left to right."""

    NAME = 0
    VALUE = 1
    TYPE = 2


HEADERS = {ValueColumn.NAME: "Name", ValueColumn.VALUE: "Value", ValueColumn.TYPE: "Type"}


def cell_text(node: ValueNode, column: int) -> str:
    """Return the plain text of a cell."""
    variable = node.variable
    if column == ValueColumn.NAME:
        return node.name
    if variable is None:
        return ""
    return variable.value if column == ValueColumn.VALUE else variable.type or ""


def cell_tip(node: ValueNode, column: int) -> str | None:
    """Return the tooltip: the text that has no room in the cell, and what was before."""
    if node.problem:
        return node.problem
    if node.variable is None or column == ValueColumn.TYPE:
        return None
    if column == ValueColumn.NAME:
        return node.name
    value = node.variable.value[:_LONGEST_TIP]
    return translated("{0}\nbefore: {1}", value, node.former) if node.former else value


def spoken_remark(node: ValueNode, column: int) -> str | None:
    """Return what the colour of a row says, and what stands beside its value."""
    if column == ValueColumn.TYPE:
        return None
    if node.problem or not node.former:
        return node.problem or (translated("new") if node.former == "" else None)
    return translated("before: {0}", node.former[:_LONGEST_TIP])


def text_to_edit(node: ValueNode) -> str:
    """Return what an editor of the value begins with.

    What was refused, or the value if it can be typed back as it is.
    """
    if node.draft is not None:
        return node.draft
    text = node.variable.value if node.variable else ""
    return text if _is_literal(text) else ""


def _is_literal(text: str) -> bool:
    try:
        ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return False
    return True
