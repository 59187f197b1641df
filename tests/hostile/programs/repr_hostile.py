"""Texts of values that raise, lie, are a gigabyte long, print, resume, change what is shown."""
import sys

GIGABYTE = 1 << 30


class Raises:
    def __repr__(self):
        raise ValueError("no text")


class NoText:
    def __repr__(self):
        return 42


class Gigabyte:
    def __repr__(self):
        return "x" * GIGABYTE


class Prints:
    def __repr__(self):
        print("printed by repr")
        sys.stderr.write("printed by repr")
        return "<Prints>"


class Resumes:
    def __repr__(self):
        return f"<Resumes {next(other)}>"


class Changes:
    def __repr__(self):
        container.clear()
        container.extend(range(10_000))
        return "<Changes>"


class Exits:
    def __repr__(self):
        raise SystemExit(3)


class Interrupts:
    def __repr__(self):
        raise KeyboardInterrupt


class Recurses:
    def __repr__(self):
        return repr(self)


class Traces:
    def __repr__(self):
        sys.settrace(None)
        sys.setprofile(None)
        return "<Traces>"


class Collects:
    def __repr__(self):
        import gc

        gc.collect()
        return "<Collects>"


def numbers():
    n = 0
    while True:
        n += 1
        yield n


g, other = numbers(), numbers()
next(g), next(other)
container = [1, 2]
container.append(Changes())
raises, no_text, prints, resumes = Raises(), NoText(), Prints(), Resumes()
exits, interrupts, recurses, traces = Exits(), Interrupts(), Recurses(), Traces()
collects, gigabyte = Collects(), Gigabyte()
itself = []
itself.append(itself)
pass  # @here
