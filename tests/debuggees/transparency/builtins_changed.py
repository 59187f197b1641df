import builtins
import sys

for name in ("len", "isinstance", "getattr", "repr", "id", "type", "list", "next", "hasattr"):
    setattr(builtins, name, None)


def numbers():
    got = yield 1
    print("got", got)
    yield 2


try:
    n = numbers()
    print(n.send(None), n.send(10))
    n.close()
    for name in ("json", "os", "re", "enum", "types", "dataclasses", "inspect"):
        sys.modules[name] = None
    sys.path[:] = []
    sys.meta_path[:] = []
    m = numbers()
    print(m.send(None))
    raise KeyError("end")
finally:
    print("finally")
