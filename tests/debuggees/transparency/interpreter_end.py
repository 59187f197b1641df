class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name, __name__)


def hold(noisy):
    try:
        yield noisy
    finally:
        print("closed", noisy.name)


b, a = Noisy("b"), Noisy("a")
_hidden = Noisy("_hidden")
g = hold(Noisy("g"))
next(g)
h = hold(Noisy("h"))
h.send(None)
cycle = [Noisy("in a cycle")]
cycle.append(cycle)
del cycle
waiting = hold(Noisy("not started"))
