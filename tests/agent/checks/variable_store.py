import collections
import sys
import types
import weakref

sys.path.insert(0, __file__.rpartition("checks")[0] + "checks")
from guards import guard

from coro_debugger.agent.python_facts import LOCALS_WRITE_THROUGH
from coro_debugger.agent.value_renderer import ValueRenderer
from coro_debugger.agent.variable_nodes import NotPossible
from coro_debugger.agent.variable_store import VariableStore


def store():
    return VariableStore(ValueRenderer(guard))


def opened(value, expression="it", **page):
    """Return the children of a value by name."""
    variables = store()
    reference = variables.variable_of("it", value, expression).variables_reference
    return {each.name: each for each in variables.children(reference, **page)} if reference else {}


def scopes_of(frame, coroutine=None):
    variables = store()
    scopes = {each.name: each for each in variables.scopes(frame, coroutine)}
    children = {
        name: {v.name: v for v in variables.children(scope.variables_reference)}
        for name, scope in scopes.items()
        if name != "Globals"
    }
    return scopes, children


def impossible(function, *arguments):
    try:
        function(*arguments)
    except NotPossible as error:
        return str(error)
    raise AssertionError("was possible")


class Plain:
    def __init__(self):
        self.first = 1
        self._second = [2]

    @property
    def computed(self):
        raise AssertionError("evaluated")


class Slotted:
    __slots__ = ("__mangled", "here", "unset")

    def __init__(self):
        self.here = 1
        self.__mangled = 2


class Both(Slotted):
    def __init__(self):
        super().__init__()
        self.extra = 3


class Hidden:
    """Hides its namespace behind a property, and everything else too."""

    def __init__(self):
        object.__setattr__(self, "inside", 5)

    @property
    def __dict__(self):
        raise AssertionError("evaluated")

    def __getattribute__(self, name):
        raise AssertionError(f"asked for {name}")

    def __eq__(self, other):
        raise AssertionError("compared")

    __hash__ = None


def check_scopes_of_a_suspended_coroutine():
    free = "free"

    def body(argument):
        local = [argument]
        return [local, (yield free)]

    g = body("a")
    next(g)
    scopes, children = scopes_of(g.gi_frame, g)
    assert list(scopes) == ["Locals", "Closure", "Stack", "Globals"]
    assert children["Locals"].keys() == {"argument", "local"}
    assert children["Locals"]["argument"].value == "'a'"
    assert children["Locals"]["argument"].variables_reference == 0
    assert children["Locals"]["local"].indexed_variables == 1
    assert children["Closure"]["free"].value == "'free'"
    assert [each.value for each in children["Stack"].values()] == ["['a']"]
    assert scopes["Locals"].named_variables == 2
    assert scopes["Globals"].expensive
    assert not scopes["Locals"].expensive


def check_scopes_of_a_function_and_a_module():
    scopes, children = scopes_of(sys._getframe())
    assert list(scopes) == ["Locals", "Globals"]
    frames = []
    namespace = {"frames": frames, "sys": sys, "__name__": "made"}
    exec("user = 1\nframes.append(sys._getframe())", namespace)
    scopes, children = scopes_of(frames[0])
    names = list(children["Locals"])
    assert list(scopes) == ["Locals", "Globals"]
    assert names.index("user") < names.index("__name__")


def check_sequences():
    children = opened([1, "b", [3]])
    assert [each.value for each in children.values()] == ["1", "'b'", "[3]"]
    assert list(children) == ["0", "1", "2"]
    assert children["2"].evaluate_name == "it[2]"
    assert children["2"].variables_reference
    assert opened((5,))["0"].value == "5"
    assert opened(collections.deque([7]))["0"].value == "7"
    assert opened([]) == {}


def check_mappings_and_sets():
    children = opened({"key": 1, 2: [3], (4,): 5, None: 6})
    assert list(children) == ["'key'", "2", "(4,)", "None"]
    assert children["'key'"].evaluate_name == "it['key']"
    assert children["2"].evaluate_name == "it[2]"
    assert children["(4,)"].evaluate_name is None
    assert [each.value for each in opened({"only"}).values()] == ["'only'"]


