"""What a person does who sees the window for the first time."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from coro_debugger.session.state import SessionState
from tests.markers import line_with

S = SessionState


def start_page_button(window, word: str) -> QPushButton:
    buttons = window.window.start_page.findChildren(QPushButton)
    return next(button for button in buttons if word in button.text())


def chips(window) -> list[str]:
    view = window.window.tabs.current_view
    tracked = view.marks.tracked
    return [chip.text for chip in view.chips(tracked.line)] if tracked else []


def test_what_one_would_try_first_leads_on(window):
    start_page_button(window, "grep").click()
    window.act("actionRun")
    window.reach(S.ENDED)
    title = window.find(QLabel, "driveTitle")
    window.wait(lambda: title.text() == "words — grep")  # nobody had to look for it

    window.find(QLineEdit, "sendExpression").setText("hello there")  # as one would say it
    window.press("sendButton")
    problem = window.find(QLabel, "sendProblem")
    window.wait(problem.isVisible)
    assert problem.text().endswith("A text needs quotes: 'hello there'")


def test_a_line_arrives_at_the_yield_and_is_followed_into_the_body(window):
    start_page_button(window, "grep").click()
    path = window.app.session.script
    window.run_to_end()
    assert window.drive("words", "send", "'hello there'") == "yielded 2 after send('hello there')"
    window.wait(lambda: chips(window) == ["▸ in  'hello there'", "out ◂  2"])
    window.wait_for_console("> hello there")

    window.step_into_body(True)
    window.begin_drive("words", "send", "'hello inside'")
    window.reach(S.PAUSED)
    window.wait(lambda: chips(window)[:1] == ["▸ in  'hello inside'"])
    assert "Step over (F10)" in window.window.drive.explanation_label.text()
    view = window.window.tabs.current_view
    window.act("actionStepOver")
    window.wait(lambda: view.marks.current_line == line_with(path, "regex.search(line)"))
    window.wait(lambda: chips(window) == [])  # it waits nowhere
    arrived = line_with(path, "line = yield matches")
    window.wait(lambda: [c.text for c in view.chips(arrived)] == ["line = 'hello inside'"])
    window.act("actionContinue")
    window.reach(S.ENDED)

    window.step_into_body(False)
    assert window.drive("words", "close") == "closed"
    timeline = window.window.timeline.view
    window.wait(lambda: timeline.accessibleDescription().endswith("words is closed by you"))
    window.wait(lambda: window.window.frame.locals.rowCount() == 0)
    assert "has finished" in window.window.frame.locals_view.accessibleDescription()
