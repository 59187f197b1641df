"""Why a value cannot be changed: one sentence for each reason, pure functions."""

from __future__ import annotations

from .value_node import ValueNode
from .words import translated

_FIRST_THAT_CAN = (3, 13)
_BODIES = ("generator", "coroutine", "async_generator")


def why_fixed(node: ValueNode, python: str, is_live: bool) -> str:
    """Return why the value of a row cannot be changed; ``python`` is the program's version."""
    if not is_live:
        return translated("values can be changed while the program stands still")
    if node.scope == "Stack":
        return translated("what is on the evaluation stack cannot be changed")
    parent = node.parent
    kind = parent.variable.type if parent is not None and parent.variable is not None else None
    is_local = kind in _BODIES or (kind is None and node.scope in ("Locals", "Closure"))
    if is_local and _version(python) < _FIRST_THAT_CAN:
        text = "Python {0} cannot change the variables of a function from outside; 3.13 can"
        return translated(text, python or "3.12")
    return (
        translated("a {0} cannot be changed", kind) if kind else translated("it cannot be changed")
    )


def _version(python: str) -> tuple[int, ...]:
    return tuple(int(part) for part in python.split(".")[:2] if part.isdigit())
