"""When to stop while stepping: pure rules over small values, no tracing and no frames.

Frames are told apart by a token (one per activation),
never by depth, so two instances of one function are two places.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum


class StepKind(Enum):
    """What the user asked for."""

    INTO = "into"
    OVER = "over"
    OUT = "out"
    NEXT_YIELD = "next yield"
    UNTIL_RESUMED = "until resumed"
    TO_LINE = "to line"


_NO_LINES = range(0)


@dataclass(frozen=True, slots=True)
class Place:
    """A frame (`token` None: no user code) and the lines of the loop it is in, if that is one line.

    Coming to one of these lines again is no step.
    """

    token: int | None
    loop: range = _NO_LINES


@dataclass(frozen=True, slots=True)
class Target:
    """A frame in which the next line stops, except those of the one-line `loop` it is in."""

    token: int
    loop: range = _NO_LINES
    lines_stop: bool = True


@dataclass(frozen=True, slots=True)
class Step:
    """A step under way. `targets` are looked at by token; `thread` None: any thread.

    `loops`: frames on the stack that are in a one-line loop, when the step is one into.
    """

    kind: StepKind
    thread: int | None = None
    targets: tuple[Target, ...] = ()
    loops: tuple[Target, ...] = ()
    coroutine_id: int | None = None

    @property
    def tokens(self) -> tuple[int, ...]:
        """The frames this step watches."""
        return tuple(target.token for target in self.targets)


def step_into(thread: int | None, loops: tuple[Target, ...] = ()) -> Step:
    """Stop at the next line, resumption or throw in user code on this thread."""
    return Step(StepKind.INTO, thread, loops=loops)


def step_over(thread: int, token: int, loop: range) -> Step:
    """Stop at the next line of this frame."""
    return Step(StepKind.OVER, thread, (Target(token, loop),))


def step_out(thread: int, token: int) -> Step:
    """Stop when control is back at the resumer or caller of this frame."""
    return Step(StepKind.OUT, thread, (Target(token, lines_stop=False),))


def stops_at_line(step: Step, thread: int, token: int, line: int) -> bool:
    """Tell whether a line event stops."""
    if step.thread is not None and step.thread != thread:
        return False
    if step.kind is StepKind.INTO:
        return all(each.token != token or line not in each.loop for each in step.loops)
    target = _target_of(step, token)
    return target is not None and target.lines_stop and line not in target.loop


def stops_at_resumption(step: Step, thread: int, coroutine_id: int, is_start: bool) -> bool:
    """Tell whether a resumption (or throw) of a coroutine stops, at its suspended expression."""
    if step.kind is StepKind.UNTIL_RESUMED:
        return step.coroutine_id == coroutine_id
    return step.kind is StepKind.INTO and step.thread in (None, thread) and not is_start


def stops_at_yield(step: Step) -> bool:
    """Tell whether a suspension stops."""
    return step.kind is StepKind.NEXT_YIELD


def at_first_line(step: Step, token: int) -> Step:
    """Return how a step until resumed goes on when the coroutine starts: to its first line.

    There is no suspended expression yet, and the line of the ``def`` is none of its body.
    """
    return replace(step, targets=(Target(token),))


def after_suspension(step: Step, here: Place, resumer: Place) -> Step:
    """Return how the step goes on when a watched frame has yielded.

    Over: the next line of the resumer, or of this frame if it is resumed first (by C code, or by
    a loop that stands on one line); of this frame only where the resumer is no user code. Out: the
    next line of the resumer.
    """
    target = _target_of(step, here.token)
    if target is None or step.kind not in (StepKind.OVER, StepKind.OUT) or resumer.token is None:
        return step
    others = tuple(t for t in step.targets if t.token != target.token)
    back = Target(resumer.token, resumer.loop)
    if step.kind is StepKind.OUT and not target.lines_stop:
        return replace(step, targets=(*others, back))
    stay = Target(target.token, here.loop)
    return replace(step, targets=(*(t for t in others if t.token != back.token), stay, back))


def after_end(step: Step, token: int, resumer: Place) -> Step:
    """Return how the step goes on when a watched frame has ended, by return or exception.

    The next line of its resumer or caller; where that is no user code, the next user line.
    """
    target = _target_of(step, token)
    if target is None or step.kind not in (StepKind.OVER, StepKind.OUT):
        return step
    others = tuple(t for t in step.targets if t.token != token)
    if resumer.token is None:
        return step_into(step.thread) if not others else replace(step, targets=others)
    back = Target(resumer.token, resumer.loop)
    return replace(step, targets=(*(t for t in others if t.token != back.token), back))


def _target_of(step: Step, token: int | None) -> Target | None:
    return next((t for t in step.targets if t.token == token), None)
