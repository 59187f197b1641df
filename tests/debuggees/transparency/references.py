import sys
import weakref


class Value:
    pass


def echo():
    got = None
    while True:
        got = yield got


g = echo()
next(g)
value = Value()
print(sys.getrefcount(value), weakref.getweakrefcount(value))
print(sys.getrefcount(g.send(value)))
print(sys.getrefcount(value), weakref.getweakrefcount(value))
g.send(None)
print(sys.getrefcount(value))
for _ in range(5000):
    g.send(value)
print(sys.getrefcount(value), sys.getrefcount(g))
print(sys.getrefcount(g.gi_frame))
g.close()
print(sys.getrefcount(value))


def arguments(a, *rest, b=None, **more):
    yield sys.getrefcount(a), sys.getrefcount(rest), sys.getrefcount(more)
    a = None
    yield sys.getrefcount(rest[0])


print([*arguments(Value(), Value(), b=1, c=Value())])
error = ValueError("once")


def fails():
    yield 1
    raise error


try:
    list(fails())
except ValueError:
    pass
error.__traceback__ = None
print(sys.getrefcount(error))
