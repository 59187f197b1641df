"""Each situation is made in this very Python; its own words must be recognised."""

import asyncio
import gc
import types
import warnings

from coro_debugger.agent.coroutine_objects import kind_of, state_of
from coro_debugger.agent.explanation_keys import error_key, explanation_key, message_key
from coro_debugger.protocol.commands import ResumeOperation
from coro_debugger.protocol.explanations import Explanation

NEXT, SEND = ResumeOperation.NEXT, ResumeOperation.SEND
THROW, CLOSE = ResumeOperation.THROW, ResumeOperation.CLOSE


@types.coroutine
def trap(value=None):
    return (yield value)


def generator():
    try:
        got = yield 1
        return got
    except GeneratorExit:
        yield "ignored"


async def native():
    try:
        await trap()
    except GeneratorExit:
        await trap()


async def asynchronous():
    try:
        yield 1
        await trap()
        yield 2
    except GeneratorExit:
        yield 3


def outcome(operation, target, value=None):
    """Do it; return the key of what came of it."""
    calls = {
        NEXT: lambda: target.send(None),
        SEND: lambda: target.send(value),
        THROW: lambda: target.throw(value),
        CLOSE: lambda: target.close(),
    }
    return key_of(calls[operation], operation, target, value if operation is THROW else None)


def key_of(call, operation, target, thrown=None):
    kind, state = kind_of(target), state_of(target)
    try:
        call()
    except BaseException as error:
        return explanation_key(operation, kind, state, error, thrown)
    return explanation_key(operation, kind, state, None, thrown)


def drive(awaitable):
    try:
        return awaitable.send(None)
    except StopIteration as stop:
        return stop.value


def key_raised_by(call):
    try:
        call()
    except Exception as error:
        return error_key(error)
    raise AssertionError("nothing was raised")


def check_value_for_one_that_has_not_started():
    assert outcome(SEND, generator(), 5) is Explanation.JUST_STARTED
    c = native()
    assert outcome(SEND, c, 5) is Explanation.JUST_STARTED
    c.close()
    a = asynchronous()
    key = key_of(lambda: a.asend(5).send(None), SEND, a)
    assert key is Explanation.ASYNC_GENERATOR_JUST_STARTED


def check_returns():
    g = generator()
    next(g)
    assert outcome(SEND, g, "value") is Explanation.RETURNED_VALUE
    assert outcome(NEXT, g) is Explanation.STOP_ITERATION
    g = generator()
    next(g)
    assert outcome(NEXT, g) is Explanation.RETURNED_NOTHING


def check_end_of_an_async_generator():
    a = asynchronous()
    drive(a.aclose())
    assert key_of(lambda: drive(a.asend(None)), NEXT, a) is Explanation.STOP_ASYNC_ITERATION


def check_raising_stop_iteration():
    def stops():
        raise StopIteration
        yield

    async def native_stops():
        raise StopIteration

    async def async_stops():
        raise StopIteration
        yield

    async def async_stops_async():
        raise StopAsyncIteration
        yield

    assert outcome(NEXT, stops()) is Explanation.RAISED_STOP_ITERATION
    assert outcome(NEXT, native_stops()) is Explanation.RAISED_STOP_ITERATION
    for function in (async_stops, async_stops_async):
        a = function()
        key = key_of(lambda a=a: drive(a.asend(None)), NEXT, a)
        assert key is Explanation.RAISED_STOP_ITERATION


def check_ignoring_generator_exit():
    g, c, a = generator(), native(), asynchronous()
    next(g)
    assert outcome(CLOSE, g) is Explanation.IGNORED_GENERATOR_EXIT
    drive(c)
    assert outcome(CLOSE, c) is Explanation.IGNORED_GENERATOR_EXIT
    drive(c)
    drive(a.asend(None))
    assert key_of(lambda: drive(a.aclose()), CLOSE, a) is Explanation.IGNORED_GENERATOR_EXIT


def check_already_executing():
    keys = []

    def resumes_itself():
        keys.append(outcome(NEXT, g))
        yield

    async def native_resumes_itself():
        keys.append(outcome(SEND, c))

    g, c = resumes_itself(), native_resumes_itself()
    next(g)
    drive(c)
    assert keys == [Explanation.ALREADY_EXECUTING] * 2


