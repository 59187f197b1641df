import encodings.utf_16_le  # noqa: F401 - for counting in its units
import sys
import types

from coro_debugger.agent.completions import completions


class Thing:
    kind = "class"

    def __init__(self):
        self.name = "x"
        self._private = 1
        self.inner = types.SimpleNamespace(deep=5)

    def method(self):
        raise AssertionError

    @property
    def computed(self):
        raise AssertionError("evaluated")

    def __getattr__(self, name):
        raise AssertionError(f"asked for {name}")


class Slotted:
    __slots__ = ("slot",)

    def __init__(self):
        self.slot = Thing()


GLOBALS = {"__builtins__": __builtins__, "thing": Thing(), "sys": sys, "Thing": Thing, "tänk": 1}
LOCALS = {"local": 1, "slotted": Slotted(), "lo_else": 2, ".0": 3}


def labels(text, column=None):
    found = completions(text, column or len(text.encode("utf-16-le")) // 2 + 1, GLOBALS, LOCALS)
    return [each.label for each in found]


def check_names():
    assert labels("loc") == ["local", "locals"]
    assert labels("thi") == ["thing", "Thing"]
    assert "lo_else" in labels("lo")
    assert "len" in labels("le")
    assert "lambda" in labels("la")
    assert labels("x + loc")[:1] == ["local"]
    assert "tänk" in labels("tä")
    assert ".0" not in labels("")
    assert labels("zzz") == []


def check_all_names_without_a_prefix():
    everything = labels("")
    assert {"local", "thing", "print", "for"} <= set(everything)
    assert "__builtins__" not in everything
    assert "__builtins__" in labels("__")


def check_attributes():
    found = labels("thing.")
    assert {"name", "method", "computed", "kind", "inner"} <= set(found)
    assert "_private" not in found
    assert labels("thing._pri") == ["_private"]
    assert labels("thing.inner.d") == ["deep"]
    assert labels("thing . inner . d") == ["deep"]
    assert "upper" in labels("thing.name.up")
    assert "method" in labels("Thing.me")
    assert "mro" in labels("Thing.mr")
    assert "version_info" in labels("sys.ver")
    assert labels("slotted.sl") == ["slot"]
    assert "name" in labels("slotted.slot.na")
    assert labels("(thing.na") == ["name"]


def check_nothing_is_run():
    assert labels("thing.computed.") == []
    assert labels("thing.missing.") == []
    assert labels("thing.method().") == []
    assert labels("nothing.") == []
    assert labels("thing.inner[0].d") == []
    assert labels('"text".') == []
    assert labels("1.") == []


def check_place():
    (found,) = completions("x = thing.na + 1", 13, GLOBALS, LOCALS)
    assert (found.label, found.start, found.length) == ("name", 11, 2)
    (found,) = completions('"😀" + thing.na', 16, GLOBALS, LOCALS)
    assert (found.start, found.length) == (14, 2)
    assert labels("local", 3)[:3] == ["lo_else", "local", "locals"]
    assert completions("", 1, GLOBALS, LOCALS)
    assert completions("loc", 100, GLOBALS, LOCALS)
    assert completions("loc", 0, GLOBALS, LOCALS)


def check_kinds():
    kinds = {each.label: each.type for each in completions("", 1, GLOBALS, LOCALS)}
    kinds |= {each.label: each.type for each in completions("thing.", 7, GLOBALS, LOCALS)}
    assert kinds["Thing"] == "class"
    assert kinds["sys"] == "module"
    assert kinds["for"] == "keyword"
    assert kinds["method"] == "function"
    assert kinds["computed"] == "property"
    assert kinds["local"] == "variable"
    assert kinds["print"] == "function"


def check_many_names_are_bounded():
    many = {f"name{n}": n for n in range(10_000)}
    assert len(completions("name", 5, {}, many)) <= 300
