"""As many live coroutines as the argument says, the first of which answers; then a stop."""

import sys
import time


def answering():
    received = None
    while True:
        received = yield received


def waiting(number):
    yield number


target = answering()
next(target)
coroutines = [waiting(number) for number in range(int(sys.argv[1]) - 1)]
for coroutine in coroutines:
    next(coroutine)
print("stops at", time.perf_counter(), flush=True)
done = True  # @stop
