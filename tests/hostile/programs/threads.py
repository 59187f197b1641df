"""Threads: a thousand that wait, two in a deadlock, one that outlives main, a daemon that never rests."""
import sys
import threading

how = sys.argv[1]


def numbers():
    n = 0
    while True:
        n += 1
        yield n


def deadlock():
    first, second, both = threading.Lock(), threading.Lock(), threading.Barrier(2)

    def take(one, other):
        with one:
            both.wait()
            with other:
                pass

    for pair in ((first, second), (second, first)):
        threading.Thread(target=take, args=pair).start()


def many():
    for _ in range(int(sys.argv[2])):
        threading.Thread(target=threading.Event().wait, daemon=True).start()


def busy():
    def count():
        n = 0
        while True:
            n += 1

    for _ in range(4):
        threading.Thread(target=count, daemon=True).start()


def outlives():
    def work():
        threading.main_thread().join()
        print("still here", flush=True)
        threading.Event().wait()

    threading.Thread(target=work).start()


def joins_itself():
    lock = threading.Lock()
    lock.acquire()
    lock.acquire()


g = numbers()
next(g)
print("ready", flush=True)
{"deadlock": deadlock, "many": many, "busy": busy, "outlives": outlives, "main deadlocked": joins_itself}[how]()
pass  # @here
