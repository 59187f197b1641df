"""Replaces what the debugger might use; its coroutines are still seen and driven."""
import builtins
import gc
import os
import sys
import threading

how, how_long = sys.argv[1:]


def numbers():
    n = 0
    while True:
        n += 1
        yield n


def stdout_object():
    class Broken:
        def __getattr__(self, name):
            raise RuntimeError(name)

    sys.stdout = sys.stderr = sys.stdin = Broken()


def stdout_gone():
    del sys.stdout, sys.stderr, sys.stdin


def trace_taken():
    sys.settrace(lambda *_: None)
    sys.setprofile(lambda *_: None)
    threading.settrace(lambda *_: None)


def trace_gone():
    sys.settrace(None)
    sys.setprofile(None)
    sys._getframe().f_trace = None


def trace_functions():
    sys.settrace = sys.setprofile = sys.gettrace = sys.call_tracing = None
    sys._getframe = sys._current_frames = sys.exc_info = None


def tools_taken():
    for tool in range(6):
        if sys.monitoring.get_tool(tool) is None:
            sys.monitoring.use_tool_id(tool, "mine")


def tools_freed():
    for tool in range(6):
        sys.monitoring.free_tool_id(tool)


def tools_freed_and_taken():
    tools_freed()
    tools_taken()


def tools_silenced():
    for tool in range(6):
        if sys.monitoring.get_tool(tool) is not None:
            sys.monitoring.set_events(tool, 0)
            for name, event in vars(sys.monitoring.events).items():
                if type(event) is int and event and not event & (event - 1):
                    try:
                        sys.monitoring.register_callback(tool, event, None)
                    except ValueError:
                        pass


def monitoring_gone():
    for name in dir(sys.monitoring):
        setattr(sys.monitoring, name, None)
    del sys.monitoring


def modules_emptied():
    sys.modules.clear()


def modules_replaced():
    sys.modules = None


def builtins_overwritten():
    names = vars(builtins)
    for name in list(names):
        if not name.startswith("__"):
            names[name] = None


def builtins_gone():
    vars(builtins).clear()


def sockets():
    import _socket
    import select
    import socket

    for module in (socket, _socket, select):
        for name in dir(module):
            if not name.startswith("__"):
                setattr(module, name, None)


def threads():
    import _thread

    for module in (threading, _thread):
        for name in dir(module):
            if not name.startswith("__"):
                setattr(module, name, None)


def os_functions():
    for name in dir(os):
        if not name.startswith("__"):
            setattr(os, name, None)
    posix = sys.modules["posix"]
    for name in dir(posix):
        if not name.startswith("__"):
            setattr(posix, name, None)


def gc_functions():
    for name in dir(gc):
        if not name.startswith("__"):
            setattr(gc, name, None)


def gc_disabled():
    gc.disable()


def gc_frozen():
    gc.collect()
    gc.freeze()


def gc_strict():
    gc.set_threshold(1)
    gc.set_debug(gc.DEBUG_SAVEALL)


def signals_taken():
    import signal

    for number in signal.valid_signals():
        try:
            signal.signal(number, signal.SIG_IGN)
        except (OSError, ValueError):
            pass
    signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())


def excepthooks():
    sys.excepthook = sys.unraisablehook = sys.displayhook = None
    threading.excepthook = None


def switch_interval():
    sys.setswitchinterval(1000)


def limit_of_recursion():
    sys.setrecursionlimit(sys._getframe() and 60)


def audit():
    sys.addaudithook(lambda *_: None)


def main_module():
    sys.modules["__main__"] = None
    globals_of_main = globals()
    for name in ("__builtins__", "__loader__", "__spec__", "__file__", "__name__"):
        globals_of_main.pop(name, None)


def environment():
    os.environ.clear()
    os.chdir("/")
    os.umask(0o777)


def own_file():
    os.remove(__file__)


class Loops:
    def __repr__(self):
        while True:
            pass


g = numbers()
next(g)
before = numbers()
act = globals()[how]
act()
after = numbers()
later = numbers()
later.__next__()
while how_long == "wait":
    pass  # @here-again
pass  # @here
