"""What Python's own words mean: the debuggee sends a key, here are the sentences."""

from __future__ import annotations

from collections.abc import Iterable

from ..protocol.coroutines import Coroutine
from ..protocol.explanations import Explanation
from .words import coroutine_name, listed, translated

EXPLANATIONS = {
    Explanation.JUST_STARTED: (
        "It has not run to its first yield or await yet, so nothing waits for the value. Press "
        "Next (or send None) first. The coroutine is unharmed."
    ),
    Explanation.ASYNC_GENERATOR_JUST_STARTED: (
        "It has not run to its first yield yet, so no yield waits for the value. Press Next (or "
        "send None) first. The asynchronous generator is unharmed."
    ),
    Explanation.RETURNED_NOTHING: (
        "Its body came to its end. Python tells whoever resumed it by raising StopIteration."
    ),
    Explanation.RETURNED_VALUE: (
        "Its body returned. StopIteration carries the value: yield from and await hand it on, a "
        "for loop drops it."
    ),
    Explanation.STOP_ITERATION: (
        "It had finished before, so there is no yield left to run to: Python raises StopIteration "
        "at once."
    ),
    Explanation.STOP_ASYNC_ITERATION: (
        "The asynchronous generator has nothing more to give: that is what StopAsyncIteration says."
    ),
    Explanation.RAISED_STOP_ITERATION: (
        "The body itself raised StopIteration. Python turns that into a RuntimeError, because it "
        "would look like the ordinary end (PEP 479). Use return to end it."
    ),
    Explanation.IGNORED_GENERATOR_EXIT: (
        "close() raised GeneratorExit where it waits, and the body yielded or awaited again. It "
        "may clean up after GeneratorExit, but then must return or let the exception pass."
    ),
    Explanation.ALREADY_EXECUTING: (
        "Its body is running right now, further up the stack. Only a suspended one can be resumed."
    ),
    Explanation.ASYNC_GENERATOR_RUNNING: (
        "An earlier step of this asynchronous generator (anext, asend, athrow or aclose) is not "
        "done yet."
    ),
    Explanation.ALREADY_AWAITED: (
        "A coroutine runs once, and this one has finished. Call its function again for a new one."
    ),
    Explanation.ASYNC_GENERATOR_CALL_REUSED: (
        "What anext, asend, athrow or aclose gives can be awaited once. Call it again for the "
        "next step."
    ),
    Explanation.ALREADY_BEING_AWAITED: (
        "Something else awaits this coroutine already, and it can report to one only. A task can "
        "be awaited by many."
    ),
    Explanation.NEVER_AWAITED: (
        "Calling an async def function only makes a coroutine. This one was dropped before "
        "anything awaited it, so its body never ran."
    ),
    Explanation.NOT_AN_ITERATOR: (
        "next() needs an iterator, an object with __next__, such as a generator. iter() makes one "
        "of a container."
    ),
    Explanation.NOT_ITERABLE: (
        "Only an object that can give an iterator can be looped over. A function that yields must "
        "be called to become a generator."
    ),
    Explanation.NOT_AWAITABLE: (
        "await needs a coroutine, a task, a future, or an object with __await__. A plain "
        "generator is none of them."
    ),
    Explanation.NOT_ASYNC_ITERABLE: (
        "async for needs an object with __aiter__, such as an asynchronous generator. An ordinary "
        "generator needs an ordinary for."
    ),
    Explanation.NOT_ASYNC_CONTEXT_MANAGER: (
        "async with needs an object with __aenter__ and __aexit__. An ordinary context manager "
        "needs an ordinary with."
    ),
    Explanation.YIELD_FROM_COROUTINE: (
        "A plain generator cannot delegate to a native coroutine with yield from. Make the outer "
        "function async def and use await."
    ),
    Explanation.NOT_AN_EXCEPTION: (
        "throw() takes an exception: an object or a class that derives from BaseException."
    ),
    Explanation.THROWN_BEFORE_START: (
        "It had not started: the exception was raised where its body begins, no line of it ran, "
        "and it is finished now."
    ),
    Explanation.THROWN_NOT_CAUGHT: (
        "The exception was raised at its yield, the body did not catch it, and so it came back to "
        "you. The coroutine is finished."
    ),
    Explanation.DELEGATE_HAS_NO_SEND: (
        "It delegates by yield from to an iterator that is no generator and so has no send(): "
        "only None can go through."
    ),
    Explanation.FUTURE_OUTSIDE_TASK: (
        "It waits for a future of an event loop, and no loop is running it. Only a task of that "
        "loop can wait for it."
    ),
    Explanation.CLOSED_BEFORE_START: (
        "It had not started, so there was no yield to raise GeneratorExit at: no line of its body "
        "ran."
    ),
    Explanation.DROPPED_RETURN_VALUE: (
        "A for loop throws away what a generator returns. yield from hands it on."
    ),
    Explanation.DROPPED_ANSWER: (
        "What it yielded in answer to send() went to whoever called send(). The for loop over it "
        "never sees that value and goes on with the next one."
    ),
}


def explanation(key: str | None) -> str:
    """Return the sentences for a key; empty for one that is not known here."""
    try:
        return translated(EXPLANATIONS[Explanation(key or "")])
    except ValueError:
        return ""


def happened(coroutines: Iterable[Coroutine]) -> list[tuple[str, str, list[int]]]:
    """Return what has happened to coroutines and is easily missed: (sign, sentence, ids)."""
    found: dict[str, list[Coroutine]] = {}
    for coroutine in coroutines:
        for key in coroutine.advice or ():
            if explanation(key):
                found.setdefault(key, []).append(coroutine)
    return [
        ("⚠", f"{listed([coroutine_name(c) for c in about])}: {explanation(key)}", ids)
        for key, about in found.items()
        for ids in ([c.id for c in about],)
    ]
