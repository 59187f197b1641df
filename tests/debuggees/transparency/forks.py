import functools
import os
import sys
import threading
import warnings

warnings.simplefilter("always")


def numbers():
    got = yield 1
    yield got
    yield 3


g = numbers()
next(g)
registered = []
os.register_at_fork(
    before=functools.partial(registered.append, "before"),
    after_in_parent=functools.partial(registered.append, "parent"),
    after_in_child=functools.partial(registered.append, "child"),
)
for attempt in range(3):
    sys.stdout.flush()
    pid = os.fork()
    if pid == 0:
        print("child", attempt, g.send("in the child"), registered, threading.enumerate())
        print(sys.gettrace(), [sys.monitoring.get_tool(n) for n in range(6)]
              if hasattr(sys, "monitoring") else None)
        print(len([n for n in os.listdir("/proc/self/fd") if int(n) < 200]))
        print(sorted(n for n in os.listdir("/proc/self/fd") if int(n) >= 200))
        h = numbers()
        print(next(h), list(h), flush=True)
        if attempt == 1:
            raise SystemExit(4)
        if attempt == 2:
            raise KeyError("in the child")
        os._exit(3)
    print("parent", os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), registered)
print(g.send("in the parent"))
with os.popen("echo popen") as pipe:
    print(os.system("exit 3") >> 8, pipe.read())
pid, fd = os.forkpty()
if pid == 0:
    os._exit(6)
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
