import gc
import types
import weakref

from coro_debugger.agent.value_text import running_text


def text(value):
    return running_text(value).value


class Hostile:
    """Fails whatever is asked of it."""

    def __getattribute__(self, name):
        raise AssertionError(f"asked for {name}")

    def fail(self, *arguments):
        raise AssertionError("called")

    __repr__ = __str__ = __len__ = __iter__ = __eq__ = __hash__ = __bool__ = __format__ = fail
    __getitem__ = __index__ = __int__ = __float__ = __lt__ = fail


class HostileMeta(type):
    def __getattribute__(cls, name):
        raise AssertionError(f"asked for {name}")

    def __hash__(cls):
        raise AssertionError("hashed")

    def __eq__(cls, other):
        raise AssertionError("compared")


class OfHostileMeta(metaclass=HostileMeta):
    pass


def hostile_subclass(base):
    return type(f"Hostile{base.__name__}", (base,), dict(vars(Hostile)))


def check_scalars_read_as_python_writes_them():
    for value in (
        *(0, 1, -1, -100, -101, 999, 1000, 10**20, True, False, None, ..., NotImplemented),
        *("", "a", "it's", "\n", "é😀", "\udc80", b"", b"a\0", bytearray(b"x")),
        *(0.5, float("nan"), -0.0, 1j, range(3), range(0, 9, 2)),
    ):
        assert text(value) == repr(value), value
        assert running_text(value).type == type(value).__name__


def check_small_containers():
    for value in (
        *([], [1, "a"], (), (1,), (1, 2), {}, {"a": 1, None: [2]}, set(), {1}),
        *(frozenset(), frozenset({1}), [[1, [2]]][0]),
    ):
        assert text(value) == repr(value), value


def check_containers_are_bounded():
    assert text(list(range(1000))) == "[0, 1, 2, 3, 4, 5, …]"
    assert text([[[[]]]]) == "[[[…]]]"
    cycle = []
    cycle.append(cycle)
    assert len(text(cycle)) < 20
    assert len(text(["x" * 1000] * 6)) <= 120
    assert len(text(dict.fromkeys(range(6), "y" * 100))) <= 120


def check_long_scalars_are_bounded():
    assert len(text("x" * 10**6)) < 150
    assert text("a" * 200 + "end").endswith("end'")
    assert len(text(b"x" * 10**6)) < 150
    assert len(text("\0" * 119)) <= 480
    assert text(1 << 100_000) == "<int of 100001 bits>"
    assert text(range(1 << 100_000)) == "range(0, <int of 100001 bits>)"


def check_anything_else_is_type_and_address():
    class Plain:
        pass

    for value in (Plain(), object(), Plain, len, iter([]), types.SimpleNamespace(), ValueError(1)):
        shown = running_text(value)
        assert shown.value == f"<{type(value).__name__} at {id(value):#x}>"
        assert shown.type == type(value).__name__


def check_hostile_values():
    values = [Hostile(), OfHostileMeta, OfHostileMeta()]
    values += [hostile_subclass(base)() for base in (list, dict, tuple, set, frozenset)]
    values += [hostile_subclass(base)() for base in (int, str, bytes, float)]
    for value in values:
        assert " at 0x" in text(value)
        assert " at 0x" in text([value])
        assert " at 0x" in text((1, value))


def check_a_hostile_key():
    class Key:
        def __eq__(self, other):
            raise AssertionError

        __hash__ = object.__hash__

        def __repr__(self):
            raise AssertionError

    assert "Key at 0x" in text({Key(): 1})
    assert "Key at 0x" in text({Key()})


def check_nothing_is_kept_alive():
    class Plain:
        pass

    value = Plain()
    watched = weakref.ref(value)
    running_text(value)
    running_text([value])
    del value
    assert watched() is None
    assert not gc.garbage
