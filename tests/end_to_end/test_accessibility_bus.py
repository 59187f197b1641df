"""The window as a screen reader has it: another process reads and presses it over AT-SPI."""

from __future__ import annotations

import os
import sys

import pytest

from tests.end_to_end.accessibility_bus import AccessibilityBus, Desktop, Node
from tests.end_to_end.accessibility_tools import NEEDED, missing_tools
from tests.markers import line_of


@pytest.fixture
def desktop():
    missing = missing_tools()
    if missing:
        words = f"no screen reader can be played here, install: {' '.join(missing)}"
        (pytest.fail if os.environ.get(NEEDED) else pytest.skip)(words)
    desktop = Desktop()
    yield desktop
    desktop.close()


@pytest.fixture
def bus(desktop):
    bus = AccessibilityBus(desktop.address)
    yield bus
    bus.close()


TEXT = """\
def counting():
    n = 0
    while True:
        n += 1
        yield n  # @yield


fresh = counting()
words = counting()
next(words)
"""


@pytest.fixture
def path(script):
    return script(TEXT)


@pytest.fixture
def window(desktop, bus, path) -> Node:
    """The window with a script that was run to its end."""
    desktop.start([sys.executable, "-m", "coro_debugger", "--run", str(path)])
    found = bus.wait_for(
        lambda: next((w for p in bus.programs for w in p.children() if w.role == "frame"), None)
    )
    assert found is not None, "the window is not on the bus"
    return found


def rows(tree: Node) -> list[list[str]]:
    """Read the cells of a list, row by row."""
    cells = [node.name for node in tree.children() if node.role != "column header"]
    width = sum(node.role == "column header" for node in tree.children())
    return [cells[start : start + width] for start in range(0, len(cells), width)]


def test_a_screen_reader_reads_the_list_and_presses_next(bus, window, path):
    tree = bus.wait_for(lambda: window.find("tree", "Coroutines"))
    listed = bus.wait_for(lambda: [row for row in rows(tree) if "Name: words" in row])
    assert listed, rows(tree)
    line = line_of(path, "yield")
    told = {"Function: counting", "State: suspended", f"Line: {line}", "Last out: 1"}
    assert told <= set(listed[0])
    assert window.find("label", "Status: script.py has ended…")

    children = tree.children()
    tree.select(next(n for n, child in enumerate(children) if child.name == "Name: words"))
    assert bus.wait_for(lambda: window.find("label", "words — counting"))
    button = window.find("push button", "Next")
    assert button.description == "Run it to its next yield, as next() does"
    assert window.find("label", "Outcome: …") is None

    bus.announced.clear()
    button.act()
    assert bus.wait_for(lambda: window.find("label", "Outcome: yielded 2 after next()"))
    sentence = f"generator words yielded 2, suspended at line {line}"
    assert bus.wait_for(lambda: window.name and bus.announced)
    assert bus.announced == [sentence]
    status = f"Status: Script ended - words yielded 2, suspended at line {line} in counting"
    assert window.find("label", status)
    assert any("Last out: 2" in row for row in rows(tree))
