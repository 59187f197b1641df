"""The variables of a frame as a dict of our own, without leaving references in the frame."""

from __future__ import annotations

from _thread import get_ident
from sys import getprofile, getrefcount, gettrace

from .python_facts import HAS_MONITORING, LOCALS_WRITE_THROUGH

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType
    from typing import Any

CO_OPTIMIZED = 0x1
_HELD_BY_FRAME_AND_US = 3
_MAX_LEFT = 4_096
_MAIN = get_ident()  # the thread that loads the agent

UNBOUND = object()
"""No value at all."""

_left: set[int] = set()
"""The code, by ``id()``, of frames whose snapshot was read while somebody traces."""


def is_function_frame(frame: FrameType) -> bool:
    """Tell whether variables live in the frame itself, not in a namespace (module, class)."""
    return bool(frame.f_code.co_flags & CO_OPTIMIZED)


def can_write_locals(frame: FrameType) -> bool:
    """Tell whether this Python lets variables of this frame be changed."""
    return LOCALS_WRITE_THROUGH or not is_function_frame(frame)


def read_locals(frame: FrameType) -> dict[str, Any]:
    """Return the variables of ``frame`` that are bound, closure ones too, in a new dict."""
    found = frame.f_locals
    copy = dict(found)
    if not LOCALS_WRITE_THROUGH and is_function_frame(frame):
        _drop_snapshot(found, frame)
    return copy


def read_names(frame: FrameType, names: tuple[str, ...]) -> list[Any]:
    """Return the values of these variables of ``frame``, of its globals where it has none.

    `UNBOUND` stands for a name that is neither.
    """
    local = frame.f_locals
    values = []
    for name in names:
        try:
            values.append(local[name])
        except KeyError:
            values.append(frame.f_globals.get(name, UNBOUND))
    if not LOCALS_WRITE_THROUGH and is_function_frame(frame):
        _drop_snapshot(local, frame)
    return values


def renew_left_snapshot(frame: FrameType) -> None:
    """Let a snapshot that had to stay in ``frame`` hold nothing but what the variables hold now.

    Called where a traced frame is suspended, or what it has let go of would live on.
    """
    if id(frame.f_code) in _left:
        frame.f_locals  # noqa: B018 - reading it is what renews it


def _drop_snapshot(snapshot: dict[str, Any], frame: FrameType) -> None:
    # The frame keeps the snapshot, and with it what the variables held: a generator that the
    # program deletes would not be closed there and then. It is emptied if nobody else has it;
    # names that exec() put into it stay. While somebody traces, CPython copies the snapshot back
    # into the variables, so it must not be touched (python_facts.TRACING_WRITES_LOCALS_BACK).
    code = frame.f_code
    if _may_be_traced(frame):
        if len(_left) >= _MAX_LEFT:
            _left.clear()
        _left.add(id(code))
        return
    if getrefcount(snapshot) > _HELD_BY_FRAME_AND_US + 1:
        return
    for names in (code.co_varnames, code.co_cellvars, code.co_freevars):
        for name in names:
            snapshot.pop(name, None)


def _may_be_traced(frame: FrameType) -> bool:
    """Tell whether somebody may be tracing ``frame``, on this thread or on its own.

    What traces another thread cannot be asked for. Seen on 3.11: a variable that was assigned while
    the listening thread dropped the snapshot was unbound again when the trace function returned.
    """
    if gettrace() is not None or getprofile() is not None or frame.f_trace is not None:
        return True
    return not HAS_MONITORING and get_ident() != _MAIN
