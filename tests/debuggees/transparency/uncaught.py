def inner(n):
    if n == 0:
        return 1 / n
    return inner(n - 1)


def produce():
    yield 1
    inner(2)


try:
    list(produce())
except ZeroDivisionError as error:
    raise KeyError("caused") from error
