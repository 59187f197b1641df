"""Whether a script compiles is for the interpreter to say that will run it."""

from __future__ import annotations

import os
import sys

import pytest

from coro_debugger.session.background_work import BackgroundWork
from coro_debugger.session.script_file import ProblemKind
from coro_debugger.session.syntax_check import SyntaxCheck


@pytest.fixture
def check(qapp):
    work = BackgroundWork()
    yield SyntaxCheck(work)
    work.stop()


def judged(check, qtbot, path, python):
    with qtbot.waitSignal(check.judged, timeout=20_000) as signal:
        check.check(str(path), python)
    (judgement,) = signal.args
    assert (judgement.path, judgement.python) == (str(path), python)
    return judgement.problem


def test_every_python_says_what_it_thinks(check, qtbot, script, debuggee_python):
    assert judged(check, qtbot, script("x = 1\n"), debuggee_python.path) is None
    problem = judged(check, qtbot, script("x = 1\nprint 'a'\n"), debuggee_python.path)
    assert (problem.kind, problem.line, problem.column) == (ProblemKind.SYNTAX, 2, 1)
    newer = judged(check, qtbot, script("type Number = int\n"), debuggee_python.path)
    assert (newer is None) == (debuggee_python.version != "3.11")


def test_nothing_of_the_script_runs(check, qtbot, script, tmp_path):
    marker = tmp_path / "ran"
    assert judged(check, qtbot, script(f"open({str(marker)!r}, 'w')\n"), sys.executable) is None
    assert not marker.exists()


def test_what_is_no_python_has_no_word(check, qtbot, script, tmp_path):
    assert judged(check, qtbot, script("x =\n"), str(tmp_path / "none")) is None


def test_what_never_answers_is_ended_with_the_window(qtbot, script, tmp_path):
    pid, path = tmp_path / "pid", tmp_path / "program"
    path.write_text(f"#!/bin/sh\necho $$ > {pid}\nexec sleep 60\n")
    path.chmod(0o755)
    work = BackgroundWork()
    SyntaxCheck(work).check(str(script("x =\n")), str(path))
    qtbot.waitUntil(lambda: pid.exists() and pid.read_text().endswith("\n"), timeout=10_000)
    work.stop()
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid.read_text()), 0)
