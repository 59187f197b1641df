import os
import sys

print("before", flush=True)
os.execv(sys.executable, [sys.executable, "-c", "print('the other'); raise SystemExit(5)"])
