"""Values that a ``for`` loop drops: what a generator returns, and what it answers to a send.

A loop is known by its frame, its code and the instructions of its body, never by a reference to
the frame: that would keep the program's objects alive.
"""

from __future__ import annotations

from opcode import opmap

from ..protocol.explanations import Explanation
from .coroutine_objects import frame_of
from .disassembly import plain_instructions
from .frames import is_delegating, program_frames, resumer_of_suspension
from .instructions import instruction_at

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import CodeType, FrameType

    from .registry import CoroutineRecord, Registry

_FOR_ITER = opmap["FOR_ITER"]
_MAX_CODES = 1_024

_loops: dict[int, tuple[CodeType, dict[int, int]]] = {}
"""By ``id()`` of the code: for each FOR_ITER the offset behind the loop's body."""


class Loop:
    """A ``for`` loop under way: its frame's ``id()``, its code, where its body begins and ends."""

    __slots__ = ("_code", "_end", "_start", "_token")

    def __init__(self, frame: FrameType, start: int, end: int) -> None:
        self._token = id(frame)
        self._code = frame.f_code
        self._start = start
        self._end = end

    def is_entered_in(self, frame: FrameType) -> bool:
        """Tell whether ``frame`` is the loop's and is in its body."""
        return (
            id(frame) == self._token
            and frame.f_code is self._code
            and self._start <= frame.f_lasti < self._end
        )

    def is_under_way(self, inner: FrameType | None, registry: Registry) -> bool:
        """Tell whether the loop is on the stack below ``inner``, or in a suspended coroutine."""
        if any(self.is_entered_in(frame) for frame in program_frames(inner)):
            return True
        target = registry.target_of_token(self._token)
        body = None if target is None else frame_of(target)
        return body is not None and self.is_entered_in(body)


def note_resumption(
    record: CoroutineRecord, frame: FrameType, value: object, started_in: Registry | None
) -> None:
    """Note whether a loop or a send has resumed the coroutine whose body ``frame`` is.

    One that is started (``started_in``) by delegation takes over what is known of its delegator:
    to look for the loop each time would take for ever where thousands delegate, one to the next.
    """
    if started_in is not None and frame.f_back is not None and is_delegating(frame.f_back):
        outer = started_in.of_frame(frame.f_back)
        loop = None if outer is None else outer.loop
    else:
        loop = loop_at(resumer_of_suspension(frame, yields_to_iteration=False))
    if loop is not None:
        record.loop = loop
    record.latest_advice = None
    record.is_answering = loop is None and value is not None and record.loop is not None


def dropped_answer(
    record: CoroutineRecord, frame: FrameType, value: object, registry: Registry
) -> Explanation | None:
    """Return the key if ``value`` answers a send while a loop goes over this coroutine."""
    if not record.is_answering or record.loop is None:
        return None
    record.is_answering = False
    if value is None or not record.loop.is_under_way(frame.f_back, registry):
        return None
    return Explanation.DROPPED_ANSWER


def dropped_return(frame: FrameType, value: object) -> Explanation | None:
    """Return the key if ``value``, which ``frame`` returns, goes to a loop that drops it."""
    if value is None or loop_at(frame.f_back) is None:
        return None
    return Explanation.DROPPED_RETURN_VALUE


def loop_at(frame: FrameType | None) -> Loop | None:
    """Return the loop that asks for its next value in ``frame`` right now."""
    if frame is None:
        return None
    loops = _loops_of(frame.f_code)
    if not loops:
        return None
    at = instruction_at(frame.f_code, frame.f_lasti)
    end = loops.get(at)
    return None if end is None else Loop(frame, at, end)


def _loops_of(code: CodeType) -> dict[int, int]:
    known = _loops.get(id(code))
    if known is None:
        if len(_loops) >= _MAX_CODES:
            _loops.clear()
        found: dict[int, int] = {}
        if _FOR_ITER in code.co_code[::2]:
            for each in plain_instructions(code):
                if each.opcode == _FOR_ITER:
                    found[each.offset] = each.argval
        known = _loops[id(code)] = (code, found)
    return known[1]
