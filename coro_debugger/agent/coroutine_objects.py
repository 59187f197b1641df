"""Facts about a coroutine, read from the object itself.

"Coroutine" means all four kinds. What was heard through tracing is a hint, the object is the
truth. Nothing here raises on odd input and nothing runs code of the program: the attributes read
are those of exact built-in types.
"""

from __future__ import annotations

from gc import get_referents
from types import AsyncGeneratorType, CellType, CoroutineType, GeneratorType

from ..protocol.coroutines import CoroutineKind, CoroutineState
from .instructions import is_creation, is_delegation
from .python_facts import ASYNC_GENERATOR_TELLS_SUSPENDED
from .type_facts import base_named, name_of_type, namespace_of_type

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import CodeType, FrameType
    from typing import Any

CO_GENERATOR = 0x20
CO_COROUTINE = 0x80
CO_ITERABLE_COROUTINE = 0x100
CO_ASYNC_GENERATOR = 0x200

_MAX_WRAPPERS = 8
_HOLDERS = frozenset((GeneratorType, CoroutineType, AsyncGeneratorType, CellType))


def kind_of(obj: object) -> CoroutineKind | None:
    """Return which kind of coroutine ``obj`` is, None if it is none."""
    cls = type(obj)
    if cls is GeneratorType:
        if obj.gi_code.co_flags & CO_ITERABLE_COROUTINE:  # type: ignore[attr-defined]
            return CoroutineKind.ITERABLE_COROUTINE
        return CoroutineKind.GENERATOR
    if cls is CoroutineType:
        return CoroutineKind.COROUTINE
    if cls is AsyncGeneratorType:
        return CoroutineKind.ASYNC_GENERATOR
    return None


def is_coroutine(obj: object) -> bool:
    """Tell whether ``obj`` is a coroutine of any kind; cheaper than `kind_of`."""
    cls = type(obj)
    return cls is GeneratorType or cls is CoroutineType or cls is AsyncGeneratorType


def may_hold_coroutine(obj: object) -> bool:
    """Tell whether a variable of a coroutine's body may hold a coroutine; cheaper than to look."""
    return not _HOLDERS.isdisjoint(map(type, get_referents(obj)))


def code_of(obj: Any) -> CodeType | None:
    """Return the code of a coroutine, also of a finished one."""
    cls = type(obj)
    if cls is GeneratorType:
        return obj.gi_code  # type: ignore[no-any-return]
    if cls is CoroutineType:
        return obj.cr_code  # type: ignore[no-any-return]
    if cls is AsyncGeneratorType:
        return obj.ag_code  # type: ignore[no-any-return]
    return None


def frame_of(obj: Any) -> FrameType | None:
    """Return the frame of a coroutine; None once it has finished."""
    cls = type(obj)
    if cls is GeneratorType:
        return obj.gi_frame  # type: ignore[no-any-return]
    if cls is CoroutineType:
        return obj.cr_frame  # type: ignore[no-any-return]
    if cls is AsyncGeneratorType:
        return obj.ag_frame  # type: ignore[no-any-return]
    return None


def qualname_of(obj: Any) -> str:
    """Return the qualified name that the program sees, "" if ``obj`` is no coroutine."""
    return obj.__qualname__ if is_coroutine(obj) else ""


def lasti_of(obj: object) -> int:
    """Return the offset of the instruction a coroutine is at, -1 when it has no frame."""
    frame = frame_of(obj)
    return -1 if frame is None else frame.f_lasti


def is_running(obj: object) -> bool:
    """Tell whether the body is on the stack right now, also when it waits for what it awaits."""
    return state_of(obj) is CoroutineState.RUNNING


def state_of(obj: Any) -> CoroutineState:
    """Return the state. An asynchronous generator inside an ``await`` is suspended.

    (Its ``ag_running`` then says True: it means "an ``asend`` is under way".)
    """
    cls = type(obj)
    if cls is GeneratorType:
        running, suspended = obj.gi_running, obj.gi_suspended
    elif cls is CoroutineType:
        running, suspended = obj.cr_running, obj.cr_suspended
    elif cls is AsyncGeneratorType:
        return _async_generator_state(obj)
    else:
        return CoroutineState.FINISHED
    if suspended:
        return CoroutineState.SUSPENDED
    if running:
        return CoroutineState.RUNNING
    return CoroutineState.FINISHED if frame_of(obj) is None else CoroutineState.CREATED


