import sys


def grep(pattern):
    found = 0
    try:
        while True:
            line = yield found
            if pattern in line:
                found += 1
    except GeneratorExit:
        print("closing", found)
        raise
    finally:
        print("finally")


def averager():
    total = count = 0
    while True:
        value = yield (total / count if count else None)
        if value is None:
            return total, count
        total += value
        count += 1


def delegating():
    result = yield from averager()
    print("result", result)
    return result


g = grep("python")
print(next(g), g.send("a python"), g.send("none"))
g.close()
g.close()
d = delegating()
print(next(d), d.send(1), d.send(3))
try:
    d.send(None)
except StopIteration as stop:
    print(stop.value, stop.args)
d = delegating()
next(d)
for kind in (KeyError, KeyError("instance")):
    try:
        d.throw(kind)
    except KeyError as error:
        print(repr(error), d.gi_frame, d.gi_yieldfrom)
    d = delegating()
    next(d)
print(d.gi_yieldfrom is not None, d.gi_running, d.gi_code.co_name, d.gi_frame.f_lasti)


def stops():
    yield 1
    raise StopIteration("inside")


try:
    list(stops())
except RuntimeError as error:
    print(error, repr(error.__cause__))


def itself():
    try:
        next(me)
    except ValueError as error:
        yield str(error)


me = itself()
print(next(me))
try:
    averager().send(1)
except TypeError as error:
    print(error)
for n in range(5000):
    d = averager()
    next(d)
    d.send(n)
print(list(zip(iter(lambda: next(me, "end"), "end"), (x * x for x in range(3)))))
print(sum(x for x in range(100000)), max((x for x in range(10)), default=None))
print([*map(lambda x: x, (y for y in "abc"))], dict((k, k) for k in "ab"))
print(sys.exc_info())
