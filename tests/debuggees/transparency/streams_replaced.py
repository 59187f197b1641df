import contextlib
import io
import sys

held = io.StringIO()
with contextlib.redirect_stdout(held), contextlib.redirect_stderr(held):
    print("held")
    print("error", file=sys.stderr)
print(ascii(held.getvalue()))


class Loud:
    def write(self, text):
        sys.__stdout__.write(text.upper())

    def flush(self):
        pass


sys.stdout = sys.stderr = Loud()
print("loud")


def numbers():
    yield from (print(n) for n in range(3))


list(numbers())
raise ValueError("loud too")
