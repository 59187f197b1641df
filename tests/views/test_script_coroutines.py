from __future__ import annotations

from coro_debugger.views.script_coroutines import script_coroutines

SCRIPT = """\
import asyncio

def plain():
    return [x for x in range(3)]

def words():
    yield 1

async def main():
    async def inner():
        pass
    await inner()

class Reader:
    def lines(self):
        if self:
            yield from []

    def none(self):
        def inside():
            yield
        return inside, lambda: (yield)
"""


def test_generators_and_async_functions_are_found_by_their_qualified_names():
    assert [function.qualname for function in script_coroutines(SCRIPT)] == [
        "words",
        "main",
        "main.<locals>.inner",
        "Reader.lines",
        "Reader.none.<locals>.inside",
    ]


def test_what_does_not_parse_has_none():
    assert script_coroutines("def f(:\n") == []
