"""Stands in a folder with modules that bear the names of all that the debugger uses."""


def numbers():
    n = 0
    while True:
        n += 1
        yield n


g = numbers()
next(g)
pass  # @here
