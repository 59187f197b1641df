import os
import signal

seen = []
first, last = signal.SIGRTMIN, signal.SIGRTMAX
for number in range(first, last + 1):
    signal.signal(number, lambda number, frame: seen.append(number - first))
for number in range(first, last + 1):
    os.kill(os.getpid(), number)
while len(seen) <= last - first:
    pass
print(sorted(seen) == list(range(last - first + 1)))
for number in range(first, last + 1):
    signal.signal(number, signal.SIG_DFL)


def numbers():
    for n in range(50000):
        yield n


print(sum(numbers()))