def _async_generator_state(obj: AsyncGeneratorType[Any, Any]) -> CoroutineState:
    if ASYNC_GENERATOR_TELLS_SUSPENDED and obj.ag_suspended:  # type: ignore[attr-defined]
        return CoroutineState.SUSPENDED
    frame = obj.ag_frame
    if frame is None:
        return CoroutineState.FINISHED
    if frame.f_back is not None:  # `ag_running` is False where the body is closed by being freed
        return CoroutineState.RUNNING
    if is_creation(frame.f_code, frame.f_lasti):
        return CoroutineState.CREATED
    told = ASYNC_GENERATOR_TELLS_SUSPENDED
    return CoroutineState.RUNNING if told else CoroutineState.SUSPENDED


def is_delegating(obj: object) -> bool:
    """Tell whether a coroutine is inside ``yield from`` or ``await``, running or suspended."""
    frame = frame_of(obj)
    return frame is not None and is_delegation(frame.f_code, frame.f_lasti)


def awaited_object(obj: Any) -> object | None:
    """Return what a coroutine delegates to: a coroutine where there is one behind wrappers.

    For a coroutine that runs because what it delegates to runs, the answer is known where
    CPython keeps its stack visible (3.12 and later); else None.
    """
    state = state_of(obj)
    if state is CoroutineState.SUSPENDED:
        target = suspended_delegate(obj)
    elif state is CoroutineState.RUNNING:
        target = _running_delegate(obj)
    else:
        target = None
    return None if target is None else behind_wrappers(target)


def suspended_delegate(obj: Any) -> object | None:
    """Return what a coroutine that is suspended, or just being, delegates to, wrapped as it is."""
    cls = type(obj)
    if cls is GeneratorType:
        return obj.gi_yieldfrom  # type: ignore[no-any-return]
    return obj.cr_await if cls is CoroutineType else obj.ag_await  # type: ignore[no-any-return]


def _running_delegate(obj: object) -> object | None:
    frame = frame_of(obj)
    if frame is None or not is_delegation(frame.f_code, frame.f_lasti):
        return None
    for referent in reversed(get_referents(obj)):
        inner = behind_wrappers(referent)
        # A generator that merely is a variable of this frame and runs has another frame between.
        if is_coroutine(inner) and inner is not obj:
            inner_frame = frame_of(inner)
            if inner_frame is not None and inner_frame.f_back is frame:
                return inner
    return None


def behind_wrappers(target: object) -> object:
    """Return the coroutine behind ``asend``, ``athrow``, ``anext`` and ``__await__`` objects.

    Anything else is returned as it is.
    """
    for _ in range(_MAX_WRAPPERS):
        if id(type(target)) not in _WRAPPER_TYPE_IDS:
            break
        for referent in get_referents(target):
            if is_coroutine(referent) or id(type(referent)) in _WRAPPER_TYPE_IDS:
                target = referent
                break
        else:
            break
    return target


def awaiting_text(obj: object) -> str | None:
    """Return a short text for what a coroutine awaits if that is no coroutine, else None.

    A task has its name in it: ``Task 'reader'``.
    """
    target = awaited_object(obj)
    if target is None or is_coroutine(target):
        return None
    if name_of_type(type(target)) == "FutureIter":
        target = next(
            (r for r in get_referents(target) if base_named(type(r), "_asyncio", "Future")), target
        )
    return name_of_type(type(target)) + _task_name(target)


def _task_name(future: object) -> str:
    base = base_named(type(future), "_asyncio", "Task")
    if base is None:
        return ""
    try:
        name = namespace_of_type(base)["get_name"](future)
    except Exception:
        return ""
    return f" {name[:80]!r}" if type(name) is str else ""


def unwrap_async_yield(value: object) -> object:
    """Return what an asynchronous generator yielded, given the wrapper that an event shows."""
    if name_of_type(type(value)) != "async_generator_wrapped_value":
        return value
    referents = get_referents(value)
    return referents[0] if len(referents) == 1 else value


def _wrapper_type_ids() -> frozenset[int]:
    async def asynchronous() -> Any:
        yield

    async def native() -> None:
        pass

    coroutine = native()
    wrapper = coroutine.__await__()
    found: list[Any] = [asynchronous().asend(None), asynchronous().athrow(ValueError), wrapper]
    with_default = anext(asynchronous(), None)
    # The iterator of an anext() with a default is of the same type as it.
    types = frozenset(id(type(each)) for each in [*found, with_default])
    for each in found:
        each.close()
    with_default.close()
    return types


_WRAPPER_TYPE_IDS = _wrapper_type_ids()
