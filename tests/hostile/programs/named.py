"""Lies in a folder, and a file, of whatever name."""


def numbers():
    yield from (1, 2, 3)


g = numbers()
next(g)
pass  # @here
