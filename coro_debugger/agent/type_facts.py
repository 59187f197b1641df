"""Facts about classes, read without running code of the program.

A class of the program may have a metaclass with its own ``__getattribute__``, ``__hash__`` or
``__eq__``; here only the slots of ``type`` itself are used.
"""

from __future__ import annotations

from types import GetSetDescriptorType, MemberDescriptorType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import TracebackType
    from typing import Any

_name: Any = type.__dict__["__name__"].__get__
_qualname: Any = type.__dict__["__qualname__"].__get__
_mro: Any = type.__dict__["__mro__"].__get__
_dict: Any = type.__dict__["__dict__"].__get__
_module: Any = type.__dict__["__module__"].__get__
_traceback: Any = BaseException.__dict__["__traceback__"]
MISSING: Any = object()


def name_of_type(cls: type) -> str:
    """Return ``cls.__name__``."""
    return _name(cls)  # type: ignore[no-any-return]


def qualname_of_type(cls: type) -> str:
    """Return ``cls.__qualname__``."""
    return _qualname(cls)  # type: ignore[no-any-return]


def module_of_type(cls: type) -> str:
    """Return ``cls.__module__`` where it is a plain string, else ""."""
    try:
        module = _module(cls)
    except AttributeError:
        return ""
    return module if type(module) is str else ""


def mro_of(cls: type) -> tuple[type, ...]:
    """Return ``cls.__mro__``."""
    return _mro(cls) or (cls,)


def namespace_of_type(cls: type) -> Any:
    """Return the attributes in ``cls`` itself as a read-only mapping."""
    return _dict(cls)


def has_base(cls: type, base: type) -> bool:
    """Tell whether ``cls`` is ``base`` or derives from it, by identity."""
    return any(each is base for each in mro_of(cls))


def base_named(cls: type, module: str, name: str) -> type | None:
    """Return the class of that module and name that ``cls`` is or derives from."""
    for each in mro_of(cls):
        if _name(each) == name and module_of_type(each) == module:
            return each
    return None


def static_attribute(cls: type, name: str) -> Any:
    """Return the attribute as it stands in ``cls`` or a base, unbound; MISSING if there is none."""
    for each in mro_of(cls):
        found = _dict(each).get(name, MISSING)
        if found is not MISSING:
            return found
    return MISSING


def instance_namespace(value: object) -> dict[str, Any] | None:
    """Return the ``__dict__`` of ``value`` even if its class hides it behind a property."""
    for each in mro_of(type(value)):
        descriptor = _dict(each).get("__dict__", MISSING)
        # A member only in modules.
        kind = type(descriptor)
        if kind is GetSetDescriptorType or kind is MemberDescriptorType:
            try:
                found = descriptor.__get__(value, each)
            except Exception:
                return None
            return found if has_base(type(found), dict) else None
    return None


def traceback_of(error: BaseException) -> TracebackType | None:
    """Return ``error.__traceback__`` even if its class has something else by that name."""
    return _traceback.__get__(error)  # type: ignore[no-any-return]


def put_traceback(error: BaseException, traceback: TracebackType | None) -> None:
    """Assign ``error.__traceback__``."""
    _traceback.__set__(error, traceback)
