"""The record of what happened."""


def test_in_every_python(check):
    assert check.passes()
