import gc
import sys
import weakref

gc.collect()  # what starting has left
gc.disable()
log = []


class Node:
    def __init__(self, name):
        self.name = name
        self.other = None

    def __del__(self):
        log.append(f"del {self.name}")


def generator(name):
    try:
        yield name
    finally:
        log.append(f"closed {name}")


def told(name):
    return lambda _: log.append(f"weak {name}")


def section(title):
    print(title, log)
    log.clear()


a = Node("a")
refs = [weakref.ref(a, told("a 1")), weakref.ref(a, told("a 2"))]
del a
section("by count")

g = generator("g")
refs = [weakref.ref(g, told("g"))]
next(g)
print(sys.getrefcount(g))
g = None
section("suspended generator by count")

g = generator("unstarted")
refs = [weakref.ref(g, told("unstarted"))]
g = None
section("unstarted generator by count")

a, b = Node("cycle a"), Node("cycle b")
a.other, b.other = b, a
refs = [weakref.ref(a, told("cycle a")), weakref.ref(b, told("cycle b"))]
del a, b
section("before")
print(gc.collect(), gc.garbage)
section("cycle")


def selfish(name):
    me = yield
    try:
        yield me
    finally:
        log.append(f"closed {name}")


g = selfish("selfish")
next(g)
g.send(g)
refs = [weakref.ref(g, told("selfish"))]
print(sys.getrefcount(g))
del g
section("before")
print(gc.collect())
section("generator in a cycle")


async def coroutine():
    try:
        await Suspend()
    finally:
        log.append("coroutine closed")


class Suspend:
    def __await__(self):
        yield "suspended"


c = coroutine()
print(c.send(None), sys.getrefcount(c))
del c
section("coroutine")


def resurrecting():
    global saved
    try:
        yield 1
    finally:
        saved = me
        log.append("resurrected")


me = resurrecting()
next(me)
saved = None
del me
section("not resurrected")


class Phoenix:
    def __del__(self):
        global phoenix
        phoenix = self
        log.append("phoenix")


phoenix = Phoenix()
del phoenix
section("resurrected")
print(type(phoenix).__name__, gc.is_finalized(phoenix))


def values():
    for n in range(3):
        yield Node(n)


for node in values():
    pass
section("loop")
del node
section("after loop")
[None for node in values()]
section("comprehension")
it = (node for node in values())
next(it)
section("expression")
it.close()
section("closed")


def keeps():
    value = Node("held in frame")
    yield 1
    del value
    yield 2


g = keeps()
next(g)
section("held")
next(g)
section("deleted in the body")

try:
    g.throw(KeyError("thrown"))
except KeyError as error:
    print(sys.getrefcount(error), error.__traceback__ is not None)
    caught = weakref.ref(error.__traceback__) if False else None
section("thrown")
print(gc.callbacks, gc.get_freeze_count())
gc.collect()
n = len(gc.get_objects())
live = [[] for _ in range(100)]
print(len(gc.get_objects()) - n >= 100)
print([type(o).__name__ for o in gc.get_objects() if type(o).__module__ == "__main__"])
print([len(gc.get_referrers(o)) for o in (live, phoenix)])
