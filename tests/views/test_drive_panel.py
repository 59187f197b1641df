from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from coro_debugger.protocol.commands import (
    ResumeCoroutineArguments,
    ResumeCoroutineBody,
    ResumeException,
    ResumeOperation,
    ResumeOutcome,
)
from coro_debugger.protocol.coroutines import CoroutineState
from coro_debugger.protocol.explanations import Explanation
from coro_debugger.session.state import SessionState
from coro_debugger.session.values import DriveResult
from coro_debugger.views.drive_panel import DrivePanel
from coro_debugger.views.drive_rules import why_not, why_not_now
from coro_debugger.views.throw_field import offered_exceptions
from tests.pictures import coroutine

SEND = ResumeCoroutineArguments(1, ResumeOperation.SEND, "'hello'")


@pytest.fixture
def panel(qtbot, theme):
    panel = DrivePanel(theme)
    qtbot.addWidget(panel)
    panel.resize(380, 400)
    panel.show()
    panel.set_coroutine(coroutine(1, "words"))
    return panel


def buttons(panel):
    return (panel.next_button, panel.send_button, panel.throw_button, panel.close_button)


def test_the_header_names_the_coroutine(panel):
    assert panel.header.title.text() == "words — grep"
    panel.set_coroutine(None)
    assert panel.header.title.text() == "No coroutine selected"


def test_the_object_names_are_the_contract(panel):
    for name, widget in (
        ("nextButton", panel.next_button),
        ("sendButton", panel.send_button),
        ("sendExpression", panel.send_expression),
        ("throwButton", panel.throw_button),
        ("throwExpression", panel.throw_expression),
        ("closeButton", panel.close_button),
        ("stepIntoBody", panel.step_into_body),
        ("outcomeLabel", panel.outcome_label),
    ):
        assert widget.objectName() == name
        assert widget.accessibleName() or widget.text()


@pytest.mark.parametrize(
    ("button", "operation", "expression"),
    [
        ("next_button", ResumeOperation.NEXT, None),
        ("send_button", ResumeOperation.SEND, "'hello'"),
        ("throw_button", ResumeOperation.THROW, "ValueError"),
        ("close_button", ResumeOperation.CLOSE, None),
    ],
)
def test_each_control_asks_for_its_operation(panel, qtbot, button, operation, expression):
    panel.send_expression.setText("'hello'")
    with qtbot.waitSignal(panel.drive_wanted) as wanted:
        qtbot.mouseClick(getattr(panel, button), Qt.MouseButton.LeftButton)
    assert wanted.args == [ResumeCoroutineArguments(1, operation, expression)]


def test_stepping_into_the_body_is_passed_on(panel, qtbot):
    panel.step_into_body.setChecked(True)
    with qtbot.waitSignal(panel.drive_wanted) as wanted:
        panel.next_button.click()
    assert wanted.args[0].step_in


def test_an_empty_field_sends_none(panel, qtbot):
    with qtbot.waitSignal(panel.drive_wanted) as wanted:
        panel.send_button.click()
    assert wanted.args[0].expression == "None"


@pytest.mark.parametrize("modifier", [Qt.KeyboardModifier.ControlModifier, Qt.NoModifier])
def test_enter_sends_and_up_recalls(panel, qtbot, modifier):
    field = panel.send_expression
    for text in ("1", "2"):
        field.setText(text)
        with qtbot.waitSignal(panel.drive_wanted) as wanted:
            qtbot.keyClick(field, Qt.Key.Key_Return, modifier)
        assert wanted.args[0].expression == text
    field.setText("draft")
    seen = []
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down):
        qtbot.keyClick(field, key)
        seen.append(field.text())
    assert seen == ["2", "1", "2", "draft"]


def test_the_outcome_is_a_sentence_with_its_explanation_beside(panel):
    panel.show_result(DriveResult(SEND, ResumeCoroutineBody(ResumeOutcome.YIELDED, "1", "int")))
    assert panel.outcome_label.text() == "yielded 1 after send('hello')"
    assert panel.explanation_label.isHidden()
    error = ResumeException("TypeError", "can't send", Explanation.JUST_STARTED)
    body = ResumeCoroutineBody(ResumeOutcome.RAISED, exception=error)
    panel.show_result(DriveResult(SEND, body))
    assert panel.outcome_label.text() == "raised TypeError: can't send"
    assert "Press Next" in panel.explanation_label.text()
    body = ResumeCoroutineBody(
        ResumeOutcome.YIELDED, "1", "int", explanation=Explanation.DROPPED_ANSWER
    )
    panel.show_result(DriveResult(SEND, body))
    assert "never sees that value" in panel.explanation_label.text()


