"""What went into and out of a coroutine that delegates, and so passes values on."""

from __future__ import annotations

from tests.dap.dap_client import DapClient

PASSING = """
import types

@types.coroutine
def trade(offer):
    while True:
        offer = yield offer

class Shop:
    def __await__(self):
        got = yield "price"
        got = yield got

async def native():
    await trade("apple")

async def nested():
    await native()

async def awaitable():
    await Shop()

def inner():
    got = yield "pear"
    got = yield "plum"

def delegating():
    yield from inner()

made = native(), nested(), awaitable(), delegating()
print("here")  # @here
"""
VALUES = {
    "native": ("'apple'", "'two'"),
    "nested": ("'apple'", "'two'"),
    "awaitable": ("'price'", "'two'"),
    "delegating": ("'pear'", "'plum'"),
}


def of_function(client: DapClient, function: str) -> dict:
    (found,) = [each for each in client.coroutines() if each["qualname"] == function]
    return found


def test_the_one_that_is_driven_shows_what_passed_through_it(hold):
    client = hold(PASSING)
    for function, (first, second) in VALUES.items():
        number = of_function(client, function)["id"]
        client.drive(number, "next")
        driven = of_function(client, function)
        assert driven["lastYielded"]["value"] == first
        assert "lastSent" not in driven
        client.drive(number, "send", "'two'")
        driven = of_function(client, function)
        assert driven["lastSent"]["value"] == "'two'"
        assert driven["lastYielded"]["value"] == second
        assert driven["resumptions"] == 1
