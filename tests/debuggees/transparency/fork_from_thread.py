import os
import sys
import threading


def numbers():
    yield 1
    yield 2


def work():
    sys.stdout.flush()
    pid = os.fork()
    if pid == 0:
        print("child", list(numbers()), threading.current_thread() is threading.main_thread())
        sys.stdout.flush()
        os._exit(5)
    print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), list(numbers()))


thread = threading.Thread(target=work)
thread.start()
thread.join()
