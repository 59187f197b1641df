"""An error inside a coroutine comes out at whoever resumed it, and ends it.

Try: choose to stop at raised exceptions and run. The error shows first at its own line inside
`add_up`, then in `parse`, which had sent the value on, then at the `send` of the script. Both
coroutines are now *raised*, with the type and message. At the end send "12" and then "twelve" to
`numbers`; afterwards Next can only give StopIteration.
"""


def parse(target):
    while True:
        text = yield
        target.send(text.strip())


def add_up(report):
    total = 0
    while True:
        text = yield
        total += int(text)
        report(total)


def pipeline():
    adder = add_up(lambda total: print("total", total))
    next(adder)
    parser = parse(adder)
    next(parser)
    return parser, adder


broken, broken_adder = pipeline()
broken.send(" 40 ")
try:
    broken.send("two")
except ValueError as error:
    print("ValueError:", error)

try:
    broken.send("3")
except StopIteration:
    print("StopIteration: it had ended")

numbers, adder = pipeline()
numbers.send("1")
