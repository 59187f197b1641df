"""Sends through a pipeline of four stages."""

import sys
import time

COUNT = 1_000_000 // int(sys.argv[1])  # a part of the work, where all of it takes too long


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
for _number in range(COUNT):
    first.send(1)
print(f"cpu {time.process_time() - begin:.4f}")
