"""What a frame tells of who resumed it and where it stands."""

from __future__ import annotations

from .coroutine_objects import CO_COROUTINE, CO_ITERABLE_COROUTINE
from .instructions import is_delegation
from .tracing.contract import is_hidden, makes_coroutine
from .user_code import is_agent_frame, is_user_code

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType


def is_user_frame(frame: FrameType) -> bool:
    """Tell whether the frame is shown to the user as theirs."""
    code = frame.f_code
    return is_user_code(code) and not is_hidden(code) and not is_agent_frame(frame)


def callers(frame: FrameType | None) -> Iterator[FrameType]:
    """Yield ``frame`` and its callers, up to the debugger's own frames."""
    while frame is not None and not is_agent_frame(frame):
        yield frame
        frame = frame.f_back


def behind_agent(frame: FrameType | None) -> FrameType | None:
    """Return the innermost frame of the program in a thread that is held in the agent."""
    while frame is not None and is_agent_frame(frame):
        frame = frame.f_back
    return frame


def program_frames(frame: FrameType | None) -> Iterator[FrameType]:
    """Yield all frames of the program under ``frame``, those behind an operation included."""
    while frame is not None:
        if not is_agent_frame(frame):
            yield frame
        frame = frame.f_back


def is_delegating(frame: FrameType) -> bool:
    """Tell whether a coroutine's frame is in ``yield from`` or ``await``.

    On the stack it then runs for the one above it; when it suspends or is resumed, the value merely
    passes through it.
    """
    code = frame.f_code
    return makes_coroutine(code) and is_delegation(code, frame.f_lasti)


def resumer_of_suspension(frame: FrameType, yields_to_iteration: bool) -> FrameType | None:
    """Return the user frame that a suspending coroutine hands its value to.

    Delegators are passed over, but for an asynchronous generator's own ``yield``
    (``yields_to_iteration``): that value ends in the frame that iterates. None: no user code.
    """
    back = frame.f_back
    if back is not None and yields_to_iteration:
        return _shown(back)
    while back is not None and is_delegating(back):
        back = back.f_back
    return _shown(back)


def partner_at_yield(frame: FrameType, yields_to_iteration: bool) -> FrameType | None:
    """Return the user frame that a coroutine at its yield gets values from and hands them to.

    As `resumer_of_suspension`, but library code that iterates works for the user frame behind it.
    """
    back = frame.f_back
    while not yields_to_iteration and back is not None and is_delegating(back):
        back = back.f_back
    return _nearest_user_frame(back)


def partner_at_border(frame: FrameType) -> tuple[FrameType | None, bool]:
    """Return the user frame that control comes from at a coroutine's start and goes to at its end.

    With it: whether that one delegates to it, if need be through library code that does.
    """
    back = frame.f_back
    while back is not None and not is_user_frame(back) and is_delegating(back):
        back = back.f_back
    partner = _nearest_user_frame(back)
    return partner, partner is not None and partner is back and is_delegating(partner)


def resumer_to_step_out_to(frame: FrameType) -> FrameType | None:
    """Return the user frame behind library code that a suspending coroutine is left for.

    A generator that a library iterates (``contextlib``) works for the nearest user frame behind
    it. A native coroutine is scheduled: what runs next has nothing to do with who runs the loop.
    """
    return None if _is_scheduled(frame) else _nearest_user_frame(frame.f_back)


def caller_at_end(frame: FrameType) -> FrameType | None:
    """Return the nearest user frame that gets control when ``frame`` returns or raises.

    None for a native coroutine at whose end control goes to an event loop.
    """
    if not _is_scheduled(frame):
        return _nearest_user_frame(frame.f_back)
    back = frame.f_back
    while back is not None and is_delegating(back) and not is_user_frame(back):
        back = back.f_back
    return _shown(back)


def _is_scheduled(frame: FrameType) -> bool:
    return bool(frame.f_code.co_flags & (CO_COROUTINE | CO_ITERABLE_COROUTINE))


def _nearest_user_frame(frame: FrameType | None) -> FrameType | None:
    return next((caller for caller in callers(frame) if is_user_frame(caller)), None)


def _shown(frame: FrameType | None) -> FrameType | None:
    while frame is not None and is_hidden(frame.f_code):
        frame = frame.f_back
    return frame if frame is not None and is_user_frame(frame) else None
