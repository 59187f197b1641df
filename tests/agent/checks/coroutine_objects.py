import asyncio
import sys
import types
from contextlib import suppress

from coro_debugger.agent.coroutine_objects import (
    awaited_object,
    awaiting_text,
    code_of,
    frame_of,
    is_coroutine,
    is_delegating,
    kind_of,
    lasti_of,
    qualname_of,
    state_of,
    unwrap_async_yield,
)
from coro_debugger.protocol.coroutines import CoroutineKind, CoroutineState

CREATED, RUNNING = CoroutineState.CREATED, CoroutineState.RUNNING
SUSPENDED, FINISHED = CoroutineState.SUSPENDED, CoroutineState.FINISHED


@types.coroutine
def trap(value):
    return (yield value)


def generator(n=1):
    yield n


def delegating(inner):
    return (yield from inner)


async def native(inner):
    return await inner


async def asynchronous():
    await trap("inside")
    got = yield "first"
    await trap(got)


class Liar:
    """Says it is a generator wherever it can be asked."""

    @property
    def __class__(self):
        return types.GeneratorType

    def __getattribute__(self, name):
        raise AssertionError(f"asked for {name}")

    __hash__ = None

    def __eq__(self, other):
        raise AssertionError("compared")


def run(awaitable):
    """Send None once; return what comes out."""
    try:
        return awaitable.send(None)
    except StopIteration as stop:
        return ("stopped", stop.value)


def check_kinds():
    coroutine = native(None)
    assert kind_of(generator()) is CoroutineKind.GENERATOR
    assert kind_of(n for n in ()) is CoroutineKind.GENERATOR
    assert kind_of(trap(1)) is CoroutineKind.ITERABLE_COROUTINE
    assert kind_of(coroutine) is CoroutineKind.COROUTINE
    assert kind_of(asynchronous()) is CoroutineKind.ASYNC_GENERATOR
    coroutine.close()


def check_odd_objects_are_no_coroutines():
    for odd in (None, 1, generator, Liar(), type, types.GeneratorType, iter([]), object()):
        assert kind_of(odd) is None
        assert not is_coroutine(odd)
        assert code_of(odd) is None
        assert frame_of(odd) is None
        assert qualname_of(odd) == ""
        assert lasti_of(odd) == -1
        assert state_of(odd) is FINISHED
        assert awaited_object(odd) is None
        assert awaiting_text(odd) is None
        assert unwrap_async_yield(odd) is odd


def check_identity():
    g = generator()
    assert code_of(g) is generator.__code__
    assert frame_of(g) is g.gi_frame
    assert qualname_of(g) == "generator"
    g.__qualname__ = "renamed"
    assert qualname_of(g) == "renamed"
    list(g)
    assert code_of(g) is generator.__code__
    assert frame_of(g) is None


def check_life_of_a_generator():
    seen = []

    def body():
        seen.append(state_of(g))
        yield 1
        seen.append(state_of(g))

    g = body()
    seen.append(state_of(g))
    next(g)
    seen.append(state_of(g))
    assert list(g) == []
    assert [*seen, state_of(g)] == [CREATED, RUNNING, SUSPENDED, RUNNING, FINISHED]


def check_finished_in_every_way():
    for finish in (lambda g: g.close(), lambda g: next(g) and g.close(), list):
        g = generator()
        finish(g)
        assert state_of(g) is FINISHED
    g = generator()
    next(g)
    with suppress(ValueError):
        g.throw(ValueError)
    assert state_of(g) is FINISHED


def check_life_of_a_coroutine():
    c = native(trap(5))
    assert state_of(c) is CREATED
    assert c.send(None) == 5
    assert state_of(c) is SUSPENDED
    assert run(c) == ("stopped", None)
    assert state_of(c) is FINISHED


def check_async_generator_is_suspended_inside_an_await():
    a = asynchronous()
    assert state_of(a) is CREATED
    sending = a.asend(None)
    assert sending.send(None) == "inside"
    assert a.ag_running
    assert state_of(a) is SUSPENDED
    assert run(sending) == ("stopped", "first")
    assert state_of(a) is SUSPENDED
    assert run(a.asend("again")) == "again"
    assert state_of(a) is SUSPENDED


def check_async_generator_running_and_finished():
    seen = []

    async def body():
        seen.append(state_of(a))
        yield 1
        seen.append(state_of(a))

    a = body()
    assert run(a.asend(None)) == ("stopped", 1)
    with suppress(StopAsyncIteration):
        a.asend(None).send(None)
    assert seen == [RUNNING, RUNNING]
    assert state_of(a) is FINISHED


def check_async_generator_with_closure_is_created():
    outer = 1

    async def body(argument):
        yield outer, argument, lambda: argument

    assert state_of(body(2)) is CREATED


