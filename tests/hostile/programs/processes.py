"""Leaves processes behind: children, grandchildren, daemons in sessions of their own, pools."""
import os
import subprocess
import sys

how = sys.argv[1]
SLEEP = [sys.executable, "-c", "import time; time.sleep(3600)"]


def numbers():
    yield from (1, 2, 3)


def child():
    subprocess.Popen(SLEEP)


def tree():
    code = f"import subprocess as s, time; s.Popen({SLEEP!r}); time.sleep(3600)"
    subprocess.Popen([sys.executable, "-c", code])


def deaf():
    code = "import signal, time; [signal.signal(n, signal.SIG_IGN) for n in (1, 2, 15)]; time.sleep(3600)"
    subprocess.Popen([sys.executable, "-c", code], start_new_session=True)


def daemon():
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            for fd in range(3):
                os.dup2(os.open(os.devnull, os.O_RDWR), fd)
            os.execv(SLEEP[0], SLEEP)
        os._exit(0)
    os.wait()


def forked():
    for _ in range(5):
        if os.fork() == 0:
            while True:
                pass


def pool():
    import multiprocessing
    import time

    context = multiprocessing.get_context("fork")
    for _ in range(2):
        context.Process(target=time.sleep, args=(3600,), daemon=True).start()


def spawned():
    import multiprocessing
    import time

    # The process of multiprocessing's own that watches over shared resources comes on top.
    context = multiprocessing.get_context("spawn")
    context.Process(target=time.sleep, args=(3600,)).start()


g = numbers()
next(g)
if __name__ != "__main__":  # a child of `spawned` imports this again
    how = "none"
{"none": int, "spawned": spawned, "child": child, "tree": tree, "deaf": deaf, "daemon": daemon, "forked": forked, "pool": pool}[how]()
print("ready", flush=True)
pass  # @here
if len(sys.argv) > 2:
    os._exit(0)
