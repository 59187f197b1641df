import atexit
import sys
import threading
import weakref


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


print(atexit._ncallbacks())
kept = Noisy("kept")
atexit.register(lambda: print("exit 1", kept.name, sys.is_finalizing()))
atexit.register(print, "exit 2")
weakref.finalize(kept, print, "finalizer of kept")
started = threading.Event()


def late():
    started.wait()
    threading.main_thread().join()
    print("thread ends after main", flush=True)


thread = threading.Thread(target=late)
thread.start()
started.set()


def suspended():
    try:
        yield 1
    finally:
        print("suspended generator closed")


generator = suspended()
next(generator)
last = Noisy("last")
print("end of main")
