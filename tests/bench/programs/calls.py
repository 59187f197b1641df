"""Code that is all small calls."""

import sys
import time

COUNT = 3_000_000 // int(sys.argv[1])  # a part of the work, where all of it takes too long


def add(left, right):
    return left + right  # @hot


begin = time.process_time()
total = 0
for number in range(COUNT):
    total = add(total, number)
print(f"cpu {time.process_time() - begin:.4f}")
