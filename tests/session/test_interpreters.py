"""Finding interpreters and asking their versions."""

import sys

import pytest

from coro_debugger.session.background_work import BackgroundWork
from coro_debugger.session.interpreter_probe import InterpreterProbe
from coro_debugger.session.interpreters import (
    Interpreter,
    Origin,
    candidates,
    identity_of,
    launcher_paths,
    project_python,
)
from tests import interpreters


@pytest.fixture
def work(qapp):
    work = BackgroundWork()
    yield work
    work.stop()


@pytest.fixture
def probe(work):
    return InterpreterProbe(work)


def test_the_one_that_runs_the_window_comes_first_and_each_once():
    found = list(candidates())
    assert found[0] == (sys.executable, Origin.CURRENT)
    known = [identity_of(path) for path, _ in found]
    assert len(known) == len(set(known))


def test_an_environment_beside_the_script_comes_before_all(script, tmp_path):
    path = script("pass", "project/src/main.py")
    program = tmp_path / "project" / ".venv" / "bin" / "python"
    program.parent.mkdir(parents=True)
    program.symlink_to(sys.executable)
    assert next(candidates(str(path))) == (str(program), Origin.PROJECT)


def test_every_python_tells_its_version(probe, qtbot, debuggee_python):
    with qtbot.waitSignal(probe.probed, timeout=20_000) as signal:
        probe.probe(debuggee_python.path)
    (found,) = signal.args
    assert found.path == debuggee_python.path
    assert found.origin is Origin.CHOSEN
    assert found.version_text.startswith(debuggee_python.version + ".")
    assert found.is_supported


def test_find_tells_of_all_in_order(probe, qtbot, script):
    with qtbot.waitSignal(probe.finished, timeout=30_000) as signal:
        probe.find(str(script("pass")))
    (found,) = signal.args
    assert found[0].path == sys.executable
    versions = {".".join(map(str, i.version[:2])) for i in found if i.is_supported}
    assert versions >= {python.version for python in interpreters.found()}


def make_program(tmp_path, text: str) -> str:
    path = tmp_path / "program"
    path.write_text(text)
    path.chmod(0o755)
    return str(path)


def test_an_old_one_is_not_supported(probe, qtbot, tmp_path):
    with qtbot.waitSignal(probe.probed) as signal:
        probe.probe(make_program(tmp_path, "#!/bin/sh\nprintf 2.7.18\n"))
    (found,) = signal.args
    assert (found.version, found.is_supported) == ((2, 7, 18), False)


def test_what_is_no_python_says_why(probe, qtbot, tmp_path):
    with qtbot.waitSignal(probe.probed) as signal:
        probe.probe(make_program(tmp_path, "#!/bin/sh\necho oh no >&2; exit 3\n"))
    (found,) = signal.args
    assert (found.version, found.is_supported, found.problem) == (None, False, "oh no")


def test_what_does_not_exist_says_so(probe, qtbot, tmp_path):
    with qtbot.waitSignal(probe.probed) as signal:
        probe.probe(str(tmp_path / "none"))
    (found,) = signal.args
    assert found.version is None
    assert found.problem


def test_what_has_answered_is_not_asked_again(probe, qtbot, tmp_path):
    log = tmp_path / "log"
    path = make_program(tmp_path, f"#!/bin/sh\necho asked >> {log}\nprintf '3.13.0 cpython'\n")
    for _ in range(2):
        with qtbot.waitSignal(probe.probed):
            probe.probe(path)
    assert log.read_text() == "asked\n"


def test_another_kind_of_python_is_not_supported(probe, qtbot, tmp_path):
    with qtbot.waitSignal(probe.probed) as signal:
        probe.probe(make_program(tmp_path, "#!/bin/sh\nprintf '3.11.9 pypy /x/pypy'\n"))
    (found,) = signal.args
    assert (found.implementation, found.is_supported) == ("pypy", False)


def test_a_program_that_starts_a_known_interpreter_is_that_one(probe, qtbot, tmp_path, monkeypatch):
    folder = tmp_path / "shims"
    folder.mkdir()
    (folder / "python3").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    (folder / "python3").chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path))
    with qtbot.waitSignal(probe.finished, timeout=20_000) as signal:
        probe.find()
    (found,) = signal.args
    assert [(i.path, i.origin) for i in found] == [(sys.executable, Origin.CURRENT)]


def test_looking_blocks_nothing(probe, qtbot, tmp_path):
    """The window goes on while an interpreter takes its time; stopping does not wait for it."""
    path = make_program(tmp_path, "#!/bin/sh\nexec sleep 60\n")
    probe.probe(path)
    with qtbot.waitSignal(probe.probed):
        probe.probe(sys.executable)


def test_the_launcher_of_windows_is_read():
    listing = """\
 -V:3.13 *        C:\\Program Files\\Python313\\python.exe
 -V:3.12          C:\\Users\\me\\AppData\\Local\\Programs\\Python\\Python312\\python.exe
 -3.9-64        C:\\Python39\\python.exe
No installed Pythons found!
"""
    assert launcher_paths(listing) == [
        "C:\\Program Files\\Python313\\python.exe",
        "C:\\Users\\me\\AppData\\Local\\Programs\\Python\\Python312\\python.exe",
        "C:\\Python39\\python.exe",
    ]


def test_what_the_launcher_knows_is_offered(tmp_path, monkeypatch):
    path = make_program(tmp_path, "#!/bin/sh\n")
    found = candidates(None, lambda: f" -V:3.12 * {path}\n")
    assert (path, Origin.LAUNCHER) in list(found)


def test_the_environment_beside_a_script_is_named(probe, qtbot, script, tmp_path):
    folder = tmp_path / "project" / ".venv"
    (folder / "bin").mkdir(parents=True)
    (folder / "pyvenv.cfg").write_text("")
    (folder / "bin" / "python").symlink_to(sys.executable)
    path = script("pass", "project/main.py")
    python = project_python(str(path))
    assert python == str(folder / "bin" / "python")
    with qtbot.waitSignal(probe.probed) as signal:
        probe.probe(python, Origin.PROJECT)
    (found,) = signal.args
    assert (found.environment, found.identity) == (".venv", str(folder))


def test_old_and_unknown_ones_are_told_apart():
    assert Interpreter("x", Origin.PATH, (3, 9, 2)).is_too_old
    assert not Interpreter("x", Origin.PATH).is_too_old
    assert not Interpreter("x", Origin.PATH).is_supported
