"""What the program's variables, stacks and tasks say of coroutines: names, delegation, tasks."""

from __future__ import annotations

from .coroutine_objects import frame_of, is_coroutine, may_hold_coroutine
from .frame_locals import read_locals
from .frames import is_delegating, program_frames
from .program_modules import program_modules
from .user_code import is_user_filename

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import FrameType
    from typing import Any

    from .registry import Registry

_MAX_NAMES = 8
_MAX_FRAMES = 2_000


def names_of_coroutines(
    registry: Registry, main: dict[str, Any], stacks: Iterable[FrameType | None]
) -> dict[int, list[str]]:
    """Return the bare names of the variables that hold each coroutine, by its ``id()``.

    Globals of the user's modules come first, then locals of frames on the stacks and of suspended
    coroutines.
    """
    names: dict[int, list[str]] = {}
    for namespace in user_namespaces(main):
        _collect(namespace, names)
    seen: set[int] = set()
    for stack in stacks:
        for frame in program_frames(stack):
            _collect_frame(frame, names, seen)
    for record in registry.all()[-_MAX_FRAMES:]:
        target = record.target
        if target is not None and record.started and may_hold_coroutine(target):
            body = frame_of(target)
            if body is not None:
                _collect_frame(body, names, seen)
    return names


def delegations_on_stacks(registry: Registry, stacks: Iterable[FrameType | None]) -> dict[int, int]:
    """Return which running coroutine delegates to which, by id: the caller of its frame.

    A running coroutine does not tell what it delegates to on every version.
    """
    found: dict[int, int] = {}
    for stack in stacks:
        inner = None
        for frame in program_frames(stack):
            record = registry.of_frame(frame)
            if record is not None and inner is not None and is_delegating(frame):
                found[record.id] = inner.id
            inner = record
    return found


def user_namespaces(main: dict[str, Any]) -> Iterable[dict[str, Any]]:
    """Yield ``main`` and the globals of the user's other modules."""
    yield main
    for module in list(program_modules().values()):
        namespace = getattr(module, "__dict__", None)
        if type(namespace) is dict and namespace is not main:
            filename = namespace.get("__file__")
            if type(filename) is str and is_user_filename(filename):
                yield namespace


def _collect_frame(frame: FrameType, names: dict[int, list[str]], seen: set[int]) -> None:
    if id(frame) not in seen and frame.f_locals is not frame.f_globals:
        seen.add(id(frame))
        _collect(read_locals(frame), names)


def _collect(namespace: dict[str, Any], names: dict[int, list[str]]) -> None:
    for name, value in list(namespace.items()):
        if is_coroutine(value) and type(name) is str:
            held = names.setdefault(id(value), [])
            if name not in held and len(held) < _MAX_NAMES:
                held.append(name)


def tasks_of_coroutines() -> dict[int, str]:
    """Return the names of the asyncio tasks, by the ``id()`` of the coroutine each one runs."""
    module = program_modules().get("asyncio.tasks")
    found: dict[int, str] = {}
    for task in _all_tasks(module):
        try:
            coroutine = task.get_coro()
            name = task.get_name()
        except Exception:  # a task class of the program's own
            continue
        if is_coroutine(coroutine) and type(name) is str:
            found[id(coroutine)] = name
    return found


def _all_tasks(module: Any) -> list[Any]:
    if module is None:
        return []
    tasks: list[Any] = []
    # Names differ: `_all_tasks` up to 3.11, later `_scheduled_tasks` and `_eager_tasks`; from 3.14
    # on the C implementation keeps tasks in a list of its own that `all_tasks` reads.
    for name in ("_all_tasks", "_scheduled_tasks", "_eager_tasks"):
        try:
            tasks += list(getattr(module, name, ()))
        except Exception:
            continue
    for loop in _running_loops(module):
        try:
            tasks += list(module.all_tasks(loop))
        except Exception:
            continue
    return tasks


def _running_loops(module: Any) -> list[Any]:
    loop = getattr(module, "events", None)
    get = getattr(loop, "_get_running_loop", None)
    found = None if get is None else get()
    return [] if found is None else [found]
