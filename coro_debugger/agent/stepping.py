"""When to stop while stepping: pure rules over small values, no tracing and no frames.

A `Place` says where an event happened. Frames are told apart by a token (one per activation),
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


@dataclass(frozen=True, slots=True)
class Resumer:
    """The frame that control goes back to: `token` None where no user code is there."""

    token: int | None
    line: int = 0
    one_line: bool = False


@dataclass(frozen=True, slots=True)
class Target:
    """A frame in which the next line stops, except `line` itself where that is a one-line loop."""

    token: int
    line: int = 0
    one_line: bool = False
    lines_stop: bool = True


@dataclass(frozen=True, slots=True)
class Step:
    """A step under way. `targets` are looked at by token; `thread` None: any thread."""

    kind: StepKind
    thread: int | None = None
    targets: tuple[Target, ...] = ()
    coroutine_id: int | None = None
    filename: str | None = None
    line: int = 0

    @property
    def tokens(self) -> tuple[int, ...]:
        """The frames this step watches."""
        return tuple(target.token for target in self.targets)


def step_into(thread: int | None) -> Step:
    """Stop at the next line, resumption or throw in user code on this thread."""
    return Step(StepKind.INTO, thread)


def step_over(thread: int, token: int, line: int, one_line: bool) -> Step:
    """Stop at the next line of this frame."""
    return Step(StepKind.OVER, thread, (Target(token, line, one_line),))


def step_out(thread: int, token: int) -> Step:
    """Stop when control is back at the resumer or caller of this frame."""
    return Step(StepKind.OUT, thread, (Target(token, lines_stop=False),))


def stops_at_line(step: Step, thread: int, token: int, line: int) -> bool:
    """Tell whether a line event stops."""
    if step.thread is not None and step.thread != thread:
        return False
    if step.kind is StepKind.INTO:
        return True
    for target in step.targets:
        if target.token == token and target.lines_stop:
            return not (target.one_line and target.line == line)
    return False


def stops_at_resumption(step: Step, thread: int, coroutine_id: int, is_start: bool) -> bool:
    """Tell whether a resumption (or throw) of a coroutine stops, at its suspended expression."""
    if step.kind is StepKind.UNTIL_RESUMED:
        return step.coroutine_id == coroutine_id
    return step.kind is StepKind.INTO and step.thread in (None, thread) and not is_start


def stops_at_yield(step: Step) -> bool:
    """Tell whether a suspension stops."""
    return step.kind is StepKind.NEXT_YIELD


def after_suspension(step: Step, token: int, resumer: Resumer) -> Step:
    """Return how the step goes on when a watched frame has yielded.

    Over: the next line of the resumer, or of this frame if it is resumed first (by C code, or by
    a loop that stands on one line); of this frame only where the resumer is no user code. Out: the
    next line of the resumer.
    """
    target = _target_of(step, token)
    if target is None or step.kind not in (StepKind.OVER, StepKind.OUT):
        return step
    others = tuple(t for t in step.targets if t.token != token)
    if resumer.token is None:
        return step
    back = Target(resumer.token, resumer.line, resumer.one_line)
    if step.kind is StepKind.OUT and not target.lines_stop:
        return replace(step, targets=(*others, back))
    stay = Target(token, lines_stop=True)
    return replace(step, targets=(*(t for t in others if t.token != back.token), stay, back))


def after_end(step: Step, token: int, resumer: Resumer) -> Step:
    """Return how the step goes on when a watched frame has ended, by return or exception.

    The next line of its resumer or caller; where that is no user code, the next user line.
    """
    target = _target_of(step, token)
    if target is None or step.kind not in (StepKind.OVER, StepKind.OUT):
        return step
    others = tuple(t for t in step.targets if t.token != token)
    if resumer.token is None:
        return step_into(step.thread) if not others else replace(step, targets=others)
    back = Target(resumer.token, resumer.line, resumer.one_line)
    return replace(step, targets=(*(t for t in others if t.token != back.token), back))


def _target_of(step: Step, token: int) -> Target | None:
    return next((t for t in step.targets if t.token == token), None)
