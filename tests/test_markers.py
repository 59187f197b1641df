"""The marks of debuggees."""

import pytest

from tests.markers import DEBUGGEES, line_of, line_with, marked

PROGRAM = """\
def gen():  # @definition
    x = yield 1  # @yield @only-yield
    mail = "someone@example.org"  # write to me@example.org
    return x
"""


@pytest.fixture
def program(tmp_path):
    path = tmp_path / "program.py"
    path.write_text(PROGRAM, encoding="utf-8")
    return path


def test_every_mark_has_its_line(program):
    assert marked(program) == {"definition": 1, "yield": 2, "only-yield": 2}


def test_a_mark_that_is_not_there_is_an_error_with_those_that_are(program):
    with pytest.raises(LookupError, match="definition"):
        line_of(program, "nowhere")


def test_a_mark_that_stands_twice_is_an_error(program):
    program.write_text("a = 1  # @here\nb = 2  # @here\n", encoding="utf-8")
    with pytest.raises(ValueError, match="lines 1 and 2"):
        marked(program)


def test_a_line_is_found_by_what_stands_on_it_once(program):
    assert line_with(program, "return x") == 4
    with pytest.raises(LookupError):
        line_with(program, "x")


def test_no_debuggee_has_a_mark_twice():
    for path in DEBUGGEES.glob("*.py"):
        marked(path)