def check_pages():
    big = list(range(100_000))
    variables = store()
    shown = variables.variable_of("big", big)
    assert shown.indexed_variables == 100_000
    reference = shown.variables_reference
    page = variables.children(reference, start=50_000, count=3)
    assert [(each.name, each.value) for each in page] == [
        ("50000", "50000"),
        ("50001", "50001"),
        ("50002", "50002"),
    ]
    assert len(variables.children(reference)) == 1000
    assert len(variables.children(reference, "indexed", 99_999, 100)) == 1
    assert variables.children(reference, "indexed", 100_000, 100) == []
    assert variables.children(reference, "named") == []
    keyed = opened(dict.fromkeys(range(100_000)), start=99_998, count=10)
    assert list(keyed) == ["99998", "99999"]
    queue = opened(collections.deque(range(1000)), start=990, count=2)
    assert [each.value for each in queue.values()] == ["990", "991"]


def check_items_come_before_attributes_in_pages():
    class Named(list):
        pass

    value = Named("abc")
    value.first = 1
    value.second = 2
    variables = store()
    shown = variables.variable_of("it", value)
    assert (shown.indexed_variables, shown.named_variables) == (3, 2)
    reference = shown.variables_reference

    def names(*page):
        return [each.name for each in variables.children(reference, *page)]

    assert names() == ["0", "1", "2", "first", "second"]
    assert names(None, 2, 2) == ["2", "first"]
    assert names(None, 4, 2) == ["second"]
    assert names("named") == ["first", "second"]
    assert names("indexed") == ["0", "1", "2"]


def check_objects():
    children = opened(Plain())
    assert list(children) == ["first", "_second"]
    assert children["first"].evaluate_name == "it.first"
    assert {n: v.value for n, v in opened(Slotted()).items()} == {
        "_Slotted__mangled": "2",
        "here": "1",
    }
    assert "extra" in opened(Both())
    assert "here" in opened(Both())
    # Python gives such a class no other way to its namespace.
    assert opened(Hidden()) == {}
    assert opened(object()) == {}
    assert opened(5) == {}
    assert opened("text") == {}


def check_classes_modules_functions_exceptions():
    outer = [1]

    def function():
        return outer

    function.attribute = 2
    assert opened(function)["outer"].value == "[1]"
    assert opened(function)["attribute"].value == "2"
    assert "computed" in opened(Plain)
    module = types.ModuleType("made")
    module.name = 1
    assert list(opened(module)) == ["name"]
    error = ValueError("bad", 2)
    error.note = "n"
    assert opened(error)["args"].value == "('bad', 2)"
    assert opened(error)["note"].value == "'n'"
    assert opened(slice(1, 2))["start"].value == "1"


def check_coroutines_show_their_variables():
    def body(n):
        yield n

    g = body(5)
    ids = VariableStore(ValueRenderer(guard), lambda value: 7 if value is g else None)
    shown = ids.variable_of("g", g)
    assert shown.coroutine_id == 7
    assert [each.name for each in ids.children(shown.variables_reference)] == ["n"]
    assert ids.variable_of("other", 1).coroutine_id is None
    assert list(g) == [5]


def check_nothing_is_consumed():
    iterator = iter([1, 2])
    pairs = zip("ab", "cd", strict=True)
    counter = {"iterator": iterator}
    for value in (iterator, pairs, counter, [iterator]):
        opened(value)
    assert next(iterator) == 1
    assert next(pairs) == ("a", "c")


def check_stale_references():
    variables = store()
    before = variables.variable_of("it", [1]).variables_reference
    variables.clear()
    for call in (
        lambda: variables.children(before),
        lambda: variables.set_variable(before, "0", 1),
    ):
        try:
            call()
        except KeyError:
            pass
        else:
            raise AssertionError("answered")
    assert variables.variable_of("it", [1]).variables_reference > before


def check_nothing_is_held_after_clear():
    value = Plain()
    watched = weakref.ref(value)
    variables = store()
    reference = variables.variable_of("it", [value]).variables_reference
    variables.children(reference)
    variables.clear()
    del value
    assert watched() is None


def set_in(value, name, new):
    variables = store()
    reference = variables.variable_of("it", value).variables_reference
    return variables.set_variable(reference, name, new)


