import sys


def hook(kind, value, trace):
    print("leaving")
    raise SystemExit(21)


sys.excepthook = hook
raise ValueError("first")
