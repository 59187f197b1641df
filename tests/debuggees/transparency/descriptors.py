import os
import socket
import subprocess
import sys
import tempfile

print([os.open(os.devnull, os.O_RDONLY) for _ in range(3)], os.pipe())
with open(__file__) as file, socket.socket() as s, tempfile.TemporaryFile() as t:
    print(file.fileno(), s.fileno(), t.fileno())
print(sorted(int(n) for n in os.listdir("/proc/self/fd") if int(n) < 256))
code = "import os; print(sorted(map(int, os.listdir('/proc/self/fd')))[:-1])"
for close_fds in (True, False):
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, close_fds=close_fds)
    print(done.stdout, done.stderr)
sys.stdout.flush()
pid = os.spawnv(os.P_NOWAIT, sys.executable, [sys.executable, "-c", code])
print(os.waitpid(pid, 0)[1], flush=True)


def numbers():
    for n in range(3):
        yield n


saved = [os.dup(n) for n in range(3)]
os.closerange(3, saved[0])
for n in range(saved[-1] + 1, 256):
    try:
        os.close(n)
    except OSError:
        pass
print(list(numbers()), os.open(os.devnull, os.O_RDONLY), flush=True)
for n in range(3):
    os.close(n)
try:
    print("lost", flush=True)
except OSError as error:
    os.write(saved[1], f"{error}\n".encode())
for n, fd in enumerate(saved):
    os.dup2(fd, n)
print(list(numbers()))
