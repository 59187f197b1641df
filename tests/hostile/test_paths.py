"""Scripts in folders and files of every name that a file system takes."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl

from coro_debugger.app import Wish
from coro_debugger.models.visible_text import visible_name
from coro_debugger.session.state import SessionState
from tests.hostile.debuggee import PROGRAMS, on_pythons
from tests.markers import line_of

NAMES = {
    "spaces": " a  b ",
    "quotes": "q'uo\"te`",
    "newlines": "two\nlines\r",
    "emoji": "🐍ünï",
    "right to left": "\u202ertl עברית",
    "markup": "<b>&amp; %s {0} %1 $HOME",
    "control": "\x1b[31m\x07\x7f",
    "not UTF-8": os.fsdecode(b"\xff\xfe"),
    "dash": "-c",
    "long": "n" * 251,
}
LONGEST = 4095
"""Characters of a path that Linux takes."""


def path_of(folder: Path, name: str) -> Path:
    """Copy the program into a folder of this name, as a file of this name."""
    path = folder / name / f"{name}.py"
    path.parent.mkdir()
    path.write_bytes((PROGRAMS / "named.py").read_bytes())
    return path


def longest_path(folder: Path) -> Path:
    """Copy the program as deep as a path can go."""
    path = folder
    while (room := LONGEST - len(str(path))) > 100:
        path /= "n" * min(200, room - 20)
        path.mkdir()
    path /= "s" * (LONGEST - len(str(path)) - len("/.py")) + ".py"
    path.write_bytes((PROGRAMS / "named.py").read_bytes())
    return path


def check(client, path: Path) -> None:
    assert client.top()["source"]["path"] == str(path)
    (g,) = (each for each in client.coroutines() if each["names"] == ["g"])
    assert client.drive(g["id"], "next")["value"] == "2"


@pytest.mark.parametrize(("kind", "python"), on_pythons(*NAMES))
def test_a_script_of_any_name(debuggee, kind, python, tmp_path):
    path = path_of(tmp_path, NAMES[kind])
    debuggee.client.launch(path, [line_of(path, "here")], python=python.path)
    debuggee.client.stopped("breakpoint")
    check(debuggee.client, path)


@pytest.mark.parametrize(("program", "python"), on_pythons("named"))
def test_the_longest_path(debuggee, program, python, tmp_path):
    path = longest_path(tmp_path)
    assert len(str(path)) == LONGEST
    debuggee.client.launch(path, [line_of(path, "here")], python=python.path, cwd=str(tmp_path))
    debuggee.client.stopped("breakpoint")
    check(debuggee.client, path)


def in_window(window, path: Path) -> None:
    window.app.open(Wish(str(path)))
    window.app.breakpoints.toggle(str(path), line_of(path, "here"))
    window.act("actionRun")
    window.reach(SessionState.PAUSED)
    assert window.drive("g", "next").startswith("yielded 2")
    window.act("actionStop")
    window.reach(SessionState.READY)
    assert [each.line for each in window.app.breakpoints.of_file(str(path))] == [
        line_of(path, "here")
    ]


@pytest.mark.parametrize(
    "kind",
    [
        pytest.param(kind, marks=[] if kind in ("newlines", "right to left") else pytest.mark.long)
        for kind in NAMES
        if kind != "not UTF-8"
    ],
)
def test_a_script_of_any_name_in_the_window(window, tmp_path, kind):
    in_window(window, path_of(tmp_path, NAMES[kind]))


@pytest.mark.parametrize("as_dropped", [False, True])
def test_a_name_that_is_no_text_is_refused_and_that_is_said(window, tmp_path, as_dropped):
    path = str(path_of(tmp_path, NAMES["not UTF-8"]))
    if as_dropped:
        path = QUrl.fromEncoded(Path(path).as_uri().encode()).toLocalFile()
    window.app.open(Wish(path))
    said = window.window.message_bar.text
    assert "is not UTF-8" in said and said.endswith("Rename it: " + visible_name(path))
    assert window.app.session.state is SessionState.NO_SCRIPT
    assert path not in window.app.settings.recent_scripts


WORDS = """\
import os, sys
print(ascii(sys.argv[1:]), ascii(os.environ["ODD"]), ascii(os.getcwd()), sorted(os.environ) )
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there all names are text")
def test_words_that_are_no_text_reach_the_script_as_they_are(window, script, tmp_path, monkeypatch):
    odd = os.fsdecode(b"\xff'%s\\\"\n$HOME `x`\n\xfe\n")
    folder = tmp_path / odd
    folder.mkdir()
    path = script(WORDS)
    monkeypatch.setenv("ODD", odd)
    monkeypatch.chdir(folder)
    window.app.open(Wish(str(path), ["plain", odd, "", "ünï"]))
    window.run_to_end()
    window.wait_for_console(ascii(["plain", odd, "", "ünï"]))
    window.wait_for_console(f"{odd!a} {str(folder)!a}")
    assert "_coro_debugger_" not in window.console()
    window.stop()


def test_the_longest_path_in_the_window(window, tmp_path):
    in_window(window, longest_path(tmp_path))


@pytest.mark.parametrize("path", ["/" + "n/" * 3000 + "script.py", "n" * 4096, "two\0parts"])
def test_a_path_that_no_file_can_have_is_refused(window, path):
    window.app.open(Wish(path))
    assert window.window.message_bar.text
    assert window.app.session.state is SessionState.NO_SCRIPT
