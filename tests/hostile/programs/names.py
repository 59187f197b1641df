"""Names of all kinds: of functions, of variables, of coroutines, of files that do not exist."""
import threading

LONG = "n" * 300_000
WORDS = "word " * 60_000
NAMES = ["a b", "q'uo\"te", "two\nlines", "\x1b[31m\x00\a", "🐍ünï", "‮rtl ‭⁦עברית", LONG, WORDS, "🐍" * 300_000, "two\nlines" * 30_000, "<b>bold</b>", "%s {0} {} %1", ""]


def numbers():
    n = 0
    while True:
        n += 1
        yield n


made = []
for name in NAMES:
    numbers.__name__ = numbers.__qualname__ = name
    each = numbers()
    next(each)
    made.append(each)
    globals()[name] = each
for name in NAMES:
    source = f"def f():\n    while True:\n        yield {name!r}\n"
    try:
        namespace = {}
        exec(compile(source, name, "exec"), namespace)
    except ValueError:  # a NUL in a file's name
        continue
    each = namespace["f"]()
    next(each)
    made.append(each)
exec(f"{LONG} = 1")
class Strange(str):
    __hash__ = str.__hash__
    def __eq__(self, other):
        return str.__eq__(self, other)
    def __repr__(self):
        return "strange"
globals()[Strange("key of a subclass")] = made[0]
globals()[5] = made[0]
values = dict(zip(NAMES, NAMES))
typed = [type(name, (), {})() for name in NAMES if "\0" not in name]
for name in NAMES:
    threading.Thread(target=threading.Event().wait, name=name, daemon=True).start()


def fail(name):
    raise type(name, (Exception,), {})("x" * 50_000_000)


g = numbers()
next(g)
pass  # @here
raise RuntimeError(LONG + "\n" + "‮" + "\x1b[31m")
