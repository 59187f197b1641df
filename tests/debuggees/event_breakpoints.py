"""One coroutine for each way to end, with the places where its events happen."""

import gc


def echo(name):
    received = None
    try:
        while True:
            received = yield received  # @yield
            if received == "return":
                return name  # @return
            if received == "raise":
                raise ValueError(name)  # @raise
    finally:
        received = None  # @finally


def other():
    yield "other"


def make(name):
    made = echo(name)  # @create
    next(made)  # @start
    return made


next(other())
talker = make("talker")
talker.send("one")  # @send
talker.send("two")
try:
    talker.send("return")
except StopIteration:
    pass

failing = make("failing")
try:
    failing.send("raise")
except ValueError:
    pass

thrown = make("thrown")
try:
    thrown.throw(KeyError("k"))
except KeyError:
    pass

closed = make("closed")
closed.close()  # @close

dropped = make("dropped")
del dropped  # @drop
gc.collect()
