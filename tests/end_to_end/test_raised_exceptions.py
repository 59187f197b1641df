"""The exception breakpoint `raised` where loops and delegations end: nothing was raised there."""

from __future__ import annotations

from tests.markers import line_of

ENDS = """
class Two:
    def __init__(self):
        self.left = 2

    def __iter__(self):
        return self

    def __next__(self):
        if not self.left:
            raise StopIteration  # @own
        self.left -= 1
        return self.left

def tree(depth):
    if depth:
        yield from tree(depth - 1)
        yield depth
    yield from [0]

for number in tree(2):
    pass
for number in Two():
    pass
try:
    next(tree(-1).missing)  # @real
except AttributeError:
    pass
"""


def test_the_end_of_a_loop_is_no_exception(client, script, debuggee_python):
    path = script(ENDS)
    client.launch(path, filters=["raised"], python=debuggee_python.path)
    lines = []
    for _ in range(2):
        client.stopped("exception")
        lines.append(client.top()["line"])
        client.resume()
    assert lines == [line_of(path, "own"), line_of(path, "real")]
    assert client.finish() == 0
