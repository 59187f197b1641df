import types

from coro_debugger.agent.roles import role_of
from coro_debugger.protocol.coroutines import Role


def is_(role, *functions):
    for function in functions:
        assert role_of(function.__code__) is role, (function, role_of(function.__code__))


def check_produces():
    def numbers(n):
        while n:
            yield n
            n -= 1

    def empty_string():
        yield ""

    def sometimes(n):
        yield n if n else None

    def either(n):
        yield n or None

    def a_call():
        yield print()

    is_(Role.PRODUCES, numbers, empty_string, sometimes, either, a_call)


def check_generator_expressions_produce():
    assert role_of((n for n in "a").gi_code) is Role.PRODUCES


def check_consumes():
    def assigned():
        while True:
            line = yield
            print(line)

    def argument():
        print((yield))

    def condition():
        while (yield):
            pass

    def returned():
        return (yield None)

    def unpacked():
        a, b = yield
        print(a, b)

    def attribute():
        (yield).close()

    is_(Role.CONSUMES, assigned, argument, condition, returned, unpacked, attribute)
    is_(Role.CONSUMES, lambda: (yield))


def check_both():
    def countdown(n):
        while n >= 0:
            new = yield n
            n = n - 1 if new is None else new

    def apart():
        got = yield
        yield got

    # A lambda returns the value of its yield.
    is_(Role.BOTH, countdown, apart, lambda: [(yield 1)], lambda: (yield 1))


def check_neither():
    def pauses():
        yield
        yield None

    def cleans_up():
        try:
            yield
        finally:
            print()

    def never():
        return
        yield 1

    is_(Role.NEITHER, pauses, cleans_up, never)


def check_delegation():
    def hands_on(inner):
        yield from inner

    def collects(inner):
        result = yield from inner
        print(result)

    def collects_and_produces(inner):
        yield (yield from inner)

    @types.coroutine
    def waits(future):
        yield from future

    is_(Role.PRODUCES, hands_on, collects_and_produces)
    is_(Role.NEITHER, collects, waits)


def check_async():
    async def native(x):
        return await x

    async def produces(x):
        async for each in x:
            yield each
        async with x:
            await x

    async def consumes(x):
        while True:
            got = yield
            await x(got)

    async def both():
        got = yield 1
        print(got)

    async def neither(x):
        await x
        yield

    is_(Role.NATIVE, native)
    is_(Role.PRODUCES, produces)
    is_(Role.CONSUMES, consumes)
    is_(Role.BOTH, both)
    is_(Role.NEITHER, neither)


def check_without_source():
    namespace = {}
    exec("def f():\n x = yield 1", namespace)
    is_(Role.BOTH, namespace["f"])


def check_plain_functions():
    is_(Role.NEITHER, check_async)


def check_many_instructions():
    text = (
        "def f():\n"
        + "".join(f" x{n} = {n}\n" for n in range(1000))
        + " got = yield x999\n print(got)"
    )
    namespace = {}
    exec(text, namespace)
    is_(Role.BOTH, namespace["f"])


def check_same_answer_again():
    code = check_both.__code__
    assert role_of(code) is role_of(code)
