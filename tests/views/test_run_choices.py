from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QSettings

from coro_debugger.session.settings import ScriptSettings, Settings
from coro_debugger.views.run_choices import RunChoices


@pytest.fixture
def settings(tmp_path):
    return Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def choices(settings):
    return RunChoices(settings)


def test_the_command_line_holds_for_this_session_only(choices, settings, script):
    path = str(script("pass"))
    settings.set_script(path, ScriptSettings(args=["old"], python="/old/python"))
    choices.open(path, ["a b"], "/new/python")
    assert choices.settings().args == ["a b"]
    assert choices.launch_arguments().python == "/new/python"
    assert settings.script(path).args == ["old"]
    choices.open(path)
    assert choices.launch_arguments().args == ["old"]
    assert choices.launch_arguments().python == "/old/python"


def test_what_is_chosen_in_the_window_replaces_it_and_is_remembered(choices, settings, script):
    path = str(script("pass"))
    choices.open(path, ["a"], "/new/python")
    chosen = ScriptSettings(args=["b"], cwd="/tmp", env={"X": "1"}, hold_coroutines=True)
    choices.remember(chosen)
    arguments = choices.launch_arguments()
    assert (arguments.args, arguments.cwd, arguments.env) == (["b"], "/tmp", {"X": "1"})
    assert arguments.hold_coroutines
    assert settings.script(path) == chosen


def test_held_for_one_run(choices, script):
    choices.open(str(script("pass")))
    assert choices.launch_arguments(hold_coroutines=True).hold_coroutines
    assert not choices.launch_arguments().hold_coroutines


def test_an_environment_beside_the_script_is_taken_unless_another_is_chosen(choices, script):
    python = script("", "project/.venv/bin/python")
    python.unlink()
    python.symlink_to(sys.executable)
    path = str(script("pass", "project/main.py"))
    choices.open(path)
    assert choices.python is None
    assert choices.used_python == str(python)
    choices.choose_python("/opt/python")
    assert choices.used_python == "/opt/python"


def test_without_a_script_the_interpreter_is_that_of_all(choices, settings):
    choices.choose_python("/opt/python")
    assert settings.default_python == "/opt/python"
