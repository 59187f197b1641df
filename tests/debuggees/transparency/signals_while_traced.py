import signal


class Rang(Exception):
    pass


def handler(number, frame):
    raise Rang


def numbers():
    n = 0
    while True:
        n += yield n


held = []


def ring(interval):
    try:
        signal.setitimer(signal.ITIMER_REAL, interval, interval)
        while True:
            g = numbers()
            held.append(g)
            next(g)
            for n in range(50):
                g.send(n)
    except Rang as error:
        return error
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


signal.signal(signal.SIGALRM, handler)
rang = 0
for interval in (0.003, 0.005, 0.007, 0.011) * 10:
    try:
        rang += isinstance(ring(interval), Rang)
    except Rang:  # once more, before the timer was stopped
        rang += 1
print(rang)
