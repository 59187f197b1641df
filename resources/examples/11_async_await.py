"""async and await: the same objects, driven by an event loop - or by you.

Two asyncio tasks share an event loop; each awaits a coroutine that goes through an asynchronous
generator. Below them is a native coroutine without any loop.

Try: set a breakpoint on the line with `yield number` and run. The list shows the tasks and, under
each, what it awaits in the end. After the script's end `interview_by_hand` still waits for an
answer: send it "Ada", then "coroutines". It returns when it has had both.
"""

import asyncio
import types


async def numbers(start, stop):
    for number in range(start, stop):
        await asyncio.sleep(0)
        yield number


async def add_up(start, stop):
    total = 0
    async for number in numbers(start, stop):
        total += number
    return total


async def report(name, start, stop):
    total = await add_up(start, stop)
    print(f"{name}: {total}")
    return total


async def main():
    first = asyncio.create_task(report("low", 1, 4), name="low numbers")
    second = asyncio.create_task(report("high", 10, 12), name="high numbers")
    print("together:", await first + await second)


asyncio.run(main())


@types.coroutine
def ask(question):
    answer = yield question
    return answer


async def interview():
    name = await ask("Who are you?")
    topic = await ask(f"What do you learn, {name}?")
    print(f"{name} learns {topic}")
    return name, topic


async def letters():
    for letter in "abc":
        yield letter


interview_by_hand = interview()
print("asked:", interview_by_hand.send(None))

letters_by_hand = letters()
