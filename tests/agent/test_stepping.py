"""When to stop while stepping."""


def test_in_every_python(check):
    assert check.passes()
