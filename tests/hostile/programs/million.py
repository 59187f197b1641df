"""A great many generators that live, started and not."""
import sys


def numbers():
    n = 0
    while True:
        n += 1
        yield n


count = int(sys.argv[1])
alive = [numbers() for _ in range(count)]
print("made", flush=True)
for each in alive[: count // 2]:
    next(each)
g = numbers()
next(g)
pass  # @here
