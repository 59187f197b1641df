"""Code that runs many thousand times, in every form that lines of user code can have."""

COUNT = 3_000


def stage(target):
    while True:  # @while
        item = yield  # @yield
        target.send(item)  # @send


def sink():
    total = 0
    while True:
        total += yield  # @receive


def calls(number):
    return number + 1  # @function


def failing(number):
    try:
        raise ValueError(number)
    except ValueError:
        return number  # @handler


def primed(coroutine):
    next(coroutine)
    return coroutine


def feed(target, count):
    for number in range(count):
        target.send(number)
        calls(number)  # @call
        failing(number)


first = primed(stage(primed(stage(primed(sink())))))
feed(first, COUNT)
number = 0
while number < COUNT:
    number += 1  # @loop
feed(first, COUNT)  # @again
print("done")
