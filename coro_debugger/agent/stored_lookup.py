"""Finds what dotted names stand for, without running anything.

Attributes are looked up as they stand in namespaces. What has to be computed - a property, a
``__getattr__`` - is not found.
"""

from __future__ import annotations

import re
from types import (
    FunctionType,
    GetSetDescriptorType,
    MemberDescriptorType,
    ModuleType,
)

from .type_facts import (
    MISSING,
    has_base,
    instance_namespace,
    module_of_type,
    mro_of,
    namespace_of_type,
    static_attribute,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

_DOTTED = re.compile(r"[^\W\d]\w*(?:\s*\.\s*[^\W\d]\w*)*")


class NotStored(Exception):
    """The value is not stored anywhere; the text says what would have to be done for it."""


def stored_value(expression: str, namespaces: Sequence[Mapping[str, Any]]) -> Any:
    """Return what a dotted name stands for.

    Raises NotStored for other expressions and for attributes that would have to be computed,
    NameError for a name that is not there.
    """
    if not _DOTTED.fullmatch(expression.strip()):
        raise NotStored("only names and attributes are looked up, nothing is run")
    first, *rest = [part.strip() for part in expression.split(".")]
    value = resolve([first], namespaces)
    if value is MISSING:
        raise NameError(f"name {first!r} is not defined")
    for name in rest:
        value = stored_attribute(value, name)
        if value is MISSING:
            raise NotStored(f"{name} is not stored in it: code would have to be run to tell it")
    return value


def resolve(path: Sequence[str], namespaces: Sequence[Mapping[str, Any]]) -> Any:
    """Return what a path of names leads to, MISSING where that is not stored."""
    first, *rest = path
    target = next((each[first] for each in namespaces if first in each), MISSING)
    for name in rest:
        if target is MISSING:
            break
        target = stored_attribute(target, name)
    return target


def stored_attribute(target: Any, name: str) -> Any:
    """Return an attribute as it is stored, MISSING where it is not or would be computed."""
    if type(static_attribute(type(target), "__getattribute__")) is FunctionType:
        return MISSING
    own = instance_namespace(target)
    of_class = static_attribute(type(target), name)
    goes_first = of_class is not MISSING and _has_slot(of_class, "__set__")
    if own is not None and name in own and not goes_first:
        return own[name]
    found = of_class if goes_first else attribute_names(target).get(name, MISSING)
    if type(found) is MemberDescriptorType or _is_of_python_itself(found):
        try:
            return found.__get__(target, type(target))
        except Exception:
            return MISSING
    # What else has a __get__ would have to be run to be known.
    is_computed = type(found) is not FunctionType and _has_slot(found, "__get__")
    return MISSING if is_computed else found


def attribute_names(target: Any) -> dict[str, Any]:
    """Return the attributes of an object, each with the value that stands in a namespace."""
    found: dict[str, Any] = {}
    classes = [*mro_of(type(target))]
    if has_base(type(target), type):
        classes = [*mro_of(target), *classes]
    for cls in reversed(classes):
        found.update(namespace_of_type(cls))
    own = instance_namespace(target)
    if own:
        found.update((name, value) for name, value in own.items() if type(name) is str)
    return found


def builtins_of(globals: dict[str, Any]) -> dict[str, Any]:
    """Return the namespace of the builtins that code with these globals sees."""
    found = globals.get("__builtins__")
    if type(found) is ModuleType:
        return vars(found)
    return found if type(found) is dict else {}


def _has_slot(value: object, name: str) -> bool:
    return static_attribute(type(value), name) is not MISSING


def _is_of_python_itself(found: object) -> bool:
    """Tell whether it is such an attribute as ``gi_frame``: reading it runs nothing."""
    if type(found) is not GetSetDescriptorType:
        return False
    return module_of_type(found.__objclass__) == "builtins"
