"""The interpreters that the tests use."""

import sys

from pythons import interpreters


def test_the_one_that_runs_the_tests_is_among_them():
    assert sys.executable in [interpreter.path for interpreter in interpreters()]


def test_there_is_one_of_each_minor_version():
    minors = [interpreter.minor for interpreter in interpreters()]
    assert minors == sorted(set(minors))
