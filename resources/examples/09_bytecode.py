"""Producing and consuming are one instruction: YIELD_VALUE.

Three functions, one that produces, one that consumes and one that does both, and their byte code.

Try: at the end select `source`, `sink` and `both` in turn and open Bytecode. Each waits at a
YIELD_VALUE; what differs is only what Python does before it (load a value or None) and after it
(store the value or throw it away). The listing looks different on each version of Python.
"""

import dis


def produce(n):
    while n:
        yield n
        n -= 1


def consume(items):
    while True:
        item = yield
        items.append(item)


def exchange(n):
    while True:
        n = yield n


for function in (produce, consume, exchange):
    names = [instruction.opname for instruction in dis.get_instructions(function)]
    print(f"{function.__name__}: {names.count('YIELD_VALUE')} x YIELD_VALUE")
    dis.dis(function)
    print()

source = produce(3)
next(source)

sink = consume([])
next(sink)
sink.send("kept")

both = exchange(1)
next(both)
both.send(2)
