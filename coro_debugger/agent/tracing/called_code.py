"""Which code a call will run, told from the object that is called, without running any."""

from __future__ import annotations

from types import FunctionType, MethodType

from ..type_facts import static_attribute

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import CodeType

_MAX_BINDINGS = 4


def code_that_is_called(callee: object) -> CodeType | None:
    """Return the code of a function, a method or an object with a ``__call__`` in Python."""
    for _ in range(_MAX_BINDINGS):
        cls = type(callee)
        if cls is FunctionType:
            return callee.__code__  # type: ignore[attr-defined, no-any-return]
        if cls is MethodType:
            callee = callee.__func__  # type: ignore[attr-defined]
        elif cls.__flags__ & _IS_HEAP_TYPE and cls is not type:
            callee = static_attribute(cls, "__call__")
        else:
            return None
    return None


_IS_HEAP_TYPE = 1 << 9
"""``Py_TPFLAGS_HEAPTYPE``: of a class that was made by a ``class`` statement, among others."""
