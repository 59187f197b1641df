"""Delegates by `yield from` as deep as it is told."""
import sys

depth = int(sys.argv[1])
sys.setrecursionlimit(depth * 2 + 1000)


def level(left):
    if left:
        return (yield from level(left - 1))
    n = 0
    while True:
        n += 1
        yield n


g = level(depth)
next(g)
pass  # @here
print(next(g), flush=True)
