"""Native coroutines and asynchronous generators, driven by hand and by asyncio."""

import asyncio
import sys
import types


# --- driven by hand --------------------------------------------------------------------------


class Ask:
    def __init__(self, question):
        self.question = question  # @ask-init

    def __await__(self):
        answer = yield self.question  # @ask-yield
        return answer  # @ask-return


async def asks(question):
    print(question)  # @asks-first
    answer = await Ask(question)  # @asks-await
    return answer  # @asks-return


async def interview():
    name = await asks("name")  # @interview-name
    age = await asks("age")  # @interview-age
    return name, age  # @interview-return


def by_hand():
    coroutine = interview()  # @hand-make
    coroutine.send(None)  # @hand-start
    coroutine.send("Ada")  # @hand-ada
    try:  # @hand-try
        coroutine.send(36)  # @hand-age
    except StopIteration as stop:  # @hand-except
        print(stop.value)  # @hand-value


def by_hand_throw():
    coroutine = interview()
    coroutine.send(None)
    try:
        coroutine.throw(ValueError("no"))  # @hand-throw
    except ValueError:  # @hand-throw-except
        print("thrown")  # @hand-thrown


def by_hand_close():
    coroutine = interview()
    coroutine.send(None)
    coroutine.close()  # @hand-close
    print("closed")  # @hand-closed


@types.coroutine
def old_style():
    got = yield "old"  # @old-yield
    return got  # @old-return


async def uses_old_style():
    got = await old_style()  # @uses-old-await
    print(got)  # @uses-old-got


def by_hand_old_style():
    coroutine = uses_old_style()
    coroutine.send(None)  # @old-start
    try:  # @old-try
        coroutine.send("value")  # @old-send
    except StopIteration:  # @old-except
        print("ended")


# --- asyncio ---------------------------------------------------------------------------------


async def fetch(name):
    print("fetching", name)  # @fetch-first
    await asyncio.sleep(0)  # @fetch-sleep
    print("fetched", name)  # @fetch-last
    return name  # @fetch-return


async def load():
    first = await fetch("first")  # @load-first
    second = await fetch("second")  # @load-second
    return first, second  # @load-return


def runs():
    asyncio.run(load())  # @runs-run
    print("ran")  # @runs-done


async def gathers_all():
    results = await asyncio.gather(fetch("a"), fetch("b"))  # @gather-await
    print(results)  # @gather-done


def gathers():
    asyncio.run(gathers_all())  # @gathers-run
    print("gathered")  # @gathers-done


async def worker():
    try:
        await asyncio.sleep(1000)  # @worker-sleep
    except asyncio.CancelledError:  # @worker-except
        print("cancelled")  # @worker-cancelled
        raise  # @worker-raise


async def cancels_it():
    task = asyncio.ensure_future(worker())  # @cancels-make
    await asyncio.sleep(0)  # @cancels-sleep
    task.cancel()  # @cancels-cancel
    try:  # @cancels-try
        await task  # @cancels-await
    except asyncio.CancelledError:  # @cancels-except
        print("done")  # @cancels-done


def cancels():
    asyncio.run(cancels_it())


async def waits_for():
    result = await asyncio.wait_for(fetch("w"), 100)  # @waits-await
    print(result)  # @waits-done


def waits():
    asyncio.run(waits_for())


async def fails_late():
    await asyncio.sleep(0)  # @late-sleep
    raise LookupError("late")  # @late-raise


async def catches_late():
    try:
        await fails_late()  # @catches-late-await
    except LookupError:  # @catches-late-except
        print("caught")  # @catches-late-done


def fails():
    asyncio.run(catches_late())


# --- asynchronous generators -----------------------------------------------------------------


async def ticks(limit):
    number = 0  # @ticks-first
    try:  # @ticks-try
        while number < limit:  # @ticks-while
            await asyncio.sleep(0)  # @ticks-sleep
            yield number  # @ticks-yield
            number += 1  # @ticks-more
    finally:
        print("ticked")  # @ticks-last


async def follows():
    async for number in ticks(2):  # @follows-for
        print(number)  # @follows-body
    print("followed")  # @follows-done


def follow():
    asyncio.run(follows())


async def collects_ticks():
    numbers = [number async for number in ticks(2)]  # @collects-comp
    print(numbers)  # @collects-done


def collect():
    asyncio.run(collects_ticks())


async def averages():
    total = 0  # @averages-first
    while True:  # @averages-while
        value = yield total  # @averages-yield
        total += value  # @averages-add


async def sends_values():
    generator = averages()
    await generator.asend(None)  # @asend-start
    await generator.asend(3)  # @asend-three
    try:  # @asend-try
        await generator.athrow(ValueError("stop"))  # @athrow
    except ValueError:  # @athrow-except
        print("thrown")  # @athrow-done


def sends():
    asyncio.run(sends_values())


async def closes_early():
    generator = ticks(5)
    await generator.__anext__()  # @aclose-next
    await generator.aclose()  # @aclose
    print("closed")  # @aclose-done


def closes():
    asyncio.run(closes_early())


def async_generator_by_hand():
    generator = averages()
    try:
        generator.asend(None).send(None)  # @agen-start
    except StopIteration as stop:  # @agen-started
        print(stop.value)  # @agen-value
    try:
        generator.asend(4).send(None)  # @agen-send
    except StopIteration as stop:  # @agen-sent
        print(stop.value)  # @agen-done


# ---------------------------------------------------------------------------------------------

for case in sys.argv[1:]:
    globals()[case]()  # @run
print("end")  # @end
