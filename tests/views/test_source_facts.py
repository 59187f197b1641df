"""What is read from the text of a script: inline values and its exceptions."""

from __future__ import annotations

import textwrap

from coro_debugger.views.inline_values import LONGEST, inline_values
from coro_debugger.views.script_exceptions import script_exceptions

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
