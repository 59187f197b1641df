"""A filter like grep that waits for lines: values go into a coroutine.

`words` waits at a `yield` until somebody sends it a line, and
passes the lines that match on to `out`, which prints them.

Try: run the script, then send "hello again" to `words`. The line
goes *in* at the yield, the number of matches comes *out*. Then
look at `up`: it is not started and needs Next before any Send.
"""

import re
from functools import wraps


def coroutine(func):
    """Start a coroutine: run it to its first yield."""

    @wraps(func)
    def primed(*args, **kwargs):
        target = func(*args, **kwargs)
        next(target)
        return target

    return primed


@coroutine
def grep(pattern, target):
    regex = re.compile(pattern)
    matches = 0
    try:
        while True:
            line = yield matches
            if regex.search(line):
                matches += 1
                target.send(line)
    except GeneratorExit:
        target.close()


@coroutine
def printer(prefix):
    while True:
        line = yield
        print(prefix, line)


def upper(target):
    while True:
        word = yield
        target.send(word.upper())


def countdown(start):
    while start > 0:
        yield start
        start -= 1


out = printer(">")
words = grep("^hello", out)
up = upper(out)

print("ready in", *countdown(3))
words.send("goodbye world")
words.send("hello world")
