"""What is stored in an object, read without running code of the program.

No property is evaluated, no iterator is advanced; ``__hash__`` and ``__eq__`` are not called.
"""

from __future__ import annotations

from collections import deque
from keyword import iskeyword
from types import FrameType, FunctionType, MemberDescriptorType, ModuleType

from .coroutine_objects import frame_of, is_coroutine
from .frame_locals import can_write_locals, read_locals
from .type_facts import has_base, instance_namespace, mro_of, namespace_of_type

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any


def container_base(cls: type) -> Any:
    """Return the built-in container that ``cls`` is or derives from, None if there is none."""
    for base in (list, tuple, dict, set, frozenset, deque):
        if has_base(cls, base):
            return base
    return None


def has_children(value: Any) -> bool:
    """Tell whether there is anything to show below ``value``."""
    container = container_base(type(value))
    if container is not None and container.__len__(value):
        return True
    return any(True for _ in attributes_of(value))


def attributes_of(value: Any) -> Iterator[tuple[str, Any, bool]]:
    """Yield (name, value, whether it can be changed) of what is stored in an object."""
    if is_coroutine(value):
        frame = frame_of(value)
        if frame is not None:
            writable = can_write_locals(frame)
            yield from ((name, item, writable) for name, item in read_locals(frame).items())
    elif type(value) is FunctionType:
        yield from _function_parts(value)
    elif has_base(type(value), type):
        yield from _class_parts(value)
    elif type(value) is not FrameType:
        yield from _instance_parts(value)


def _instance_parts(value: Any) -> Iterator[tuple[str, Any, bool]]:
    if has_base(type(value), BaseException):
        for name in ("args", "__cause__", "__context__"):
            found = BaseException.__dict__[name].__get__(value)
            if found is not None:
                yield name, found, False
    namespace = instance_namespace(value)
    if namespace:
        hide = type(value) is ModuleType
        for name in user_names_first(namespace):
            if not (hide and is_dunder(name)):
                yield name, namespace[name], True
    yield from _slots(value)


def _slots(value: Any) -> Iterator[tuple[str, Any, bool]]:
    for cls in mro_of(type(value)):
        for name, member in list(namespace_of_type(cls).items()):
            if type(member) is MemberDescriptorType and not is_dunder(name):
                try:
                    yield name, member.__get__(value, cls), True
                except Exception:
                    continue


def _class_parts(cls: type) -> Iterator[tuple[str, Any, bool]]:
    for name, value in list(namespace_of_type(cls).items()):
        if type(name) is str and not is_dunder(name):
            yield name, value, True


def _function_parts(function: FunctionType) -> Iterator[tuple[str, Any, bool]]:
    for name, cell in zip(function.__code__.co_freevars, function.__closure__ or (), strict=False):
        try:
            yield name, cell.cell_contents, True
        except ValueError:
            continue
    for name, value in function.__dict__.items():
        yield name, value, False


def user_names_first(namespace: dict[str, Any]) -> list[str]:
    """Return the names of a namespace, those with double underscores last."""
    names = [name for name in list(dict.keys(namespace)) if type(name) is str]
    return [n for n in names if not is_dunder(n)] + [n for n in names if is_dunder(n)]


def is_dunder(name: str) -> bool:
    """Tell whether Python itself gives this name a meaning."""
    return name.startswith("__") and name.endswith("__")


def is_attribute_name(name: str) -> bool:
    """Tell whether ``x.name`` is how the attribute is written."""
    return name.isidentifier() and not iskeyword(name)
