"""Makes and starts generators one by one, with the garbage collector off."""
import gc
import sys

gc.disable()


def numbers():
    n = 0
    while True:
        n += 1
        yield n


alive = []
for _ in range(int(sys.argv[1])):
    each = numbers()
    next(each)
    alive.append(each)
g = numbers()
next(g)
pass  # @here
