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


class Hides(Exception):
    __traceback__ = property(lambda self: 1 / 0)

    def __str__(self):
        raise SystemExit


def hide():
    yield 1
    raise Hides  # @hides


def hook_that_exits():
    sys.excepthook = lambda *_: sys.exit(9)
    raise LookupError


def facts_gone():
    sys.version_info = sys.platform = sys.flags = sys.maxsize = sys.argv = sys.path = None
    raise LookupError


how = sys.argv[1]
g, hiding = numbers(), hide()
next(g), next(hiding), next(hiding_too := hide())
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
    "facts of sys gone": facts_gone,
    "hook that exits": hook_that_exits,
    "exception that hides": lambda: next(hiding_too),
    "exit": lambda: sys.exit("a text"),
}[how]()
