"""Which explanation an outcome needs: by operation, state before, and Python's own words.

The words are those of 3.11 to 3.15 (run); where they differ both are here.
"""

from __future__ import annotations

import re

from ..protocol.commands import ResumeOperation
from ..protocol.coroutines import CoroutineKind, CoroutineState
from ..protocol.explanations import Explanation
from .type_facts import has_base

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_MESSAGES: tuple[tuple[type[BaseException], str, Explanation], ...] = (
    (TypeError, r"can't send non-None value to a just-started (generator|coroutine)",
     Explanation.JUST_STARTED),
    (TypeError, r"can't send non-None value to a just-started async generator",
     Explanation.ASYNC_GENERATOR_JUST_STARTED),
    (RuntimeError, r"(async )?(generator|coroutine) raised Stop(Async)?Iteration",
     Explanation.RAISED_STOP_ITERATION),
    (RuntimeError, r"(async generator|generator|coroutine) ignored GeneratorExit",
     Explanation.IGNORED_GENERATOR_EXIT),
    (ValueError, r"(async )?(generator|coroutine) already executing",
     Explanation.ALREADY_EXECUTING),
    (RuntimeError, r"\w+\(\): asynchronous generator is already running",
     Explanation.ASYNC_GENERATOR_RUNNING),
    (RuntimeError, r"cannot reuse already awaited coroutine", Explanation.ALREADY_AWAITED),
    (RuntimeError, r"cannot reuse already awaited \S+\(\)(/\S+\(\))?",
     Explanation.ASYNC_GENERATOR_CALL_REUSED),
    (RuntimeError, r"coroutine is being awaited already", Explanation.ALREADY_BEING_AWAITED),
    (RuntimeError, r"await wasn't used with future", Explanation.FUTURE_OUTSIDE_TASK),
    (RuntimeWarning, r"coroutine .* was never awaited", Explanation.NEVER_AWAITED),
    (TypeError, r"'.*' object is not an iterator", Explanation.NOT_AN_ITERATOR),
    (TypeError, r"'.*' object is not iterable", Explanation.NOT_ITERABLE),
    # Up to 3.13, then from 3.14 on.
    (TypeError, r"object .* can't be used in 'await' expression", Explanation.NOT_AWAITABLE),
    (TypeError, r"'.*' object can't be awaited", Explanation.NOT_AWAITABLE),
    (TypeError, r"'async for' requires an object with __aiter__ method.*",
     Explanation.NOT_ASYNC_ITERABLE),
    (TypeError, r"'.*' object does not support the asynchronous context manager protocol.*",
     Explanation.NOT_ASYNC_CONTEXT_MANAGER),
    (TypeError, r"cannot 'yield from' a coroutine object in a non-coroutine generator",
     Explanation.YIELD_FROM_COROUTINE),
    (TypeError, r"exceptions must be classes or instances deriving from BaseException, not .*",
     Explanation.NOT_AN_EXCEPTION),
)  # fmt: skip
_PATTERNS = tuple((cls, re.compile(pattern, re.DOTALL), key) for cls, pattern, key in _MESSAGES)


def explanation_key(
    operation: ResumeOperation,
    kind: CoroutineKind,
    state_before: CoroutineState,
    error: BaseException | None,
    thrown: BaseException | type[BaseException] | None = None,
) -> Explanation | None:
    """Return the key for what came of an operation, None where nothing needs to be said.

    ``error`` is what left the operation (StopIteration for a return), ``thrown`` what was put in:
    an exception or its class.
    """
    if error is None:
        if operation is ResumeOperation.CLOSE and state_before is CoroutineState.CREATED:
            return Explanation.CLOSED_BEFORE_START
        return None
    if thrown is not None and (error is thrown or _class_of(error) is thrown):
        if state_before is CoroutineState.CREATED:
            return Explanation.THROWN_BEFORE_START
        return Explanation.THROWN_NOT_CAUGHT
    if has_base(type(error), StopIteration):
        return _stop_iteration_key(error, state_before)
    if has_base(type(error), StopAsyncIteration):
        return Explanation.STOP_ASYNC_ITERATION
    if operation is ResumeOperation.SEND and _lacks_send(error):
        return Explanation.DELEGATE_HAS_NO_SEND
    return error_key(error)


def error_key(error: BaseException) -> Explanation | None:
    """Return the key for an exception wherever it was raised, by its type and message alone."""
    return message_key(type(error), _message_of(error))


def message_key(cls: type, message: str) -> Explanation | None:
    """Return the key for an exception of this class with this message."""
    for base, pattern, key in _PATTERNS:
        if cls is base and pattern.fullmatch(message):
            return key
    return None


def _stop_iteration_key(error: BaseException, state_before: CoroutineState) -> Explanation:
    if state_before is CoroutineState.FINISHED:
        return Explanation.STOP_ITERATION
    value = StopIteration.value.__get__(error)
    return Explanation.RETURNED_NOTHING if value is None else Explanation.RETURNED_VALUE


def _class_of(error: BaseException) -> type[BaseException]:
    return type(error)


def _lacks_send(error: BaseException) -> bool:
    return type(error) is AttributeError and _message_of(error).endswith("has no attribute 'send'")


def _message_of(error: BaseException) -> str:
    arguments: Any = BaseException.args.__get__(error)  # type: ignore[attr-defined]
    return arguments[0] if len(arguments) == 1 and type(arguments[0]) is str else ""
