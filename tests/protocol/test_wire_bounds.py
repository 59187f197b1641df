"""How long a text may be that is said of a program, whoever says it and however long it is."""

from __future__ import annotations

import pytest

from coro_debugger.protocol.commands import COMMANDS, EvaluateArguments, SourceBody
from coro_debugger.protocol.events import EVENT_TYPES, Output
from coro_debugger.protocol.wire import LONGEST_NAME, LONGEST_TEXT, from_wire, to_wire
from tests.hostile.wire_values import WireValues

LONG = "n" * 300_000
SAID = {*EVENT_TYPES.values(), *(command.BODY for command in COMMANDS.values())}
WITHOUT = {"content", "output", "value", "result", "trace", "stackTrace"}
"""What may be longer: it is asked for as it is, or shown in parts."""


class LongTexts(WireValues):
    """Every text is a long one."""

    def text(self) -> str:
        return LONG


def longest(wire: object, name: str = "") -> int:
    """Return the length of the longest text in it."""
    if isinstance(wire, dict):
        return max([longest(each, key) for key, each in wire.items()], default=0)
    if isinstance(wire, list):
        return max([longest(each, name) for each in wire], default=0)
    return len(wire) if isinstance(wire, str) and name not in WITHOUT else 0


@pytest.mark.parametrize("cls", sorted(SAID, key=lambda cls: cls.__name__))
def test_texts_are_cut_on_both_ways(cls):
    for seed in range(8):
        wire = LongTexts(seed).of_type(cls)
        read = from_wire(cls, wire, longest=LONGEST_NAME)
        assert longest(to_wire(read)) <= LONGEST_TEXT
        whole = from_wire(cls, wire)
        assert longest(to_wire(whole, LONGEST_NAME)) <= LONGEST_TEXT
        assert to_wire(read) == to_wire(whole, LONGEST_NAME)


def test_what_is_cut_says_so():
    written = to_wire(Output(LONG * 4), LONGEST_NAME)["output"]
    assert len(written) == 1_000_000
    assert written.endswith("n…")
    assert to_wire(SourceBody(LONG), LONGEST_NAME) == {"content": LONG}


def test_what_a_person_asks_is_sent_whole():
    asked = EvaluateArguments(LONG, context=LONG)
    assert from_wire(EvaluateArguments, to_wire(asked)) == asked
