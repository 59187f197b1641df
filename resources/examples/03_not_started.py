"""A coroutine must be started before it can receive anything.

Calling a generator function runs nothing of its body. The first next(), or send(None), runs it to
the first `yield`; only there can a value go in.

Try: at the end select `forgotten`, which is *not started*, and send it "Grace". Python answers with
a TypeError and the coroutine is as it was. Press Next, then send again. `greeted` was started
by the script and can be sent to at once.
"""


def greeter(greeting):
    print(f"{greeting!r} is waiting for names")
    while True:
        name = yield
        print(f"{greeting}, {name}!")


greeted = greeter("Good morning")
next(greeted)
greeted.send("Ada")

forgotten = greeter("Welcome")
try:
    forgotten.send("Grace")
except TypeError as error:
    print("TypeError:", error)
