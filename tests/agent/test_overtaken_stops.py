"""A stop that another one overtook."""


def test_in_every_python(check):
    assert check.passes()
