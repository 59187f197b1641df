import asyncio
import contextvars
import sys

variable = contextvars.ContextVar("variable", default="none")


async def ticks(count):
    try:
        for n in range(count):
            await asyncio.sleep(0)
            yield n
    finally:
        await asyncio.sleep(0)
        print("ticks end")


async def worker(name, queue):
    variable.set(name)
    async for n in ticks(3):
        await queue.put((variable.get(), n))
    return name


@contextvars.copy_context().run
def nothing():
    pass


async def cancelled():
    try:
        await asyncio.sleep(30)
    except asyncio.CancelledError:
        print("cancelled")
        raise


async def fails():
    await asyncio.sleep(0)
    raise ValueError("in a task")


async def main():
    queue = asyncio.Queue()
    print(await asyncio.gather(*(worker(n, queue) for n in "ab")))
    print([queue.get_nowait() for _ in range(queue.qsize())])
    task = asyncio.create_task(cancelled())
    await asyncio.sleep(0)
    task.cancel()
    print(await asyncio.gather(task, fails(), return_exceptions=True))
    try:
        async with asyncio.timeout(0.01):
            await asyncio.sleep(30)
    except TimeoutError as error:
        print(repr(error))
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails(), name="failing")
            group.create_task(cancelled())
    except* ValueError as group:
        print(group.exceptions)
    generator = ticks(5)
    async for n in generator:
        break
    print(await anext(generator), len(asyncio.all_tasks()))
    lost = asyncio.create_task(fails())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    del lost
    await asyncio.to_thread(print, "in a thread")
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", "print('child')", stdout=asyncio.subprocess.PIPE
    )
    print(await process.communicate())
    print([n async for n in ticks(2)])
    half = ticks(9)
    await anext(half)
    return half


half = asyncio.run(main())
print(half.ag_frame)
c = fails()
try:
    c.send(None)
    c.throw(KeyError)
except KeyError as error:
    print(repr(error))
asyncio.run(fails(), debug=True)
