"""Closes or replaces file descriptors: the standard ones, then those that it never opened."""
import os
import sys


def numbers():
    n = 0
    while True:
        n += 1
        yield n


how = sys.argv[1]
g = numbers()
next(g)
print("ready", flush=True)
null = os.open(os.devnull, os.O_RDWR)
if how == "standard closed":
    for fd in range(3):
        os.close(fd)
elif how == "standard replaced":
    for fd in range(3):
        os.dup2(null, fd)
elif how == "to 255 closed":
    os.closerange(3, 256)
elif how == "to 255 replaced":
    for fd in range(3, 256):
        os.dup2(null, fd)
elif how == "all closed":
    os.closerange(3, 1 << 16)
elif how == "all replaced":
    for fd in range(3, 4096):
        if fd != null:
            os.dup2(null, fd)
elif how == "all closed, then files":
    # A daemon's habit; the files that it opens then may get any number.
    os.closerange(3, 1 << 16)
    files = [os.open(os.devnull, os.O_RDWR) for _ in range(1000)]
h = numbers()
pass  # @here
while len(sys.argv) > 2:
    pass
