"""Coroutines that wait to be driven, and what they do then."""


def echo():
    got = "nothing"  # @echo-first
    while got != "stop":  # @echo-while
        got = yield got  # @echo-yield
        print("got", got)  # @echo-got
        if got == "fail":  # @echo-if
            raise ValueError(got)  # @echo-raise
    return "stopped"  # @echo-return


def hands_on(inner):
    result = yield from inner  # @hands-on-from
    print(result)  # @hands-on-result
    yield result  # @hands-on-yield


def numbers():
    try:
        yield 1  # @numbers-one
        yield 2  # @numbers-two
    finally:
        print("cleaned")  # @numbers-finally


def consumes(source):
    for number in source:  # @consumes-for
        yield number * 10  # @consumes-yield


async def ticks():
    yield "tick"  # @ticks-yield
    yield "tock"  # @ticks-again


primed = echo()
next(primed)
fresh = echo()
delegating = hands_on(echo())
next(delegating)
counting = numbers()
pipeline = consumes(numbers())
ticking = ticks()
print("ready")  # @here
print("after")  # @after
print("last")  # @last
