"""What the text of an expression could go on with, found without running anything.

Attributes are looked up as they stand in namespaces; a property is listed, never evaluated, so
nothing is offered behind it.
"""

from __future__ import annotations

import re
from keyword import iskeyword, kwlist
from types import BuiltinFunctionType, FunctionType, MethodDescriptorType, ModuleType

from ..protocol.values import CompletionItem
from .stored_attributes import is_dunder
from .stored_lookup import attribute_names, builtins_of, resolve
from .type_facts import MISSING, has_base

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

MAX_ITEMS = 300
_ENDING = re.compile(r"((?:[^\W\d]\w*\s*\.\s*)*)([^\W\d]\w*)?\Z")
_FUNCTIONS = (FunctionType, BuiltinFunctionType, MethodDescriptorType, classmethod, staticmethod)


def completions(
    text: str, column: int, globals: dict[str, Any], locals: Mapping[str, Any]
) -> list[CompletionItem]:
    """Return how the name before ``column`` (1-based, UTF-16) of ``text`` could end."""
    before = _before(text, column)
    match = _ENDING.search(before)
    if match is None:
        return []
    path, prefix = match.group(1), match.group(2) or ""
    if before[: match.start()].rstrip().endswith("."):
        # Behind a call, an index or a literal: what that gives is not known without running it.
        return []
    namespaces = [locals, globals, builtins_of(globals)]
    if path:
        target = resolve([part.strip() for part in path.split(".")[:-1]], namespaces)
        if target is MISSING:
            return []
        found = attribute_names(target)
    else:
        found = dict.fromkeys(kwlist, MISSING)
        for namespace in reversed(namespaces):
            found.update((n, v) for n, v in namespace.items() if type(n) is str)
    start = column - _utf16_length(prefix)
    return _items(found, prefix, start)


def _items(found: dict[str, Any], prefix: str, start: int) -> list[CompletionItem]:
    folded = prefix.casefold()
    names = [
        name
        for name in found
        if name.casefold().startswith(folded)
        and name.isidentifier()
        and (prefix.startswith("_") or not name.startswith("_"))
    ]
    # As written first, then by case-insensitive match; private and special names last.
    names.sort(key=lambda n: (not n.startswith(prefix), is_dunder(n), n.startswith("_"), n))
    length = _utf16_length(prefix)
    return [
        CompletionItem(name, type=_kind(name, found[name]), start=start, length=length)
        for name in names[:MAX_ITEMS]
    ]


def _kind(name: str, value: Any) -> str:
    cls = type(value)
    if value is MISSING:
        return "keyword" if iskeyword(name) else "variable"
    if cls is ModuleType:
        return "module"
    if has_base(cls, type):
        return "class"
    if cls is property:
        return "property"
    return "function" if any(cls is each for each in _FUNCTIONS) else "variable"


def _before(text: str, column: int) -> str:
    left = column - 1
    for index, character in enumerate(text):
        if left <= 0:
            return text[:index]
        left -= 2 if character > "\uffff" else 1
    return text


def _utf16_length(text: str) -> int:
    return len(text) + sum(1 for character in text if character > "\uffff")
