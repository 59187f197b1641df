import sys


def numbers():
    yield 1
    yield 2


held = dict(sys.modules)
sys.modules.clear()
print([n for n in numbers()])
print(list(numbers()))
sys.modules.update(held)
print(len(sys.modules) == len(held))
