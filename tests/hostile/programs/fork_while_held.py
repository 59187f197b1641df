"""What is evaluated while the program is held forks."""
import os


def numbers():
    n = 0
    while True:
        n += 1
        yield n


def fork():
    pid = os.fork()
    if pid == 0:
        os._exit(3)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


class Forks:
    def __repr__(self):
        return f"<{fork()}>"


g = numbers()
next(g)
forks = Forks()
pass  # @here
print("child", fork(), flush=True)
