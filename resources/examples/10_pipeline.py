"""A pipeline: coroutines that send on to coroutines.

    read -> lines -> orders -> split -> paid   -> bill
                                     -> unpaid -> reminder

Each stage waits for a value and sends what it makes of it to the next one.

Try: run to the end and compare what went in last at each stage. Then send "eve 12 no" to `orders`
and see which stages move and which do not. Set a breakpoint on the line with `print(prefix, text)`
and run again: the stack is the pipeline, each stage waiting in its own send().
"""

from functools import wraps


def stage(function):
    @wraps(function)
    def start(*args):
        made = function(*args)
        next(made)
        return made

    return start


def read(text, target):
    for line in text.splitlines():
        target.send(line)


@stage
def skip_comments(target):
    while True:
        line = yield
        if line and not line.startswith("#"):
            target.send(line)


@stage
def parse(target):
    while True:
        line = yield
        name, amount, paid = line.split()
        target.send((name, int(amount), paid == "yes"))


@stage
def route(if_paid, if_unpaid):
    while True:
        order = yield
        target = if_paid if order[2] else if_unpaid
        target.send(order[:2])


@stage
def add_up(totals, name):
    while True:
        _, amount = yield
        totals[name] = totals.get(name, 0) + amount


@stage
def remind(target):
    while True:
        name, amount = yield
        target.send(f"{name} owes {amount}")


@stage
def show(prefix):
    while True:
        text = yield
        print(prefix, text)


ORDERS = """\
# name amount paid
ann 10 yes
bob 25 no
cid 7 yes
dot 3 no
"""

totals = {}
reminder = show("reminder:")
unpaid = remind(reminder)
paid = add_up(totals, "paid")
split = route(paid, unpaid)
orders = parse(split)
lines = skip_comments(orders)

read(ORDERS, lines)
print("totals:", totals)
