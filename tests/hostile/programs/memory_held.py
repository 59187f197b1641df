"""Is held with next to no memory left."""
import resource


def numbers():
    n = 0
    while True:
        n += 1
        yield n


g = numbers()
next(g)
used = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + (32 << 20), resource.RLIM_INFINITY))
blocks = []
size = 1 << 22
while size > 64:
    try:
        blocks.append(bytearray(size))
    except MemoryError:
        size //= 2
pass  # @here
