"""What close() does inside a coroutine.

It raises GeneratorExit at the `yield` where the coroutine waits. A coroutine that lets it pass, or
ends because of it, is closed; one that yields once more gets a RuntimeError.

Try: tick "step into the body" and press Close with `careful` selected (it handles GeneratorExit),
then with `tidy` (its `finally` runs). `open_minded` catches Exception only, and GeneratorExit is
not one, so nothing is caught. Press Next on `finished`: StopIteration, every time. At last start
`stubborn` with Next and close it: it yields while closing, and Python complains.
"""


def receive_carefully():
    received = 0
    try:
        while True:
            yield
            received += 1
    except GeneratorExit:
        print("careful: closed after", received)


def receive_tidily():
    items = []
    try:
        while True:
            item = yield
            items.append(item)
    finally:
        items.clear()


def receive_anything():
    while True:
        try:
            yield
        except Exception as error:
            print("open_minded: ignored", type(error).__name__)


def never_give_up():
    while True:
        try:
            yield
        except GeneratorExit:
            print("stubborn: not yet")


finished = receive_carefully()
next(finished)
finished.send("one item")
finished.close()
try:
    next(finished)
except StopIteration:
    print("finished: StopIteration")

careful = receive_carefully()
next(careful)

tidy = receive_tidily()
next(tidy)
tidy.send("cup")

open_minded = receive_anything()
next(open_minded)
open_minded.throw(KeyError)

# Not started on purpose: once it waits at its yield, even the end of the program cannot close it.
stubborn = never_give_up()
