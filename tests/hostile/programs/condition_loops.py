"""What a breakpoint asks loops for ever."""


def endless():
    while True:
        pass


def numbers():
    yield from (1, 2, 3)


g = numbers()
next(g)
pass  # @here
print("done", flush=True)
