"""Recurses until the interpreter has had enough, and does nothing about it."""


def numbers():
    n = 0
    while True:
        n += 1
        yield n


def nested(left):
    yield from nested(left)


g = numbers()
next(g)
list(nested(1))
