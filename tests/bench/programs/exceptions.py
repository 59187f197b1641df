"""Exceptions raised and handled in plain code."""

import sys
import time

COUNT = 500_000 // int(sys.argv[1])  # a part of the work, where all of it takes too long


def fail(number):
    raise ValueError(number)  # @hot


begin = time.process_time()
for number in range(COUNT):
    try:
        fail(number)
    except ValueError:
        pass
print(f"cpu {time.process_time() - begin:.4f}")
