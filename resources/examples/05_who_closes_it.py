"""A coroutine can wait for ever. Who ends it?

The program, with close(); the garbage collector, once nothing refers to it any more; or you.

Try: run to the end and look at the finished ones in the list: one was closed by the program, two
were collected - one as soon as its last name was gone, one later because it was part of a cycle.
`for_you` is still waiting: send it something, then press Close.

Run by plain Python there is one more line at the very end: the interpreter closes what is left.
"""

import gc


def recorder(name):
    try:
        while True:
            item = yield
            print(f"{name} received {item}")
    finally:
        print(f"{name} ends")


def start(name):
    made = recorder(name)
    next(made)
    return made


by_program = start("by_program")
by_program.send("one")
by_program.close()

dropped = start("dropped")
dropped.send("two")
dropped = None

lost = [start("lost")]
lost.append(lost)
lost[0].send("three")
lost = None
gc.collect()

for_you = start("for_you")
for_you.send("four")
print("the script is done")
