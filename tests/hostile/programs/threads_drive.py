"""A thread that is not the main one stops; what is driven there never comes back by itself."""
import threading
import time


def endless():
    yield 1
    while True:
        pass


def sleeps():
    yield 1
    time.sleep(3600)
    yield 2


def work():
    pass  # @here
    print("thread done", flush=True)


turning, asleep = endless(), sleeps()
next(turning), next(asleep)
thread = threading.Thread(target=work)
thread.start()
thread.join()
print("joined", flush=True)