def test_an_expression_that_failed_is_shown_at_its_field(panel, qtbot):
    panel.show_result(DriveResult(SEND, error="NameError: name 'x' is not defined"))
    assert panel.send_problem.isVisible()
    assert panel.send_problem.text() == "NameError: name 'x' is not defined"
    assert panel.send_expression.property("invalid")
    assert panel.outcome_label.isHidden()
    qtbot.keyClicks(panel.send_expression, "y")
    assert not panel.send_problem.isVisible()
    throw = ResumeCoroutineArguments(1, ResumeOperation.THROW, "Bad")
    panel.show_result(DriveResult(throw, error="NameError"))
    assert panel.throw_problem.isVisible()


def test_a_drive_that_is_paused_inside_says_how_to_go_on(panel):
    panel.show_stopped_inside(SEND)
    assert panel.outcome_label.text() == "send('hello') is under way…"
    assert "Step over (F10)" in panel.explanation_label.text()
    panel.show_result(DriveResult(SEND, ResumeCoroutineBody(ResumeOutcome.YIELDED, "1", "int")))
    assert panel.explanation_label.isHidden()


def test_the_focus_comes_back_to_the_control_that_was_pressed(panel, qtbot):
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    for is_moved in (False, True):
        panel.next_button.setFocus()
        panel.set_reason("It is being driven.")
        assert not panel.next_button.hasFocus()
        if is_moved:
            fields = (panel.send_expression, panel.throw_expression)
            next(field for field in fields if not field.hasFocus()).setFocus()
        panel.set_reason("")
        assert panel.next_button.hasFocus() is not is_moved


def test_the_outcome_of_another_coroutine_is_not_shown(panel):
    other = ResumeCoroutineArguments(7, ResumeOperation.NEXT)
    panel.show_result(DriveResult(other, ResumeCoroutineBody(ResumeOutcome.YIELDED, "1")))
    assert panel.outcome_label.isHidden()


def test_another_coroutine_has_no_outcome_yet(panel):
    panel.show_result(DriveResult(SEND, ResumeCoroutineBody(ResumeOutcome.YIELDED, "1")))
    panel.set_coroutine(coroutine(1, "words", line=30))
    assert panel.outcome_label.isVisible()
    panel.set_coroutine(coroutine(2, "out"))
    assert panel.outcome_label.isHidden()
    assert panel.outcome_label.text() == ""


def test_what_cannot_be_done_is_disabled_and_says_why(panel):
    assert all(button.isEnabled() for button in buttons(panel))
    panel.set_reason("The program is running.")
    for button in buttons(panel):
        assert not button.isEnabled()
        assert button.toolTip() == "The program is running."
    assert panel.reason_label.isVisible()
    panel.set_reason("")
    panel.set_coroutine(None)
    assert "Select a coroutine" in panel.reason_label.text()


def test_typing_is_possible_while_nothing_can_be_driven(panel):
    panel.set_reason("The program is running.")
    assert panel.send_expression.isEnabled()


def test_the_control_that_is_wanted_next_stands_out(panel):
    assert panel.send_button.property("role") == "primary"
    panel.set_coroutine(coroutine(2, "up", "not started"))
    assert panel.next_button.property("role") == "primary"
    assert panel.send_button.property("role") == ""


def test_the_throw_field_offers_exceptions(panel):
    panel.set_script_exceptions(["Overdrawn"])
    field = panel.throw_expression
    offered = [field.itemText(row) for row in range(field.count())]
    assert offered[:2] == ["Overdrawn", "ValueError"]
    assert {"KeyError", "GeneratorExit", "StopIteration"} <= set(offered)
    assert field.isEditable()


def test_every_builtin_exception_is_offered_once():
    offered = offered_exceptions()
    assert len(offered) == len(set(offered))
    assert "DeprecationWarning" not in offered


def test_a_finished_one_can_be_driven_a_collected_one_cannot():
    assert why_not(coroutine(1, state="returned")) == ""
    assert why_not(coroutine(1, state="running")) == ""
    assert "collected" in why_not(coroutine(1, state="collected"))


@pytest.mark.parametrize("state", SessionState)
def test_a_reason_is_given_in_every_state_but_the_stopped_ones(state):
    assert bool(why_not_now(state)) is not state.is_stopped


def test_an_empty_field_says_what_is_sent(panel, qtbot):
    assert panel.send_expression.placeholderText().startswith("None")
    assert "Left empty: None" in panel.send_expression.toolTip()
    with qtbot.waitSignal(panel.drive_wanted) as wanted:
        panel.send_button.click()
    assert wanted.args[0].expression == "None"


def test_no_control_stands_out_where_none_is_likely_wanted(panel):
    def primary() -> list[str]:
        return [each.text() for each in buttons(panel) if each.property("role") == "primary"]

    assert len(primary()) == 1
    for state in (CoroutineState.RUNNING, CoroutineState.FINISHED):
        panel.set_coroutine(coroutine(1, "words", state=state))
        assert primary() == []


def test_a_long_name_ends_with_dots(panel):
    panel.set_coroutine(coroutine(1, "a_variable_with_a_very_long_name_" * 3))
    panel.header.resize(250, panel.header.height())
    panel.header.layout().activate()
    assert panel.header.title.fitting_text().endswith("…")
    assert panel.header.title.text().endswith("— grep")
