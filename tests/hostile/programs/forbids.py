"""Forbids by an audit hook what a debugger looks with."""
import sys


def forbid(event, arguments):
    if event in ("sys._getframe", "object.__getattr__"):
        raise RuntimeError(event)


def numbers():
    yield 1


sys.addaudithook(forbid)
next(numbers())
print("ready", flush=True)
