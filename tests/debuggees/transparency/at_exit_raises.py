import atexit


def fails():
    raise ValueError("at exit")


atexit.register(print, "still called")
atexit.register(fails)
