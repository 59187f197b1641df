import collections
import contextlib
import dataclasses
import enum
import functools
import io
import sys
import time
import types

sys.path.insert(0, __file__.rpartition("checks")[0] + "checks")
from guards import guard

from coro_debugger.agent.value_renderer import ValueRenderer

renderer = ValueRenderer(guard)


def text(value, **limits):
    renderer.begin_reply()
    return renderer.render(value, **limits).value


class Speaking:
    def __init__(self, says):
        self.says = says

    def __repr__(self):
        return self.says() if callable(self.says) else self.says


def raises(error):
    def say():
        raise error

    return Speaking(say)


def forever():
    while True:
        pass


Point = collections.namedtuple("Point", "x y")


@dataclasses.dataclass
class Data:
    name: str
    items: list


class Colour(enum.Enum):
    RED = 1


class IntColour(enum.IntEnum):
    RED = 1


class MyList(list):
    pass


class MyDict(dict):
    pass


class MyStr(str):
    pass


class MyInt(int):
    pass


class Meta(type):
    def __repr__(cls):
        return "a class of its own"


class OfMeta(metaclass=Meta):
    pass


def check_as_python_writes_it():
    for value in (
        *(1, "a", None, 1.5, b"x", [1, [2, "x"]], (1,), {}, {"a": {1}}, set(), frozenset({2})),
        *(frozenset(), [], ()),
        *(Point(1, 2), Data("n", [1]), Colour.RED, IntColour.RED, MyList([1]), MyDict(a=1)),
        *(MyStr("s"), MyInt(5), Speaking("hello"), OfMeta, Speaking, object(), Exception),
        *(ValueError("x"), ValueError(), KeyError("k", 2), OSError(2, "gone")),
        *(len, check_as_python_writes_it, check_as_python_writes_it.__code__, [].append),
        *(functools.partial(print, 1), types.SimpleNamespace(a=1), collections.deque([1, 2])),
        *(collections.deque(), {}.keys(), {1: 2}.values(), {1: 2}.keys(), slice(1, 2), 1j),
        *(Ellipsis, range(3), int, list[int], sys.implementation, types.MappingProxyType({1: 2})),
    ):
        assert text(value) == repr(value), (text(value), repr(value))
        assert renderer.render(value).type == type(value).__name__


def check_named_containers():
    assert text(collections.OrderedDict(a=1)) == "OrderedDict({'a': 1})"
    assert text(collections.defaultdict(int, a=1)) == "defaultdict({'a': 1})"
    assert text(collections.Counter("aab")) == "Counter({'a': 2, 'b': 1})"


def check_modules_show_only_their_name():
    module = types.ModuleType("made")
    assert text(module) == "<module 'made'>"
    assert text(sys) == "<module 'sys'>"
    assert text(collections).startswith("<module 'collections' from '")


def check_long_values_are_bounded():
    assert len(text("x" * 10**7)) < 600
    assert len(text(list(range(10**6)))) < 400
    assert text(list(range(10**6))).endswith("39, …]")
    assert len(text(dict.fromkeys(range(10**4), "x" * 1000))) <= 1000
    assert len(text([["x" * 300] * 100] * 100)) <= 1000
    assert len(text(Speaking("y" * 10**7))) <= 1000
    assert len(text(1 << 10**6)) < 50
    assert len(text(MyList(range(10**6)))) < 400
    assert text("x" * 50, max_text=20) == "'xxxxxxxxxxxxx'…'xxxxx'"[:19] + "…"


def check_deep_values_are_bounded():
    value = []
    for _ in range(10_000):
        value = [value]
    assert text(value) == "[[[[[…]]]]]"


def check_values_that_contain_themselves():
    value = [1]
    value.append(value)
    assert text(value) == "[1, […]]"
    value = {}
    value["me"] = value
    assert text(value) == "{'me': {…}}"
    queue = collections.deque()
    queue.append(queue)
    assert "…" in text(queue)
    error = ValueError()
    error.args = (error,)
    assert len(text(error)) < 200


