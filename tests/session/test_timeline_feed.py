"""The record is fetched page by page, each event once, while the program runs and after stops."""

from __future__ import annotations

import pytest

from coro_debugger.protocol.commands import (
    LaunchArguments,
    ResumeCoroutineArguments,
    ResumeOperation,
)
from coro_debugger.session.state import SessionState
from coro_debugger.session.timeline_feed import PAGE, TimelineFeed, TimelinePage

MANY = """
def first():
    while True:
        yield


def second():
    while True:
        yield


def third():
    while True:
        yield


for make in (first, second, third):
    each = make()
    for _ in range(400):
        next(each)
"""

BUSY = """
def busy():
    while True:
        yield


each = busy()
for _ in range(3_000):
    next(each)
"""

RUNNING = """
import time


def ticks():
    while True:
        yield


clock = ticks()
while True:
    next(clock)
    time.sleep(0.01)
"""


class Pages:
    """What a feed has told."""

    def __init__(self, feed: TimelineFeed) -> None:
        self.pages: list[TimelinePage] = []
        self.runs = 0
        feed.received.connect(self.pages.append)
        feed.begun.connect(self._on_begun)

    def _on_begun(self) -> None:
        self.pages.clear()
        self.runs += 1

    def numbers(self) -> list[int]:
        return [event.seq for page in self.pages for event in page.events]


@pytest.fixture
def pages(session):
    return Pages(TimelineFeed(session, session))


def is_complete(pages: Pages) -> bool:
    return bool(pages.pages) and pages.pages[-1].is_last


def test_every_event_comes_once_in_pages(session, pages, script, reach, qtbot):
    session.start(LaunchArguments(str(script(MANY))))
    reach(SessionState.ENDED)
    qtbot.waitUntil(lambda: is_complete(pages) and len(pages.numbers()) >= 2400)
    assert pages.numbers() == list(range(len(pages.numbers())))
    assert max(len(page.events) for page in pages.pages) == PAGE
    assert not any(page.lost for page in pages.pages)
    before = len(pages.numbers())
    coroutine_id = pages.pages[-1].events[-1].coroutine_id
    session.drive(ResumeCoroutineArguments(coroutine_id, ResumeOperation.NEXT))
    qtbot.waitUntil(lambda: len(pages.numbers()) > before)
    assert pages.numbers() == list(range(before + 2))


def test_events_come_while_the_program_runs(session, pages, script, qtbot):
    session.start(LaunchArguments(str(script(RUNNING))))
    qtbot.waitUntil(lambda: len([page for page in pages.pages if page.events]) > 2, timeout=20_000)
    assert session.state is SessionState.RUNNING
    assert pages.numbers() == list(range(len(pages.numbers())))


def test_gaps_come_with_the_events(session, pages, script, reach, qtbot):
    session.start(LaunchArguments(str(script(BUSY))))
    reach(SessionState.ENDED)
    qtbot.waitUntil(lambda: is_complete(pages))
    assert {gap.qualname for page in pages.pages for gap in page.gaps} == {"busy"}


def test_another_run_begins_anew(session, pages, script, reach, qtbot):
    path = str(script("def f():\n    yield\n\n\nnext(f())\n"))
    for run in (1, 2):
        session.start(LaunchArguments(path))
        reach(SessionState.STARTING)
        reach(SessionState.ENDED)
        qtbot.waitUntil(lambda: is_complete(pages))
        assert pages.runs == run
        assert pages.numbers()[0] == 0
    session.open_script(path)
    assert pages.runs == 3
