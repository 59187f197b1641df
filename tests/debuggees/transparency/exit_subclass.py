class Leaving(SystemExit):
    pass


def leave():
    try:
        yield 1
    finally:
        print("finally")


g = leave()
next(g)
raise Leaving("bye")
