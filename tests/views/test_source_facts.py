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


def test_values_stand_where_names_get_them():
    assert inline_values(SOURCE, 4, VALUES) == {
        1: "pattern = '^a'",
        2: "matches = 1",
        4: "line = 'a b'",
        5: "word = 'b'",
        6: "matches = 1",
    }


def test_only_the_function_that_is_looked_at_has_values():
    assert inline_values(SOURCE, 9, VALUES) == {8: "pattern = '^a'", 9: "matches = 1"}
    assert inline_values(SOURCE, 7, VALUES) == {}


def test_long_values_are_cut_and_stay_on_their_line():
    shown = inline_values("def f(a):\n  pass\n", 2, {"a": "'x\n" + "y" * 100})
    assert len(shown[1]) == len("a = ") + LONGEST
    assert "\n" not in shown[1]


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
