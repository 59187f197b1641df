"""Finding interpreters and asking their versions."""

import os
import sys

from coro_debugger.session.interpreters import InterpreterProbe, Origin, candidates
from tests import interpreters


def test_the_one_that_runs_the_window_comes_first_and_each_once():
    found = list(candidates())
    assert found[0] == (sys.executable, Origin.CURRENT)
    real = [os.path.realpath(path) for path, _ in found]
    assert len(real) == len(set(real))


def test_an_environment_beside_the_script_comes_before_all(script, tmp_path):
    path = script("pass", "project/src/main.py")
    program = tmp_path / "project" / ".venv" / "bin" / "python"
    program.parent.mkdir(parents=True)
    program.symlink_to(sys.executable)
    assert next(candidates(str(path))) == (str(program), Origin.PROJECT)


def test_every_python_tells_its_version(qtbot, debuggee_python):
    probe = InterpreterProbe()
    with qtbot.waitSignal(probe.probed, timeout=20_000) as signal:
        probe.probe(debuggee_python.path)
    (found,) = signal.args
    assert found.path == debuggee_python.path
    assert found.origin is Origin.CHOSEN
    assert found.version_text.startswith(debuggee_python.version + ".")
    assert found.is_supported


def test_find_tells_of_all_in_order(qtbot, script):
    probe = InterpreterProbe()
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


def test_an_old_one_is_not_supported(qtbot, tmp_path):
    probe = InterpreterProbe()
    with qtbot.waitSignal(probe.probed) as signal:
        probe.probe(make_program(tmp_path, "#!/bin/sh\nprintf 2.7.18\n"))
    (found,) = signal.args
    assert (found.version, found.is_supported) == ((2, 7, 18), False)


def test_what_is_no_python_says_why(qtbot, tmp_path):
    probe = InterpreterProbe()
    with qtbot.waitSignal(probe.probed) as signal:
        probe.probe(make_program(tmp_path, "#!/bin/sh\necho oh no >&2; exit 3\n"))
    (found,) = signal.args
    assert (found.version, found.is_supported, found.problem) == (None, False, "oh no")


def test_what_does_not_exist_says_so(qtbot, tmp_path):
    probe = InterpreterProbe()
    with qtbot.waitSignal(probe.probed) as signal:
        probe.probe(str(tmp_path / "none"))
    (found,) = signal.args
    assert found.version is None
    assert found.problem
