from __future__ import annotations

import pytest

from coro_debugger.models.breakpoint_values import EventBreakpoint
from coro_debugger.protocol.coroutines import CoroutineEvent
from coro_debugger.views.event_marks import event_marks
from coro_debugger.views.source_marks import BreakpointMark, EventMark
from coro_debugger.views.source_view import SourceView

SCRIPT = """\
def decorate(function):
    return function

@decorate
def grep(pattern):
    matches = 0
    while True:
        line = (yield
                matches)
        yield from ()

async def sleepy():
    async with lock:
        await nap()

async def short():
    pass
"""
LINES = SCRIPT.splitlines()


def lines(event: CoroutineEvent, qualname: str) -> list[str]:
    marks = event_marks(SCRIPT, [EventBreakpoint(event, qualname)])
    return [LINES[mark.line - 1].strip() for mark in marks]


@pytest.mark.parametrize(
    "event", [CoroutineEvent.YIELDED, CoroutineEvent.RESUMED, CoroutineEvent.THROWN]
)
def test_what_happens_at_a_suspension_is_marked_there(event):
    assert lines(event, "grep") == ["line = (yield", "yield from ()"]
    assert lines(event, "sleepy") == ["async with lock:", "await nap()"]
    assert lines(event, "short") == ["async def short():"]


@pytest.mark.parametrize(
    "event", [CoroutineEvent.CREATED, CoroutineEvent.RETURNED, CoroutineEvent.RAISED]
)
def test_what_happens_to_the_whole_is_marked_at_its_def(event):
    assert lines(event, "grep") == ["def grep(pattern):"]


def test_one_about_any_coroutine_or_a_function_elsewhere_has_no_line():
    assert lines(CoroutineEvent.YIELDED, "") == []
    assert lines(CoroutineEvent.YIELDED, "decorate") == []
    assert event_marks("def f(:", [EventBreakpoint(CoroutineEvent.YIELDED, "f")]) == []


def test_the_words_are_those_of_the_list():
    off = EventBreakpoint(CoroutineEvent.RAISED, "short", enabled=False, message="No such thing")
    (mark,) = event_marks(SCRIPT, [off])
    assert mark.text == "Event breakpoint: short raises (off)\nNo such thing"
    assert not mark.enabled


def picture(view: SourceView, line: int) -> bytes:
    rect = view.cell(view.line_block(line)).toRect()
    return bytes(view.gutter.grab(rect).toImage().constBits())


def test_the_gutter_shows_each_state_and_both_kinds_on_a_line(qtbot, theme):
    view = SourceView(theme)
    qtbot.addWidget(view)
    view.resize(600, 400)
    view.set_text(SCRIPT)
    pictures = {picture(view, 5)}
    for enabled in (True, False):
        one = EventBreakpoint(CoroutineEvent.RAISED, "grep", enabled=enabled)
        for line_breakpoints in ([], [BreakpointMark(5)]):
            view.set_event_marks([EventMark(5, "grep raises", one)])
            view.set_breakpoints(line_breakpoints)
            pictures.add(picture(view, 5))
    assert len(pictures) == 5
    assert view.gutter.tool_tip(5).splitlines() == ["grep raises", "Breakpoint; click to remove it"]
    assert "grep raises" not in view.accessibleDescription()
    view.reveal(5)
    assert "grep raises" in view.accessibleDescription()
