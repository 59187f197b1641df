"""What the drive panel says of a coroutine while stops inside its drive select others."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from coro_debugger.app import Wish
from coro_debugger.models.breakpoint_values import LineBreakpoint
from coro_debugger.session.state import SessionState
from tests.markers import line_of

PIPED = """\
def printer():
    while True:
        line = yield
        print(line)  # @here


def grep(target):
    count = 0
    while True:
        line = yield count
        count += 1
        target.send(line)


out = printer()
words = grep(out)
aside = printer()
next(out)
next(words)
next(aside)
"""


def driven_inside(window, script) -> None:
    """Drive `words` to a breakpoint in `out`, which it sends to."""
    path = str(script(PIPED))
    window.app.open(Wish(path))
    window.run_to_end()
    window.app.breakpoints.add(LineBreakpoint(path, line_of(path, "here")))
    window.begin_drive("words", "send", "'hello'")
    window.reach(SessionState.PAUSED)
    title = window.find(QLabel, "driveTitle")
    window.wait(lambda: title.text() == "out — printer")


def test_the_outcome_is_said_though_the_last_stop_was_in_another(window, script):
    driven_inside(window, script)
    window.act("actionContinue")
    window.reach(SessionState.ENDED)
    outcome = window.find(QLabel, "outcomeLabel")
    window.wait(lambda: outcome.text() == "yielded 1 after send('hello')")
    assert window.find(QLabel, "driveTitle").text() == "words — grep"
    window.select("out")
    assert outcome.text() == ""
    window.select("words")
    assert outcome.text() == "yielded 1 after send('hello')"


def test_each_coroutine_has_its_own_drive(window, script):
    driven_inside(window, script)
    outcome = window.find(QLabel, "outcomeLabel")
    assert window.drive("aside", "close") == "closed"
    window.select("words")
    assert outcome.text() == "send('hello') is under way…"
    assert "paused inside" in window.find(QLabel, "explanationLabel").text()
