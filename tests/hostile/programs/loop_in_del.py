"""An object loops for ever when it goes: let go by the program, by a person, or by the debugger."""


class Endless:
    def __del__(self):
        print("going", flush=True)
        while True:
            pass


def numbers():
    yield from (1, 2, 3)


g = numbers()
next(g)
kept = Endless()
pass  # @here
del kept
