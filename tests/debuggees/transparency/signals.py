import os
import select
import signal
import time

for number in sorted(signal.valid_signals()):
    try:
        print(number, signal.getsignal(number))
    except ValueError as error:
        print(number, error)
print(signal.pthread_sigmask(signal.SIG_BLOCK, []))

seen = []


def handler(number, frame):
    seen.append(signal.Signals(number).name)


def wait_for(count):
    while len(seen) < count:
        pass


signal.signal(signal.SIGUSR1, handler)
signal.signal(signal.SIGALRM, handler)
os.kill(os.getpid(), signal.SIGUSR1)
wait_for(1)
signal.setitimer(signal.ITIMER_REAL, 0.01)
wait_for(2)
print(seen, signal.getitimer(signal.ITIMER_REAL))

read, write = os.pipe()
os.set_blocking(write, False)
print(signal.set_wakeup_fd(write), read, write)
signal.alarm(0)
os.kill(os.getpid(), signal.SIGUSR1)
wait_for(3)
print(os.read(read, 10), signal.set_wakeup_fd(-1) == write)


def raising(number, frame):
    raise TimeoutError("the alarm rang")


signal.signal(signal.SIGALRM, raising)
signal.setitimer(signal.ITIMER_REAL, 0.02)
try:
    time.sleep(30)
except TimeoutError as error:
    print(error)


def generator():
    try:
        os.kill(os.getpid(), signal.SIGALRM)
        yield 1
        yield 2
    except TimeoutError as error:
        yield repr(error)


signal.signal(signal.SIGALRM, raising)
print(list(generator()))
signal.signal(signal.SIGCHLD, handler)
pid = os.fork()
if pid == 0:
    os._exit(3)
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
wait_for(4)
print(seen)
print(sorted(signal.sigpending()), signal.SIGPIPE, signal.getsignal(signal.SIGPIPE))
