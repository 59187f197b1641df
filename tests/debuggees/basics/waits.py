# Each kind says that it waits on the line that waits, so that a stop finds it there.
import sys
import threading
import time

kind = sys.argv[1]
lock = threading.Lock()
if kind == "loop":
    say = print("waiting", flush=True)
    while True: pass  # @loop
elif kind == "sleep":
    print("waiting", flush=True) or time.sleep(600)  # @sleep
elif kind == "lock":
    lock.acquire()
    print("waiting", flush=True) or lock.acquire()  # @lock
elif kind == "input":
    text = print("waiting", flush=True) or input()  # @input
    print("got", text)
