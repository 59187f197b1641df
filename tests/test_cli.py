"""The command line, in a process of its own."""

from __future__ import annotations

import os
import platform
import subprocess
import sys

import pygments
import pytest
from PySide6.QtCore import qVersion

from coro_debugger import __version__
from coro_debugger.cli import main, parser
from tests.dap.dap_client import ROOT, DapClient


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


@pytest.mark.skipif(sys.platform != "linux", reason="other systems name no screen")
def test_a_missing_screen_is_said():
    screen = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XDG_SESSION_TYPE"}
    done = subprocess.run(
        [sys.executable, "-m", "coro_debugger"],
        capture_output=True, text=True, timeout=60,
        env={name: value for name, value in os.environ.items() if name not in screen},
    )  # fmt: skip
    assert done.returncode == 1
    words = "no screen to show a window on: the variable DISPLAY is not set"
    assert done.stderr == f"coro-debugger: {words}\n"


def test_an_unknown_option_is_an_error():
    done = run("--nothing")
    assert done.returncode == 2
    assert "unrecognized arguments: --nothing" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--diagnose", "a.py"], "--diagnose and --adapter take nothing else"),
        (["--adapter", "--run"], "--diagnose and --adapter take nothing else"),
        (["--run"], "--python and --run need a script"),
        (["--python", "/p"], "--python and --run need a script"),
    ],
)
def test_what_would_have_no_effect_is_an_error(arguments, words, capsys):
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert words in capsys.readouterr().err


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


def test_the_diagnosis_names_every_version():
    done = subprocess.run(
        [sys.executable, "-m", "coro_debugger", "--diagnose"],
        capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    told = dict(line.split(": ", 1) for line in done.stdout.splitlines())
    assert told["Coro Debugger"] == f"{__version__} (checkout)"
    assert told["Python"].startswith(platform.python_version())
    assert (told["Qt"], told["Pygments"]) == (qVersion(), pygments.__version__)
    assert platform.python_version() in told["Scripts run with"]
    assert "NOT KNOWN" not in done.stdout


def test_the_diagnosis_tells_what_cannot_be_loaded(tmp_path):
    (tmp_path / "PySide6").mkdir()
    (tmp_path / "PySide6" / "__init__.py").write_text("raise ImportError('libEGL.so.1 is missing')")
    done = subprocess.run(
        [sys.executable, "-m", "coro_debugger", "--diagnose"],
        capture_output=True, text=True, timeout=60, check=True,
        env={**os.environ, "PYTHONPATH": str(tmp_path)}, cwd=ROOT,
    )  # fmt: skip
    assert "Qt: NOT KNOWN: ImportError: libEGL.so.1 is missing" in done.stdout
    assert "Pygments: " in done.stdout


def test_the_adapter_can_be_asked_for_by_an_option(script):
    with DapClient(command=(sys.executable, "-m", "coro_debugger", "--adapter")) as client:
        client.launch(script("print('hello')"))
        assert client.finish() == 0
        assert client.output() == "hello\n"
