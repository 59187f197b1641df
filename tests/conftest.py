"""What every test gets: Qt without a screen, settings of its own, and the Pythons to debug with."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

import pytest

from tests import interpreters
from tests.end_to_end.accessibility_tools import missing_tools
from tests.interpreters import Python

# Before anything imports Qt: no screen, and no settings or caches of the person who runs the tests.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
_HOME = tempfile.mkdtemp(prefix="coro-debugger-tests-")
for _name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
    os.environ[_name] = str(Path(_HOME, _name.lower()))
os.environ["XDG_RUNTIME_DIR"] = _HOME


@pytest.fixture(params=interpreters.found(), ids=lambda python: f"py{python.version}")
def debuggee_python(request: pytest.FixtureRequest) -> Python:
    """Each Python found on this machine, 3.11 to 3.15, in turn."""
    return request.param


@pytest.fixture
def script(tmp_path: Path):
    """Return a function that writes a debuggee into a folder of its own and returns its path."""

    def write(text: str | bytes, name: str = "script.py") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    return write


@pytest.fixture
def fake_python(tmp_path: Path) -> str:
    """An "interpreter" that runs the stand-in agent whatever it is told to run."""
    agent = Path(__file__).parent / "session" / "fake_agent.py"
    path = tmp_path / "fake-python"
    path.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{agent}" "$@"\n')
    path.chmod(0o755)
    return str(path)


def pytest_terminal_summary(terminalreporter) -> None:
    versions = " ".join(python.version for python in interpreters.found())
    line = f"debuggee Pythons: {versions or 'none'}"
    if interpreters.missing():
        line += f"; NOT FOUND, so not tested: {' '.join(interpreters.missing())}"
    terminalreporter.write_line(line)
    if missing := missing_tools():
        packages = " ".join(missing)
        terminalreporter.write_line(f"accessibility bus: NOT FOUND, so not tested: {packages}")


def pytest_unconfigure() -> None:
    shutil.rmtree(_HOME, ignore_errors=True)
