"""The nets in which coroutines are caught: first start, and a scan at every stop."""

from __future__ import annotations

from gc import get_count, get_freeze_count, get_objects, get_referents, get_referrers, get_stats
from types import AsyncGeneratorType, CoroutineType, GeneratorType, ModuleType

from .coroutine_objects import code_of, frame_of, is_running

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Set
    from types import CodeType, FrameType
    from typing import Any

    from .registry import CoroutineRecord, Registry

_KINDS = frozenset(map(id, (GeneratorType, CoroutineType, AsyncGeneratorType)))
"""By identity: a class of the program may have a metaclass with a ``__hash__`` of its own."""
_MOST_FOLLOWED = 100_000
_YOUNG = 5_000
"""Objects in the youngest generation above which it is not looked through (``gc.disable()``)."""


class Discovery:
    """Finds coroutine objects and has them registered."""

    def __init__(self, registry: Registry, variables: Callable[[], list[dict[str, Any]]]) -> None:
        """``variables`` returns the namespaces that all objects of the program hang from."""
        self._registry = registry
        self._variables = variables
        self._frozen_at_start = get_freeze_count()
        self._collections = -1

    def find_started(self, frame: FrameType) -> CoroutineRecord | None:
        """Return the record of the coroutine whose body starts in ``frame``.

        Where nothing tells the object directly it is near the end of the youngest generation of
        the garbage collector; if not there, one scan registers everything that is unregistered.
        """
        generator = getattr(frame, "f_generator", None)
        if generator is not None:
            return self._registry.register(generator)
        for obj in _young_coroutines():
            if frame_of(obj) is frame:
                return self._registry.register(obj)
        self.scan()
        return self._registry.of_frame(frame)

    def find_created(self, code: CodeType) -> CoroutineRecord | None:
        """Return the record of a coroutine with this code that was made just now."""
        # A collection may have come between the call and now: then it is in the next generation.
        for generation in (0, 1):
            for obj in _young_coroutines(generation):
                if code_of(obj) is code and self._registry.of_object(obj) is None:
                    return self._registry.register(obj)
        return None

    def scan(self) -> None:
        """Register every coroutine there is.

        Objects made since the last scan are in the youngest generation if nothing was collected
        meanwhile, which is quick to look through.
        """
        collections = sum(generation["collections"] for generation in get_stats())
        young_only = collections == self._collections
        self._collections = collections
        objects = get_objects(generation=0) if young_only else get_objects()
        found = [obj for obj in objects if id(type(obj)) in _KINDS]
        del objects
        unknown = [obj for obj in found if self._registry.of_object(obj) is None]
        del found
        # Perhaps over by being freed: a variable that goes along may run a ``__del__``.
        over = tuple([obj for obj in unknown if frame_of(obj) is None])
        freed = set(map(id, over)) - _held(over, unknown) if over else set[int]()
        for obj in unknown:
            if id(obj) not in freed and not _may_be_dying(obj):
                self._registry.register(obj)
        if get_freeze_count() != self._frozen_at_start:
            self._follow_variables()

    def _follow_variables(self) -> None:
        """Register what the program's variables lead to: ``gc.freeze()`` hides it elsewhere."""
        wanted: list[object] = list(self._variables())
        seen = set(map(id, wanted))
        while wanted and len(seen) < _MOST_FOLLOWED:
            for obj in get_referents(wanted.pop()):
                if id(obj) in seen or type(obj) is ModuleType:
                    continue
                seen.add(id(obj))
                wanted.append(obj)
                if id(type(obj)) in _KINDS and not _may_be_dying(obj):
                    self._registry.register(obj)


def _may_be_dying(obj: object) -> bool:
    """Tell whether a coroutine may be running its last lines because it is being freed.

    A weak reference to it that is made now would not be cleared and point to freed memory. It is
    one that handles GeneratorExit; whether close() or the freeing sent that cannot be told.
    """
    return is_running(obj) and any(type(each) is GeneratorExit for each in get_referents(obj))


def _held(objects: tuple[object, ...], others: list[object]) -> Set[int]:
    """Return the ``id()`` of those that the collector sees something of the program hold.

    Nothing holds what is being freed. (The variables of functions that run are not seen.)
    """
    held: set[int] = set()
    # A tuple is handed on as it is: from a list one would be made, which holds them all.
    for holder in get_referrers(*objects):
        if holder is not objects and holder is not others:
            held.update(map(id, get_referents(holder)))
    return held


def _young_coroutines(generation: int = 0) -> list[object]:
    """Return the coroutines of a young generation of the garbage collector, newest first."""
    if get_count()[0] > _YOUNG:
        return []
    # No generator here: it would be in this list itself, a cycle that keeps all of it alive.
    objects = get_objects(generation=generation)
    found = [obj for obj in objects if id(type(obj)) in _KINDS]
    del objects
    found.reverse()
    return found
