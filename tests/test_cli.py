"""The command line, in a process of its own."""

from __future__ import annotations

import subprocess
import sys

import pytest

from coro_debugger import __version__
from coro_debugger.cli import parser


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "coro_debugger", *arguments],
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(["--version"], f"coro-debugger {__version__}\n"), (["--help"], "usage: coro-debugger")],
)
def test_what_needs_no_window_loads_no_qt(arguments, words):
    done = run(*arguments)
    assert done.returncode == 0
    assert done.stdout.startswith(words)
    assert "PySide6" not in done.stderr


def test_an_unknown_option_is_an_error():
    done = run("--nothing")
    assert done.returncode == 2
    assert "unrecognized arguments: --nothing" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "script", "args", "python", "wants_run"),
    [
        ([], None, [], None, False),
        (["a.py"], "a.py", [], None, False),
        (["--run", "--python", "/p", "a.py", "--run", "-x", "1"], "a.py",
         ["--run", "-x", "1"], "/p", True),
    ],
)  # fmt: skip
def test_what_follows_the_script_belongs_to_the_script(arguments, script, args, python, wants_run):
    parsed = parser().parse_args(arguments)
    assert (parsed.script, parsed.args) == (script, args)
    assert (parsed.python, parsed.run) == (python, wants_run)
