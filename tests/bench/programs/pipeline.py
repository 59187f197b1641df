"""Sends through a pipeline of four stages."""

import time


def stage(target):
    while True:
        item = yield
        target.send(item)  # @hot


def sink():
    total = 0
    while True:
        total += yield


def primed(coroutine):
    next(coroutine)
    return coroutine


first = primed(stage(primed(stage(primed(stage(primed(sink())))))))
begin = time.process_time()
for _number in range(1_000_000):
    first.send(1)
print(f"cpu {time.process_time() - begin:.4f}")