def check_delegation_is_suspended_and_known():
    inner = generator()
    outer = delegating(inner)
    assert awaited_object(outer) is None
    assert not is_delegating(outer)
    next(outer)
    assert state_of(outer) is SUSPENDED
    assert is_delegating(outer)
    assert not is_delegating(inner)
    assert awaited_object(outer) is inner
    assert awaited_object(inner) is None


def check_delegation_to_what_is_no_coroutine():
    outer = delegating(iter("ab"))
    next(outer)
    assert not is_coroutine(awaited_object(outer))
    assert awaiting_text(outer) == "str_ascii_iterator" or awaiting_text(outer) == "str_iterator"


def check_delegation_while_the_inner_one_runs():
    seen = []

    def inner():
        yield 1
        seen.append((state_of(outer), is_delegating(outer), awaited_object(outer)))
        yield 2

    inside = inner()
    outer = delegating(inside)
    next(outer)
    next(outer)
    state, delegating_now, awaited = seen[0]
    assert state is RUNNING
    assert delegating_now
    # 3.11 hides the stack of a running frame.
    assert awaited is inside or (awaited is None and sys.version_info < (3, 12))


def check_delegation_while_an_exception_is_thrown_through():
    seen = []

    def inner():
        try:
            yield 1
        except ValueError:
            seen.append(is_delegating(outer))
        yield 2

    outer = delegating(inner())
    next(outer)
    outer.throw(ValueError)
    assert seen == [True]


def check_a_generator_that_is_only_a_variable_is_not_awaited():
    seen = []

    def inner():
        seen.append(awaited_object(outer))
        yield 1

    def holder():
        held = inner()
        yield next(held)

    outer = holder()
    next(outer)
    assert seen == [None]


def check_await_chain_through_an_async_generator():
    async def consume():
        async for item in a:
            return item
        return None

    a = asynchronous()
    c = consume()
    assert c.send(None) == "inside"
    assert awaited_object(c) is a
    inner = awaited_object(a)
    assert kind_of(inner) is CoroutineKind.ITERABLE_COROUTINE
    assert awaited_object(inner) is None
    c.close()


def check_await_chain_through_athrow_and_aclose():
    async def body():
        try:
            yield 1
        finally:
            await trap("cleaning")

    for call in (lambda a: a.aclose(), lambda a: a.athrow(ValueError)):
        a = body()
        run(a.asend(None))
        c = native(call(a))
        assert c.send(None) == "cleaning"
        assert awaited_object(c) is a
        with suppress(StopIteration, ValueError):
            c.send(None)


def check_await_chain_through_anext_with_default():
    a = asynchronous()
    c = native(anext(a, None))
    assert c.send(None) == "inside"
    assert awaited_object(c) is a
    c.close()


def check_await_chain_through_a_coroutine_wrapper():
    class Awaitable:
        def __await__(self):
            return inner.__await__()

    inner = native(trap(1))
    outer = native(Awaitable())
    outer.send(None)
    assert awaited_object(outer) is inner
    outer.close()


def check_awaiting_a_future_and_a_task():
    texts = []

    async def waits_for(what):
        await what

    async def main():
        loop = asyncio.get_running_loop()
        future = loop.create_future()
        inner = asyncio.create_task(waits_for(future), name="reader")
        coroutine = waits_for(inner)
        outer = asyncio.create_task(coroutine)
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        texts.append(awaiting_text(inner.get_coro()))
        texts.append(awaiting_text(coroutine))
        future.set_result(None)
        await outer

    asyncio.run(main())
    assert texts == ["Future", "Task 'reader'"], texts


def check_unwrapping_what_an_async_generator_yields():
    seen = []
    value = ["the value"]

    async def body():
        yield value

    watch_yields(body.__code__, seen)
    run(body().asend(None))
    watch_yields(None, None)
    assert seen
    assert type(seen[0]) is not list
    assert unwrap_async_yield(seen[0]) is value


def watch_yields(code, seen):
    """Collect what events say that ``code`` yields, with whatever this Python has."""
    if sys.version_info < (3, 12):

        def trace(frame, event, argument):
            if frame.f_code is code and event == "return" and argument is not None:
                seen.append(argument)
            return trace

        sys.settrace(trace if code else None)
        return
    monitoring = sys.monitoring
    if code is None:
        monitoring.set_events(4, 0)
        monitoring.free_tool_id(4)
        return
    monitoring.use_tool_id(4, "checks")
    monitoring.register_callback(
        4, monitoring.events.PY_YIELD, lambda c, offset, value: c is code and seen.append(value)
    )
    monitoring.set_events(4, monitoring.events.PY_YIELD)
