import os
import signal
import sys

# A real-time signal that nobody handles ends the process.
for number in range(signal.SIGRTMIN, signal.SIGRTMAX + 1):
    sys.stdout.flush()
    pid = os.fork()
    if pid == 0:
        os.kill(os.getpid(), number)
        os._exit(99)
    print(number, os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
