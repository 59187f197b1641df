import sys
import threading
import _thread

print(threading.enumerate(), threading.active_count())
print(threading.main_thread() is threading.current_thread(), threading.current_thread().name)
print(threading.gettrace() if hasattr(threading, "gettrace") else None, threading.getprofile())
print(threading.excepthook is threading.__excepthook__, threading.stack_size())
local = threading.local()
local.value = "main"
log = []


def numbers():
    got = yield threading.current_thread().name
    log.append(got)
    yield getattr(local, "value", "none")


def work(n):
    g = numbers()
    log.append((next(g), g.send(n), threading.active_count()))


for n in range(3):
    thread = threading.Thread(target=work, args=(n,), name=f"worker {n}")
    thread.start()
    thread.join()
print(log)


def fails():
    next(numbers())
    raise ValueError("in a thread")


thread = threading.Thread(target=fails, name="failing")
thread.start()
thread.join()
threading.excepthook = lambda args: print("hook", args.exc_type, args.exc_value, args.thread.name)
thread = threading.Thread(target=fails, name="failing again")
thread.start()
thread.join()
lock = threading.Lock()
lock.acquire()
_thread.start_new_thread(lambda: (next(numbers()), lock.release()), ())
lock.acquire()
timer = threading.Timer(0.01, lambda: log.append("timer"))
timer.start()
timer.join()
shared = numbers()
next(shared)
thread = threading.Thread(target=lambda: log.append(shared.send("from another thread")))
thread.start()
thread.join()
print(log[-3:])
from concurrent.futures import ThreadPoolExecutor

with ThreadPoolExecutor(2) as pool:
    print(list(pool.map(lambda n: sum(range(n)), range(10))))
daemon = threading.Thread(target=threading.Event().wait, daemon=True)
daemon.start()
# A dummy stays for the thread that threading does not know, until its ident is given to another.
print([type(each).__name__ for each in threading.enumerate() if "Dummy" not in type(each).__name__])

