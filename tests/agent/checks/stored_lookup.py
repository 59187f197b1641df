from coro_debugger.agent.stored_lookup import NotStored, stored_value

ran = []


class Plain:
    shared = 7

    def __init__(self):
        self.own = [1]

    def method(self):
        ran.append("method")

    @property
    def computed(self):
        ran.append("computed")
        return 1

    @property
    def hidden(self):
        ran.append("hidden")


class Slotted:
    __slots__ = ("name",)

    def __init__(self):
        self.name = "slot"


class Dynamic:
    def __getattr__(self, name):
        ran.append(name)
        return name


class Watching:
    def __init__(self):
        self.own = 1

    def __getattribute__(self, name):
        ran.append(name)
        return object.__getattribute__(self, name)


class Descriptor:
    def __get__(self, instance, owner):
        ran.append("descriptor")


class Described:
    there = Descriptor()


def generator():
    yield 1


plain = Plain()
vars(plain)["hidden"] = "behind the property"
names = {
    "plain": plain,
    "slotted": Slotted(),
    "dynamic": Dynamic(),
    "watching": Watching(),
    "described": Described(),
    "g": generator(),
    "Plain": Plain,
    "error": ValueError("bad"),
}


def value(expression):
    return stored_value(expression, [names, {"plain": "the global one", "only": 3}])


def not_stored(expression):
    ran.clear()
    try:
        found = value(expression)
    except NotStored:
        return not ran
    raise AssertionError(found)


def check_names_are_found_in_the_nearest_namespace():
    assert value("plain") is plain
    assert value(" only ") == 3
    try:
        value("nothing")
    except NameError as error:
        assert str(error) == "name 'nothing' is not defined"
    else:
        raise AssertionError


def check_what_is_stored_is_found():
    assert value("plain.own") == [1]
    assert value("plain.shared") == value("Plain.shared") == 7
    assert value("plain . own") == [1]
    assert value("slotted.name") == "slot"
    assert value("plain.method") is Plain.method
    assert value("g.gi_running") is False
    assert value("g.gi_frame.f_lineno") > 0
    assert value("error.args") == ("bad",)


def check_nothing_is_run():
    assert not_stored("plain.computed")
    assert not_stored("plain.hidden")
    assert not_stored("dynamic.anything")
    assert not_stored("watching.own")
    assert not_stored("described.there")
    assert not_stored("plain.missing")


def check_only_names_are_looked_up():
    for expression in (
        "plain.method()",
        "plain.own[0]",
        "1",
        "plain.",
        "",
        "a b",
        "[g]",
    ):
        assert not_stored(expression)
