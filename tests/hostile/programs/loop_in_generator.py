"""Loops for ever inside a generator: where the program runs it, and where a person drives it."""


def endless():
    yield "first"
    print("ready", flush=True)
    while True:
        pass


running, driven = endless(), endless()
next(running), next(driven)
pass  # @here
next(running)
