import sys


class Fails:
    def __del__(self):
        raise ValueError("in __del__")


def ignores():
    try:
        yield 1
    finally:
        yield 2


def fails():
    try:
        yield 1
    finally:
        raise KeyError("in finally")


Fails()
g = fails()
next(g)
del g
g = ignores()
next(g)
del g
g = ignores()
next(g)
try:
    g.close()
except RuntimeError as error:
    print(error)


def hook(unraisable):
    print("hook", unraisable.exc_type, unraisable.exc_value, unraisable.err_msg)


sys.unraisablehook = hook
Fails()
g = fails()
next(g)
del g
g = fails()
next(g)
