"""Objects whose every special method loops for ever; whoever looks at them must not call one."""


def loop(*_, **__):
    while True:
        pass


class Meta(type):
    pass


class FromMeta(metaclass=Meta):
    pass


class Everything:
    value = property(loop)
    __repr__ = __str__ = __getattr__ = __getattribute__ = __len__ = __iter__ = __next__ = loop
    __eq__ = __hash__ = __bool__ = __dir__ = __format__ = __getitem__ = __contains__ = loop
    __index__ = __class_getitem__ = __fspath__ = __length_hint__ = __call__ = loop


class Endless(Exception):
    __str__ = __repr__ = loop


def numbers():
    mine = everything
    n = 0
    while True:
        n += 1
        yield n


everything = Everything()
from_meta = FromMeta()
for name in ("__repr__", "__str__", "__instancecheck__", "__subclasscheck__", "__call__", "__eq__"):
    setattr(Meta, name, loop)
for name in ("__hash__", "__len__", "__iter__", "__getitem__", "__dir__", "__getattribute__"):
    setattr(Meta, name, loop)
error = Endless("text")
held = {"a": everything, "b": [from_meta, error]}
g = numbers()
next(g)
pass  # @here
