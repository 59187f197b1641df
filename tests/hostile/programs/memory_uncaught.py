"""Uses all the memory it can get, within a limit, and does nothing about it."""
import resource


def numbers():
    n = 0
    while True:
        n += 1
        yield n


g = numbers()
next(g)
used = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + (64 << 20), resource.RLIM_INFINITY))
blocks = []
while True:
    blocks.append(bytearray(1 << 16))
