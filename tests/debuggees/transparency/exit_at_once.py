import atexit
import os
import sys

atexit.register(print, "never")
print("before")
sys.stdout.flush()
try:
    os._exit(9)
finally:
    print("never")
