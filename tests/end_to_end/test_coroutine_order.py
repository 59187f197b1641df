"""The orders in which the debuggee lists coroutines."""

import pytest

PROGRAM = """
def early():
    received = yield "b"
    yield received

def late():
    yield "a"
    yield "c"

delta, alpha, echo, bravo = early(), late(), late(), late()
holder = [late()]
next(delta)
delta.send("sent")
next(alpha)
next(bravo)
bravo.close()
holder = holder  # @here
"""


@pytest.fixture
def listed(hold):
    client = hold(PROGRAM)

    def listed(order: str, **more) -> list[str]:
        found = client.coroutines(order=order, **more)
        return [next(iter(c["names"]), "-") for c in found]

    return listed


def test_by_what_the_list_shows(listed):
    assert listed("name") == ["alpha", "bravo", "delta", "echo", "-"]
    assert listed("function")[0] == "delta"
    assert listed("state")[2:] == ["delta", "alpha", "bravo"]
    assert listed("line")[:2] == ["delta", "alpha"]
    assert listed("lastSent")[0] == "delta"
    assert listed("lastYielded")[:2] == ["alpha", "bravo"]


def test_downwards_what_is_equal_stays_and_what_has_no_value_is_last(listed):
    by_id = listed("id")
    assert listed("id", descending=True) == by_id[::-1]
    assert listed("name", descending=True) == ["echo", "delta", "bravo", "alpha", "-"]
    same_function = [name for name in by_id if name != "delta"]
    assert listed("function", descending=True) == [*same_function, "delta"]


def test_a_page_is_taken_from_the_order(listed):
    assert listed("name", start=1, count=2) == ["bravo", "delta"]