def check_repr_that_raises():
    for error in (ValueError("bad"), SystemExit(3), KeyboardInterrupt(), GeneratorExit()):
        shown = text(raises(error))
        assert shown.startswith("<Speaking at 0x")
        assert "__repr__ raised " + type(error).__name__ in shown
    assert "ValueError: bad" in text(raises(ValueError("bad")))
    assert "RecursionError" in text(Speaking(lambda: repr(Speaking(forever_deep))))


def forever_deep():
    return forever_deep()


def check_repr_that_returns_nonsense():
    for nonsense in (5, None):
        shown = text(Speaking(nonsense))
        # Python's own words, which differ from 3.15 on.
        assert "its __repr__ raised TypeError: " in shown
        assert "__repr__" in shown.partition("TypeError")[2]

    class Odd(str):
        def __getitem__(self, key):
            raise AssertionError

        __len__ = __str__ = __repr__ = __format__ = __getitem__

    shown = text(Speaking(Odd("odd")))
    assert shown == "odd"
    assert type(shown) is str


def check_repr_that_loops_costs_its_time_only():
    start = time.monotonic()
    shown = text(Speaking(forever))
    assert "takes too long" in shown
    assert time.monotonic() - start < 2


def check_many_slow_values_cost_a_second_together():
    renderer.begin_reply()
    start = time.monotonic()
    texts = [renderer.render(Speaking(forever)).value for _ in range(50)]
    assert time.monotonic() - start < 3
    assert texts[-1].startswith("<Speaking at 0x")
    assert renderer.render(5).value == "5"


def check_one_slow_value_among_others():
    shown = text([1, Speaking(forever), 2])
    assert shown.startswith("[1, <Speaking at 0x")


def check_repr_that_prints():
    def say():
        print("printed", flush=True)
        print("printed", file=sys.stderr)
        sys.stdout.write("printed")
        return "said"

    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        before = sys.stdout
        assert text(Speaking(say)) == "said"
        assert sys.stdout is before
    assert out.getvalue() == ""


def check_streams_are_back_after_a_failure():
    before = sys.stdout, sys.stderr
    text(Speaking(forever))
    text(raises(SystemExit()))
    assert (sys.stdout, sys.stderr) == before


def check_iterators_are_not_advanced():
    iterator = iter([1, 2])
    generator = (n for n in "ab")
    pairs = zip("ab", "cd", strict=True)
    for value in (iterator, generator, pairs, [iterator], {"a": generator}):
        text(value)
    assert list(iterator) == [1, 2]
    assert list(generator) == ["a", "b"]
    assert len(list(pairs)) == 2


def check_subclasses_are_read_with_the_methods_of_their_base():
    class Hostile(list):
        def __iter__(self):
            raise AssertionError

        __len__ = __getitem__ = __bool__ = __iter__

    assert text(Hostile([1, 2])) == "[1, 2]"

    class HostileDict(dict):
        def items(self):
            raise AssertionError

        __iter__ = keys = values = __len__ = items

    assert text(HostileDict(a=1)) == "{'a': 1}"


def check_coroutines():
    def grep():
        yield

    g = grep()
    assert text(g) == "<generator check_coroutines.<locals>.grep · created>"
    named = ValueRenderer(guard, lambda obj: "<generator grep #3>")
    assert named.render([g]).value == "[<generator grep #3>]"
    list(g)
    assert text(g).endswith("· finished>")


def check_hostile_classes():
    class Lying:
        @property
        def __class__(self):
            raise AssertionError

        def __getattribute__(self, name):
            raise AssertionError(name)

    assert " object at 0x" in text(Lying())

    class NotCallable:
        __repr__ = None

    assert "__repr__ raised TypeError" in text(NotCallable())


def check_container_that_changes_meanwhile():
    values = {}

    def say():
        values[len(values)] = 1
        return "grown"

    values[0] = Speaking(say)
    assert text(values).startswith("<dict at 0x")


def check_who_asks_for_more_gets_more():
    long, many = "x" * 5_000, list(range(3_000))
    assert text(long, max_text=100_000) == repr(long)
    assert text(many, max_text=100_000) == repr(many)
    assert len(text(many, max_text=2_000)) <= 2_000
    assert text({"key": long}, max_text=100_000) == repr({"key": long})
    assert len(text(long)) < 500
