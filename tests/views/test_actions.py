from __future__ import annotations

import pytest
from PySide6.QtGui import QKeySequence

from coro_debugger.session.state import SessionState
from coro_debugger.views.actions import COMMANDS, Actions, Need, is_enabled

S = SessionState

# What can be done in each state; everything else that runs a script cannot.
RUNNING_COMMANDS = {
    S.NO_SCRIPT: set(),
    S.READY: {"Run", "StepOver", "StepInto", "NextYield"},
    S.STARTING: {"Restart", "Stop"},
    S.RUNNING: {"Restart", "Stop", "Pause"},
    S.PAUSED: {
        "Restart", "Stop", "Continue", "StepOver", "StepInto", "StepOut", "NextYield",
        "RunToLine", "RunUntilResumed",
    },
    S.DRIVING: {"Restart", "Stop", "Pause"},
    S.ENDED: {"Restart", "Stop", "Continue"},  # with threads that still run
    S.STOPPING: {"Run", "StepOver", "StepInto", "NextYield"},
}  # fmt: skip
ALL_RUNNING = set().union(*RUNNING_COMMANDS.values())

KEYS = {
    "actionOpen": "Ctrl+O",
    "actionRun": "F5",
    "actionContinue": "F5",
    "actionStop": "Shift+F5",
    "actionRestart": "Ctrl+Shift+F5",
    "actionPause": "F6",
    "actionToggleBreakpoint": "F9",
    "actionStepOver": "F10",
    "actionStepInto": "F11",
    "actionStepOut": "Shift+F11",
    "actionNextYield": "F8",
}


@pytest.fixture
def actions(icons):
    return Actions(icons)


@pytest.mark.parametrize("state", SessionState)
def test_what_can_be_done_follows_from_the_state(actions, state):
    for need in Need:
        actions.set_there(need, True)
    actions.set_state(state)
    enabled = {name for name in ALL_RUNNING if actions[f"action{name}"].isEnabled()}
    assert enabled == RUNNING_COMMANDS[state]


@pytest.mark.parametrize("state", SessionState)
def test_no_key_means_two_things_at_once(actions, state):
    for need in Need:
        actions.set_there(need, True)
    actions.set_state(state)
    keys = [key.toString() for a in actions.all() if a.isEnabled() for key in a.shortcuts() if key]
    assert len(keys) == len(set(keys))


def test_the_keys_are_the_usual_ones(actions):
    assert {name: actions[name].shortcut().toString() for name in KEYS} == KEYS


def test_every_action_has_its_name_a_text_and_a_tip(actions):
    for command in COMMANDS:
        action = actions[command.name]
        assert action.objectName() == command.name
        assert action.text()
        assert action.toolTip()


def test_the_tip_names_the_key(actions):
    key = QKeySequence("F11").toString(QKeySequence.SequenceFormat.NativeText)
    assert f"({key})" in actions["actionStepInto"].toolTip()


def test_the_end_of_a_script_without_threads_is_one(actions):
    actions.set_state(S.ENDED)
    assert not actions["actionContinue"].isEnabled()
    assert actions["actionRun"].isEnabled()


@pytest.mark.parametrize(("state", "name"), [(S.ENDED, "actionRestart"), (S.READY, "actionRun")])
def test_running_again_is_always_possible(actions, qtbot, state, name):
    actions.set_state(state)
    with qtbot.waitSignal(actions[name].triggered):
        actions.run_again()


def test_what_needs_a_coroutine_or_a_file_waits_for_one():
    by_name = {c.name: c for c in COMMANDS}
    resumed, line = by_name["actionRunUntilResumed"], by_name["actionRunToLine"]
    assert not is_enabled(resumed, S.PAUSED, {Need.SOURCE, Need.COROUTINE})
    assert is_enabled(resumed, S.PAUSED, {Need.ALIVE})
    assert not is_enabled(line, S.PAUSED, {Need.ALIVE})
    assert is_enabled(line, S.PAUSED, {Need.SOURCE})
