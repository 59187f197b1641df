"""throw() raises an exception inside a coroutine, at the yield where it waits.

`meter` treats Reset as a message and reports a ValueError; any other exception ends it.

Try: at the end throw Reset() at `meter` with "step into the body" ticked: the exception arrives at
the `yield`, and Step over goes to its handler. Throw ValueError("negative") and see it handled too.
Throw KeyError("no such"): nobody in the body wants it, so it comes straight back and the coroutine
is *raised*.
"""


class Reset(Exception):
    """Ask a meter to begin at nought."""


def measure():
    total = 0
    while True:
        try:
            amount = yield total
            total += amount
        except Reset:
            print("meter: back to nought from", total)
            total = 0
        except ValueError as error:
            print("meter: ignored", error)


meter = measure()
next(meter)
meter.send(3)
print("after 3 and 4:", meter.send(4))
print("after Reset:", meter.throw(Reset()))
print("after ValueError:", meter.throw(ValueError("a bad reading")))
print("after 5:", meter.send(5))

spare = measure()
next(spare)
try:
    spare.throw(KeyError("no such meter"))
except KeyError as error:
    print("KeyError came back:", error)
