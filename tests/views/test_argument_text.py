from __future__ import annotations

import pytest

from coro_debugger.views.argument_text import (
    arguments_preview,
    arguments_problem,
    join_arguments,
    split_arguments,
)


@pytest.mark.parametrize(
    ("text", "arguments"),
    [
        ("", []),
        ("  one  two ", ["one", "two"]),
        ("'a b' \"c d\" e\\ f", ["a b", "c d", "e f"]),
        ("--name=x # --not-a-comment", ["--name=x", "#", "--not-a-comment"]),
        ("''", [""]),
        ("ä 'ö'", ["ä", "ö"]),
    ],
)
def test_arguments_are_quoted_as_in_a_shell(text, arguments):
    assert arguments_problem(text) == ""
    assert split_arguments(text) == arguments
    assert split_arguments(join_arguments(arguments)) == arguments


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("'a b", "A quotation mark is not closed."),
        ("a \\", "Nothing follows the backslash at the end."),
        ("a\0b", "An argument cannot contain a NUL character."),
    ],
)
def test_a_mistake_is_said(text, problem):
    assert arguments_problem(text) == problem


def test_what_the_script_will_see_is_shown():
    assert arguments_preview("") == "No arguments."
    assert arguments_preview("'a b'") == "1 argument: 'a b'"
    assert arguments_preview("a 'b c'") == "2 arguments: 'a' 'b c'"
    assert arguments_preview("1 2 3 4 5 6 7").endswith("'6' …")
