"""The words of the timeline: what stands on an arrow, and the sentence that says all of it."""

from __future__ import annotations

from ..protocol.coroutines import Coroutine, CoroutineKind, Ender
from .cast import YOU, Cast
from .explanations import explanation
from .timeline_step import Step, StepKind
from .words import translated

_BY = {
    Ender.PROGRAM: "by the program",
    Ender.USER: "by you",
    Ender.GC: "by the garbage collector",
}
_LABELS = {
    StepKind.CREATED: "creates",
    StepKind.CLOSING: "close()",
    StepKind.THROWN: "throws {0}",
    StepKind.YIELDED: "yields {0}",
    StepKind.RETURNED: "returns {0}",
    StepKind.RAISED: "raises {0}",
}
_SENTENCES = {
    StepKind.CREATED: "{0} creates {1}",
    StepKind.THROWN: "{0} throws {2} into {1}",
    StepKind.CLOSING: "{0} closes {1}: GeneratorExit is raised where it waits",
    StepKind.YIELDED: "{0} yields {2} to {1}",
    StepKind.RETURNED: "{0} returns {2} to {1}",
    StepKind.RAISED: "{0} raises {2}, which reaches {1}",
    StepKind.COLLECTED: "{1} is collected: nothing held it any more",
}
_BY_YOU = {
    StepKind.THROWN: "you throw {2} into {1}",
    StepKind.CLOSING: "you close {1}: GeneratorExit is raised where it waits",
}


def label(step: Step, cast: Cast) -> str:
    """Return the few words that stand on the arrow or beside the mark."""
    event = step.event
    if event is None:
        return gap_sentence(step)
    value = event.value or "None"
    match step.kind:
        case StepKind.RESUMED:
            return _call(step, cast)
        case StepKind.CLOSING if event.by is Ender.GC:
            return translated("GeneratorExit")
        case StepKind.CLOSED:
            if step.is_mark and event.by is not None:
                return translated("closed {0}", translated(_BY[event.by]))
            return translated("close()") if event.line is None else translated("closed")
        case StepKind.COLLECTED:
            return translated("collected")
    return translated(_LABELS[step.kind], value)


def _call(step: Step, cast: Cast) -> str:
    """Return how it was resumed, as the program wrote it."""
    event = step.event
    assert event is not None
    if event.delegated:
        return translated("await") if _is_native(cast.coroutine(step.source)) else "yield from"
    coroutine = cast.coroutine(step.target)
    is_none = event.value in (None, "None")
    is_iterated = event.by_coroutine_id is not None or event.by is Ender.USER  # else by its loop
    if coroutine is not None and coroutine.kind is CoroutineKind.ASYNC_GENERATOR and is_iterated:
        return "anext()" if is_none else f"asend({event.value})"
    if is_none:
        return "send(None)" if _is_native(coroutine) else "next()"
    return f"send({event.value})"


def _is_native(coroutine: Coroutine | None) -> bool:
    return coroutine is not None and coroutine.kind in (
        CoroutineKind.COROUTINE,
        CoroutineKind.ASYNC_GENERATOR,
    )


def gap_sentence(step: Step) -> str:
    """Return what is missing, and why."""
    if step.lost:
        return translated("{0} older events were no longer kept", f"{step.lost:,}")
    if step.function:
        text = "{0} ran too often: it is not recorded from here to the next stop"
        return translated(text, step.function)
    return translated("Nothing is recorded from here to the next stop: too much happened")


def sentence(step: Step, cast: Cast) -> str:
    """Return the whole of it: ``words yields 1 to __main__``."""
    event = step.event
    if event is None:
        return gap_sentence(step)
    source, target = cast.name(step.source), cast.name(step.target)
    value = event.value or "None"
    if step.kind is StepKind.RESUMED:
        return _resumption(step, cast)
    if step.kind is StepKind.CLOSED:
        who = target if step.source != step.coroutine_id else source
        by = translated(_BY[event.by]) if event.by is not None else ""
        return translated("{0} is closed {1}", who, by).rstrip()
    if step.kind is StepKind.CLOSING and step.is_mark:
        return translated("The garbage collector closes {0}", target)
    text = _BY_YOU.get(step.kind) if step.source == YOU else None
    return translated(text or _SENTENCES[step.kind], source, target, value)


def _resumption(step: Step, cast: Cast) -> str:
    event = step.event
    assert event is not None
    source, target, call = cast.name(step.source), cast.name(step.target), _call(step, cast)
    if event.delegated:
        return translated("{0} hands over to {1} with {2}", source, target, call)
    if event.value in (None, "None"):
        text = "you resume {1} with {2}" if step.source == YOU else "{0} resumes {1} with {2}"
        return translated(text, source, target, call)
    text = "you send {2} to {1}" if step.source == YOU else "{0} sends {2} to {1}"
    return translated(text, source, target, event.value)


def remark(step: Step) -> str:
    """Return what is easily missed about it, "" if nothing is."""
    return explanation(step.event.explanation) if step.event is not None else ""


def whole_sentence(step: Step, cast: Cast) -> str:
    """Return the sentence with where it happened, and what is easily missed about it."""
    said = sentence(step, cast)
    event = step.event
    if event is not None and event.line is not None:
        said = translated("{0}, at line {1}", said, event.line)
    missed = remark(step)
    return f"{said}. {missed}" if missed else said
