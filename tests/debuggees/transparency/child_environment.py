import os
import subprocess
import sys

code = "import os; print([n for n in os.environ if 'CORO' in n or 'PYTHON' in n])"
code += "; print(os.getpgrp() == os.getsid(0))"
print(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True))
print(subprocess.run(["env"], capture_output=True, text=True).stdout.count("CORO"))
with open("/proc/self/environ", "rb") as file:
    inherited = file.read().count(b"EXPECTED_CWD")
print(inherited)
script = [sys.executable, __file__ + "/../exit_integer.py"]
print(subprocess.run([sys.executable, "-c", "import sys; sys.exit(4)"]).returncode)
print(subprocess.check_output([sys.executable, "-m", "this"]).count(b"\n"))
