import os
import threading

go_on = threading.Event()
thread = threading.Thread(target=go_on.wait)
thread.start()
pid = os.fork()
if pid == 0:
    os._exit(len(threading.enumerate()))
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
go_on.set()
thread.join()
