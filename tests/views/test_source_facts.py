"""What is read from the text of a script: inline values and its exceptions."""

from __future__ import annotations

import textwrap

from coro_debugger.views.inline_values import LONGEST, inline_values
from coro_debugger.views.script_exceptions import script_exceptions
from coro_debugger.views.script_tree import MOST_PARSED_AT_A_STOP

SOURCE = textwrap.dedent(
    """\
    def grep(pattern, target):
        matches = 0
        while True:
            line = yield matches
            for word in line.split():
                matches += 1

    def other(pattern):
        matches = 5
    """
)
VALUES = {"pattern": "'^a'", "matches": "1", "line": "'a b'", "word": "'b'"}


def texts(source: str, line: int, values: dict[str, str]) -> dict[int, str]:
    return {at: value.text for at, value in inline_values(source, line, values).items()}


def test_values_stand_where_names_get_them():
    assert texts(SOURCE, 4, VALUES) == {
        1: "pattern = '^a'",
        2: "matches = 1",
        4: "line = 'a b'",
        5: "word = 'b'",
        6: "matches = 1",
    }


def test_only_the_function_that_is_looked_at_has_values():
    assert texts(SOURCE, 9, VALUES) == {8: "pattern = '^a'", 9: "matches = 1"}
    assert texts(SOURCE, 7, VALUES) == {}


def test_a_module_has_values_too():
    source = "def f():\n    n = 1\n\nn = 5\nfor m in range(n):\n    pass\n"
    assert texts(source, 6, {"n": "5", "m": "2", "f": "<function>"}) == {4: "n = 5", 5: "m = 2"}


def test_long_values_are_cut_and_stay_on_their_line():
    long = "'x\n" + "y" * 100
    (shown,) = inline_values("def f(a):\n  pass\n", 2, {"a": long}).values()
    assert len(shown.text) == len("a = ") + LONGEST
    assert "\n" not in shown.text
    assert shown.whole == f"a = {long}"


def test_a_source_that_does_not_parse_has_none():
    assert inline_values("def f(:", 1, {"f": "1"}) == {}
    assert script_exceptions("def f(:") == []


def test_exceptions_of_a_script():
    source = textwrap.dedent(
        """\
        import shop
        class Overdrawn(ValueError): ...
        class Worse(Overdrawn): ...
        class Lost(shop.ShopError): ...
        class Plain: ...
        class Also(Plain): ...
        """
    )
    assert script_exceptions(source) == ["Overdrawn", "Worse", "Lost"]


def test_exceptions_over_several_lines_and_with_other_arguments():
    source = "class Long(\n    Mixin, KeyError, metaclass=Meta\n):\n    pass\n"
    assert script_exceptions(source + "class Made(make(E)): ...\n") == ["Long"]


def long_source(middle: str) -> tuple[str, int]:
    """Return a source too long to be parsed at a stop, and the line where its middle begins."""
    before = "".join(f"def f{number}(a):\n    return a\n\n\n" for number in range(2_000))
    return before + middle + before, before.count("\n") + 1


def test_of_a_long_source_only_what_is_around_is_parsed():
    text, first = long_source(SOURCE)
    assert len(text) > MOST_PARSED_AT_A_STOP
    near = {first + line - 1: value for line, value in texts(SOURCE, 4, VALUES).items()}
    assert near
    assert texts(text, first + 3, VALUES) == near


def test_no_statement_is_cut_off_from_what_belongs_to_it():
    above = "if VALUE:\n    x = 1\nelse:\n    x = 2\n"
    here = "def g(a):\n    b = a\n"
    below = "@wrap\ndef h(b):\n    return b\n"
    for lines in range(140, 160):
        remarks = "# a remark\n" * lines
        text, first = long_source(above + remarks + here + remarks + below)
        at = first + 4 + lines
        shown = texts(text, at + 1, {"a": "1", "b": "2"})
        assert shown == {at: "a = 1", at + 1: "b = 2"}, lines


def test_a_very_long_statement_of_a_long_source_has_no_values():
    text, first = long_source("def g():\n" + "    a = 1\n" * 3_000)
    assert texts(text, first + 2, {"a": "1"}) == {}


def test_lines_that_are_not_there_have_no_values():
    text, _ = long_source("")
    assert texts(text, 10**6, {"a": "1"}) == {}
