"""200,000 generators created and exhausted."""

import sys
import time

COUNT = 200_000 // int(sys.argv[1])  # a part of the work, where all of it takes too long


def pair(total):
    yield total  # @hot
    yield 2


begin = time.process_time()
for _number in range(COUNT):
    for _item in pair(_number):
        pass
print(f"cpu {time.process_time() - begin:.4f}")
