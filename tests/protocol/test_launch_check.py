"""What is seen to be wrong with a launch before anything is started."""

import os
import sys
from pathlib import Path

import pytest

from coro_debugger.protocol.commands import LaunchArguments
from coro_debugger.protocol.launch import GREETING_LENGTH, debuggee_command
from coro_debugger.protocol.launch_check import LaunchProblem, find_problem, find_python


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        ({}, None),
        ({"program": "script.py", "cwd": "HERE"}, None),
        ({"program": "other.py"}, LaunchProblem.PROGRAM_MISSING),
        ({"program": ""}, LaunchProblem.PROGRAM_IS_FOLDER),
        ({"program": "a\0b"}, LaunchProblem.PROGRAM_MISSING),
        ({"program": "HERE"}, LaunchProblem.PROGRAM_IS_FOLDER),
        ({"cwd": "nowhere"}, LaunchProblem.FOLDER_MISSING),
        ({"python": "no-such-python"}, LaunchProblem.PYTHON_MISSING),
        ({"python": "HERE/script.py"}, LaunchProblem.PYTHON_MISSING),
        ({"python": sys.executable}, None),
    ],
    ids=str,
)
def test_find_problem(script, tmp_path, arguments, problem):
    program = str(script("pass"))
    given = {name: value.replace("HERE", str(tmp_path)) for name, value in arguments.items()}
    assert find_problem(LaunchArguments(**{"program": program, **given})) is problem


def test_an_environment_s_interpreter_keeps_its_own_path(tmp_path):
    link = tmp_path / "bin" / "python"
    link.parent.mkdir()
    link.symlink_to(sys.executable)
    assert find_python("python", {"PATH": str(link.parent)}) == str(link)
    assert find_python(str(link)) == str(link)
    assert find_python(os.path.relpath(link)) == str(Path.cwd() / os.path.relpath(link))


def test_the_command_carries_a_secret_that_nobody_can_guess(script):
    arguments = LaunchArguments(str(script("pass")), ["a"], env={"NEW": "1", "OLD": None})
    first = debuggee_command(arguments, 1234, {"OLD": "x", "PATH": "/bin"})
    second = debuggee_command(arguments, 1234, {})
    assert first.command[0] == sys.executable
    assert first.command[-2:] == [arguments.program, "a"]
    assert first.environment["NEW"] == "1"
    assert "OLD" not in first.environment
    assert len(first.greeting) == GREETING_LENGTH
    assert first.is_greeted(first.greeting)
    assert not first.is_greeted(second.greeting)
