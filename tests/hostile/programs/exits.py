"""Ends in the way that it is told."""
import os
import signal
import sys


def numbers():
    try:
        yield 1
        yield 2
    finally:
        if how == "system exit in finally":
            raise SystemExit(5)


def leave():
    yield 1
    sys.exit(6)


def segfault():
    import ctypes

    ctypes.string_at(0)


def interrupt():
    raise KeyboardInterrupt


how = sys.argv[1]
g = numbers()
next(g)
print("ready", flush=True)
{
    "_exit": lambda: os._exit(7),
    "abort": os.abort,
    "segmentation fault": segfault,
    "killed": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "terminated": lambda: os.kill(os.getpid(), signal.SIGTERM),
    "exit in a coroutine": lambda: list(leave()),
    "system exit in finally": g.close,
    "keyboard interrupt": interrupt,
    "exit": lambda: sys.exit("a text"),
}[how]()
