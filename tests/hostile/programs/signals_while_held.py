"""A signal handler raises while the program is held."""
import signal


def numbers():
    n = 0
    while True:
        n += 1
        yield n


def handler(*_):
    raise RuntimeError("it is time")


g = numbers()
next(g)
signal.signal(signal.SIGALRM, handler)
signal.setitimer(signal.ITIMER_REAL, 0.5)
pass  # @here
while True:
    pass
