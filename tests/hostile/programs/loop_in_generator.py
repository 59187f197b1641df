"""Loops for ever inside a generator: where the program runs it, and where a person drives it."""


def endless():
    yield "first"
    print("ready", flush=True)
    while True:
        pass


g, driven = endless(), endless()
next(g), next(driven)
pass  # @here
next(g)