def check_async_generator_already_running():
    async def waits():
        await trap()
        yield

    a = waits()
    held = a.asend(None)
    held.send(None)
    for call in (lambda: a.asend(None), lambda: a.athrow(ValueError), lambda: a.aclose()):
        key = key_of(lambda call=call: drive(call()), NEXT, a)
        assert key is Explanation.ASYNC_GENERATOR_RUNNING
    held.close()


def check_reuse():
    async def done():
        pass

    c = done()
    drive(c)
    assert outcome(NEXT, c) is Explanation.ALREADY_AWAITED
    assert outcome(THROW, c, ValueError()) is Explanation.ALREADY_AWAITED
    sending = asynchronous().asend(None)
    sending.close()
    assert key_raised_by(lambda: sending.send(None)) is Explanation.ASYNC_GENERATOR_CALL_REUSED


def check_awaited_twice():
    async def awaits(what):
        await what

    inner = awaits(trap())
    first, second = awaits(inner), awaits(inner)
    drive(first)
    assert key_raised_by(lambda: drive(second)) is Explanation.ALREADY_BEING_AWAITED
    first.close()


def check_never_awaited():
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        native()
        gc.collect()
    (warning,) = caught
    assert message_key(warning.category, str(warning.message)) is Explanation.NEVER_AWAITED


def check_wrong_objects():
    async def awaits(what):
        await what

    async def iterates(what):
        async for _ in what:
            pass

    async def enters(what):
        async with what:
            pass

    def delegates(what):
        yield from what

    async def done():
        pass

    coroutine = done()
    for call, key in (
        (lambda: next([1]), Explanation.NOT_AN_ITERATOR),
        (lambda: next(asynchronous()), Explanation.NOT_AN_ITERATOR),
        (lambda: iter(5), Explanation.NOT_ITERABLE),
        (lambda: list(asynchronous()), Explanation.NOT_ITERABLE),
        (lambda: drive(awaits(5)), Explanation.NOT_AWAITABLE),
        (lambda: drive(awaits(generator())), Explanation.NOT_AWAITABLE),
        (lambda: drive(iterates([])), Explanation.NOT_ASYNC_ITERABLE),
        (lambda: drive(enters(5)), Explanation.NOT_ASYNC_CONTEXT_MANAGER),
        (lambda: next(delegates(coroutine)), Explanation.YIELD_FROM_COROUTINE),
        (lambda: generator().throw(5), Explanation.NOT_AN_EXCEPTION),
        (lambda: generator().throw("text"), Explanation.NOT_AN_EXCEPTION),
    ):
        found = key_raised_by(call)
        assert found is key, (key, found)
    coroutine.close()


def check_throwing():
    error = ValueError("thrown")
    assert outcome(THROW, generator(), error) is Explanation.THROWN_BEFORE_START
    g = generator()
    next(g)
    assert outcome(THROW, g, error) is Explanation.THROWN_NOT_CAUGHT
    assert outcome(THROW, generator(), ValueError) is Explanation.THROWN_BEFORE_START
    g = generator()
    next(g)
    assert outcome(THROW, g, ValueError) is Explanation.THROWN_NOT_CAUGHT

    def translates():
        try:
            yield
        except ValueError:
            raise KeyError from None

    g = translates()
    next(g)
    assert outcome(THROW, g, error) is None


def check_sending_through_a_delegate():
    def delegates():
        yield from iter([1, 2])

    g = delegates()
    next(g)
    assert outcome(SEND, g, 5) is Explanation.DELEGATE_HAS_NO_SEND


def check_future_without_its_loop():
    keys = []

    async def main():
        keys.append(key_raised_by(resume_before_the_future_is_done))

    asyncio.run(main())
    assert keys == [Explanation.FUTURE_OUTSIDE_TASK]


def resume_before_the_future_is_done():
    future = asyncio.get_running_loop().create_future()
    waiting = future.__await__()
    next(waiting)
    next(waiting)


def check_closing():
    assert outcome(CLOSE, generator()) is Explanation.CLOSED_BEFORE_START
    g = generator()
    list(g)
    assert outcome(CLOSE, g) is None


def check_what_needs_no_words():
    g = generator()
    assert outcome(NEXT, g) is None
    list(g)
    assert error_key(ValueError("anything")) is None
    assert error_key(TypeError()) is None
    assert error_key(TypeError("a", "b")) is None

    class Own(TypeError):
        pass

    assert error_key(Own("'int' object is not iterable")) is None
