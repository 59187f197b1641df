"""Recurses to the limit, in functions and in coroutines, then as deep as a higher limit allows."""
import sys


def numbers():
    n = 0
    while True:
        n += 1
        yield n


def down():
    down()


def nested():
    yield from nested()


def watched():
    pass  # @here


def deep(left):
    if left:
        return deep(left - 1)
    pass  # @here-deep


g = numbers()
next(g)
for call in (down, lambda: next(nested())):
    try:
        call()
    except RecursionError as error:
        print("recursed", type(error).__name__, flush=True)
h = numbers()
is_over = False
while not is_over:
    watched()
sys.setrecursionlimit(60_000)
deep(50_000)
