import os
import signal

print(signal.getsignal(signal.SIGINT) is signal.default_int_handler)
try:
    os.kill(os.getpid(), signal.SIGINT)
    for n in range(10**9):
        pass
except KeyboardInterrupt as error:
    print("caught", repr(error))
os.kill(os.getpid(), signal.SIGINT)
while True:
    pass
