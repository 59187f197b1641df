"""Coroutines that will not close: one answers GeneratorExit with a yield, one with an endless loop."""


def answers():
    while True:
        try:
            yield "still here"
        except GeneratorExit:
            pass


def loops():
    try:
        yield 1
    finally:
        while True:
            pass


answering, looping = answers(), loops()
next(answering), next(looping)
pass  # @here
print("ready", flush=True)
del looping
