"""A coroutine without a handler of its own calls a function that handles an exception."""


def number(text):
    try:
        return int(text)
    except ValueError:
        return None


def reader():
    while True:
        line = yield
        print(line, number(line))


def nested():
    while True:
        line = 7 + len((yield))
        number("x")
        print(line)


read = reader()
next(read)
read.send("one")
read.send("two")
inner = nested()
next(inner)
inner.send("three")
inner.send("four")
print("ready")  # @stop