def check_setting_items():
    values = [1, 2]
    shown = set_in(values, "1", [5])
    assert values == [1, [5]]
    assert shown.value == "[5]"
    assert shown.variables_reference
    queue = collections.deque([1])
    set_in(queue, "0", 2)
    assert queue[0] == 2


def check_setting_keys():
    values = {"a": 1, 2: 3}
    set_in(values, "'a'", 5)
    set_in(values, "2", 6)
    assert values == {"a": 5, 2: 6}
    assert impossible(set_in, values, "'b'", 1) == "No variable 'b' here"


def check_keys_that_look_the_same():
    class Key:
        def __repr__(self):
            return "same"

    values = {Key(): 1, Key(): 2}
    variables = store()
    reference = variables.variable_of("it", values).variables_reference
    variables.children(reference)
    assert "same" in impossible(variables.set_variable, reference, "same", 3)


def check_setting_attributes():
    value = Plain()
    set_in(value, "first", 9)
    assert value.first == 9
    slotted = Both()
    set_in(slotted, "here", 8)
    set_in(slotted, "extra", 7)
    assert (slotted.here, slotted.extra) == (8, 7)


def check_what_cannot_be_set():
    for value, name in (((1,), "0"), ({1}, "0"), (ValueError(1), "args")):
        assert "cannot be changed" in impossible(set_in, value, name, 5)
    hints = opened((1,))["0"].presentation_hint
    assert hints.attributes == ["readOnly"]
    assert opened([1])["0"].presentation_hint is None


def check_setting_what_the_class_refuses():
    class Refusing:
        def __init__(self):
            self.__dict__["name"] = 1

        def __setattr__(self, name, value):
            raise ValueError("refused")

    try:
        set_in(Refusing(), "name", 2)
    except ValueError as error:
        assert str(error) == "refused"
    else:
        raise AssertionError


def check_setting_locals_of_a_suspended_generator():
    outer = 1

    def body():
        local = 1
        cell = 1
        yield lambda: cell
        yield local, cell, outer

    g = body()
    next(g)
    for scope, name in (("Locals", "local"), ("Locals", "cell"), ("Closure", "outer")):
        variables = store()
        found = {each.name: each for each in variables.scopes(g.gi_frame, g)}
        reference = found[scope].variables_reference
        (before,) = [each for each in variables.children(reference) if each.name == name]
        if LOCALS_WRITE_THROUGH:
            assert before.presentation_hint is None
            assert variables.set_variable(reference, name, 2).value == "2"
        else:
            assert before.presentation_hint.attributes == ["readOnly"]
            text = impossible(variables.set_variable, reference, name, 2)
            assert text == "Not possible on this Python"
    assert next(g) == ((2, 2, 2) if LOCALS_WRITE_THROUGH else (1, 1, 1))
    assert outer == (2 if LOCALS_WRITE_THROUGH else 1)


def check_setting_globals():
    namespace = {"x": 1}
    exec("def f():\n yield x", namespace)
    g = namespace["f"]()
    variables = store()
    found = {each.name: each for each in variables.scopes(g.gi_frame, g)}
    variables.set_variable(found["Globals"].variables_reference, "x", 5)
    assert next(g) == 5


def check_setting_a_modules_variables():
    frames = []
    namespace = {"frames": frames, "sys": sys}
    exec("x = 1\nframes.append(sys._getframe())", namespace)
    variables = store()
    locals_ = variables.scopes(frames[0])[0]
    variables.set_variable(locals_.variables_reference, "x", 5)
    assert namespace["x"] == 5


def check_setting_a_closure():
    outer = 1

    def function():
        return outer

    set_in(function, "outer", 2)
    assert function() == 2


def check_a_coroutine_that_ended_meanwhile():
    def body():
        local = 1
        yield local

    g = body()
    next(g)
    variables = store()
    locals_ = variables.scopes(g.gi_frame, g)[0].variables_reference
    frame = g.gi_frame
    g.close()
    assert variables.children(locals_) == []
    assert impossible(variables.set_variable, locals_, "local", 2)
    assert [each.name for each in variables.scopes(frame, g)] == ["Locals", "Globals"]
