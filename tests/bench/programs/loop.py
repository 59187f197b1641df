"""A plain loop."""

import sys
import time

COUNT = 6_000_000 // int(sys.argv[1])  # a part of the work, where all of it takes too long

begin = time.process_time()
total = 0
for number in range(COUNT):
    total += number  # @hot
print(f"cpu {time.process_time() - begin:.4f}")
