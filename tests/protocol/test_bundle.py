"""What a bundle hands on to what it starts, tried without one."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from coro_debugger.protocol.bundle import add_certificates, default_python, unbundled
from coro_debugger.protocol.commands import LaunchArguments
from coro_debugger.protocol.launch import debuggee_command

BUNDLE = "/app/_internal"


@pytest.fixture
def bundle(tmp_path, monkeypatch):
    """Act as if this process were a bundle with a Python inside."""
    folder = tmp_path / "with space é" / "_internal"
    python = folder / "python" / "bin" / "python3"
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    monkeypatch.setattr(sys, "_MEIPASS", str(folder), raising=False)
    return folder


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"HOME": "/h"}, {"HOME": "/h"}),
        ({"_PYI_ARCHIVE_FILE": "/app/x"}, {}),
        ({"LD_LIBRARY_PATH": BUNDLE, "LD_LIBRARY_PATH_ORIG": "/mine"},
         {"LD_LIBRARY_PATH": "/mine"}),
        ({"LD_LIBRARY_PATH": BUNDLE, "LD_LIBRARY_PATH_ORIG": ""}, {}),
        ({"LD_LIBRARY_PATH": f"{BUNDLE}:/mine:/app/_internal2"},
         {"LD_LIBRARY_PATH": "/mine:/app/_internal2"}),
        ({"DYLD_LIBRARY_PATH": BUNDLE}, {}),
        ({"QT_PLUGIN_PATH": f"{BUNDLE}/plugins", "TCL_LIBRARY": "/usr/share/tcl"},
         {"TCL_LIBRARY": "/usr/share/tcl"}),
    ],
)  # fmt: skip
def test_what_the_launcher_did_is_taken_back(before, after):
    clean = unbundled(before, BUNDLE)
    assert clean == after
    assert unbundled(clean, BUNDLE) == after


def test_outside_a_bundle_scripts_run_with_the_python_of_the_window():
    assert default_python() == sys.executable


def test_in_a_bundle_scripts_run_with_the_python_inside(bundle):
    assert default_python() == str(bundle / "python" / "bin" / "python3")
    command = debuggee_command(LaunchArguments("s.py"), 1, {}).command
    assert command[0] == default_python()


def test_a_bundle_without_a_python_uses_that_of_the_path(bundle, monkeypatch, tmp_path):
    (bundle / "python" / "bin" / "python3").unlink()
    (tmp_path / "python3").symlink_to(sys.executable)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert default_python() == str(tmp_path / "python3")


def test_only_the_python_inside_is_shown_the_certificates(bundle, tmp_path, monkeypatch):
    certificates = tmp_path / "all.crt"
    certificates.touch()
    places = (str(tmp_path / "none.crt"), str(certificates))
    monkeypatch.setattr("coro_debugger.protocol.bundle._CERTIFICATES", places)
    inside, outside, chosen = {}, {}, {"SSL_CERT_FILE": "/mine"}
    add_certificates(inside, default_python())
    add_certificates(outside, sys.executable)
    add_certificates(chosen, default_python())
    assert (inside, outside) == ({"SSL_CERT_FILE": str(certificates)}, {})
    assert chosen == {"SSL_CERT_FILE": "/mine"}


def test_a_process_takes_back_what_was_changed_before_it_and_since():
    code = """
        import json, os, sys
        from coro_debugger.protocol.bundle import clean_environment
        sys._MEIPASS = "/app/_internal"
        os.environ["QT_PLUGIN_PATH"] = "/app/_internal/plugins"
        os.environ.pop("VIRTUAL_ENV")
        clean_environment()
        print(json.dumps(dict(os.environ)))
    """
    kept = {"HOME": "/h", "LD_LIBRARY_PATH_ORIG": "/mine", "VIRTUAL_ENV": "/venv", "LC_ALL": "C"}
    mine = {**kept, "LD_LIBRARY_PATH": f"{BUNDLE}:/mine", "_PYI_SPLASH_IPC": "1"}
    text = "\n".join(line.strip() for line in code.splitlines())
    done = subprocess.run(
        [sys.executable, "-c", text], env=mine, capture_output=True, text=True, check=True
    )
    found = json.loads(done.stdout)
    want = {"HOME": "/h", "LD_LIBRARY_PATH": "/mine", "LC_ALL": "C"}
    if Path("/proc/self/environ").exists():
        want["VIRTUAL_ENV"] = "/venv"
    assert found == want
