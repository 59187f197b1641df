import os
import sys

print("before")
sys.stdout.close()
sys.stderr.write("still here\n")
os.close(0)


def numbers():
    yield 1
    yield 2


sys.stderr.write(f"{list(numbers())}\n")
sys.stdout = None
print("nowhere")
sys.stdin = None
