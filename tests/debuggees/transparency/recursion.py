import sys


def deep(n):
    return 0 if n == 0 else 1 + deep(n - 1)


def nested(n):
    if n:
        yield from nested(n - 1)
    yield n


print(deep(900))
print(sum(nested(300)))


def endless(n=0):
    endless(n + 1)


for _ in range(3):
    try:
        endless()
    except RecursionError as error:
        print(error)


def endless_generator():
    yield from endless_generator()


try:
    next(endless_generator())
except RecursionError as error:
    print(error)
sys.setrecursionlimit(5000)
print(deep(4800), sys.getrecursionlimit())
print(sum(nested(300)))
endless()
