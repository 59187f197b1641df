import pytest

from coro_debugger.views.expression_at import expression_at


@pytest.mark.parametrize(
    ("line", "under", "expression"),
    [
        ("total = count + 1", "count", "count"),
        ("self.words.send(x)", "words", "self.words"),
        ("self.words.send(x)", "send", "self.words.send"),
        ("self.words.send(x)", "self", "self"),
        ("a . b . c", "b", "a.b"),
        ("make().field", "field", None),
        ("while True:", "while", None),
        ("größe = 1", "größe", "größe"),
        ("x = 12", "12", None),
        ("call(x)", "(", None),
    ],
)
def test_expression_under_a_position(line, under, expression):
    assert expression_at(line, line.index(under)) == expression


def test_nothing_past_the_end():
    assert expression_at("x", 5) is None
