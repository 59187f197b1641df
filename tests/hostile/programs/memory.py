"""Uses all the memory it can get, within a limit, and lets it go again."""
import resource


def numbers():
    n = 0
    while True:
        n += 1
        yield n


g = numbers()
next(g)
used = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
soft, hard = resource.getrlimit(resource.RLIMIT_AS)
resource.setrlimit(resource.RLIMIT_AS, (used + (64 << 20), hard))
blocks = []
size = 1 << 22
while size > 64:
    try:
        blocks.append(bytearray(size))
        for n in numbers():
            if n > 20:
                break
    except MemoryError:
        size //= 2
for _ in range(3):
    try:
        for n in numbers():
            blocks.append([n] * n)
    except MemoryError:
        pass
blocks.clear()
resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
h = numbers()
pass  # @here
