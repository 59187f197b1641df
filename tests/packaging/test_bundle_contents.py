"""What is taken into the bundle and what is not, on small lists."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"


@pytest.fixture
def contents(monkeypatch):
    monkeypatch.syspath_prepend(str(PACKAGING))
    import bundle_contents

    return bundle_contents


def names(entries):
    return [name for name, _, _ in entries]


def test_only_the_language_that_is_shown_is_taken(contents):
    modules = ["pygments", "pygments.lexers", "pygments.lexers.python", "pygments.lexers.ruby"]
    kept = contents.kept_modules([(name, "", "PYMODULE") for name in modules])
    assert names(kept) == modules[:3]


def test_plugins_that_a_window_with_widgets_does_not_use_are_left_out(contents, monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")  # without looking into the files
    folder = "PySide6/Qt/plugins"
    plugins = ["platforms/libqxcb.so", "platforms/libqvnc.so", "platformthemes/libqgtk3.so",
               "imageformats/libqsvg.so", "sqldrivers/libqsqlite.so"]  # fmt: skip
    entries = [(f"{folder}/{name}", "", "BINARY") for name in plugins]
    kept = contents.kept_binaries(entries)
    assert names(kept) == [f"{folder}/platforms/libqxcb.so", f"{folder}/imageformats/libqsvg.so"]


def test_links_to_what_is_left_out_go_with_it(contents):
    data = [("libA.so", "x/libA.so", "SYMLINK"), ("libB.so", "x/libB.so", "SYMLINK"),
            ("PySide6/Qt/translations/de.qm", "", "DATA"), ("notes.txt", "", "DATA")]  # fmt: skip
    kept = contents.kept_data(data, [("x/libA.so", "", "BINARY")])
    assert names(kept) == ["libA.so", "notes.txt"]


def test_a_module_that_both_pythons_use_is_there_once(contents):
    inside = ("python/lib/python3.11/lib-dynload/_json.so", "/1", "BINARY")
    window = ("python3.11/lib-dynload/_json.so", "/2", "EXTENSION")
    own = ("python3.11/lib-dynload/_own.so", "/3", "EXTENSION")
    shared = contents.shared_extensions([inside, window, own])
    link = (window[0], f"../../{inside[0]}", "SYMLINK")
    assert shared == [inside, link, own]


def test_the_commands_say_what_they_do():
    for command in ("build_bundle.py", "check_bundle.py"):
        done = subprocess.run(
            [sys.executable, PACKAGING / command, "--help"], capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        assert "usage: " in done.stdout
