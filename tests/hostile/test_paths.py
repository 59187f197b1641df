"""Scripts in folders and files of every name that a file system takes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from coro_debugger.app import Wish
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


def test_a_name_that_is_no_text_is_not_found_and_that_is_said(window, tmp_path):
    # Qt starts programs with words of Unicode; what is none becomes a replacement character.
    window.app.open(Wish(str(path_of(tmp_path, NAMES["not UTF-8"]))))
    window.run_to_end()
    window.wait(lambda: "No such file or directory" in window.window.message_bar.text)


def test_the_longest_path_in_the_window(window, tmp_path):
    in_window(window, longest_path(tmp_path))


@pytest.mark.parametrize("path", ["/" + "n/" * 3000 + "script.py", "n" * 4096, "two\0parts"])
def test_a_path_that_no_file_can_have_is_refused(window, path):
    window.app.open(Wish(path))
    assert window.window.message_bar.text
    assert window.app.session.state is SessionState.NO_SCRIPT
