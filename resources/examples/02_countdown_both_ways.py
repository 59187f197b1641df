"""A countdown that produces and consumes, and why that is hard to follow.

`countdown` yields numbers and also accepts one that moves the count. The loop below sends 3 while
it runs - and never sees the 3.

Try: set a breakpoint on the line with `counter.send(3)` and step into it. The `yield` that receives
3 is left at once, the countdown yields 3 as the answer of send(), and nobody keeps that answer: the
`for` loop asks for the next number and gets 2. Then compare `ticks`, which only produces, with
`display`, which only consumes. At the end, drive `counter_for_you` with Next and Send.
"""


def countdown(start):
    left = start
    while left > 0:
        moved_to = yield left
        if moved_to is None:
            left -= 1
        else:
            left = moved_to


seen = []
counter = countdown(6)
for left in counter:
    seen.append(left)
    if left == 4:
        counter.send(3)
print("one function that does both, the loop saw:", *seen)


def ticks(start):
    while start > 0:
        yield start
        start -= 1


def display(label):
    while True:
        value = yield
        print(label, value)


screen = display("two functions, the screen shows:")
next(screen)
clock = ticks(6)
for left in clock:
    if left <= 2:
        screen.send(left)

counter_for_you = countdown(10)
next(counter_for_you)
