"""Ending a process together with those that it started."""

import signal
import subprocess
import sys

import pytest

from coro_debugger.protocol.process_tree import descendants, end_rest, end_tree

# A child in the group, and one that has left it; both say that they are there.
PARENT = """
import subprocess, sys, time
code = "import os, time; os.write(1, b'here\\\\n'); time.sleep(600)"  # in one piece
for leaves in (False, True):
    subprocess.Popen([sys.executable, "-c", code], start_new_session=leaves)
time.sleep(600)
"""


# Whether orphans are adopted belongs to a process: other tests may have begun it in this one.
WITHOUT_ADOPTION = f"""
import signal, subprocess, sys
from coro_debugger.protocol.process_tree import end_tree
command = [sys.executable, "-c", {PARENT!r}]
with subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True) as process:
    [process.stdout.readline() for _ in range(2)]
    end_tree(process.pid, force=False)
    assert process.wait(5) == -signal.SIGTERM
    assert process.stdout.read() == b""
"""


@pytest.fixture
def parent():
    command = [sys.executable, "-c", PARENT]
    with subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True) as process:
        assert [process.stdout.readline() for _ in range(2)] == [b"here\n"] * 2
        yield process
        end_tree(process.pid, force=True)


@pytest.mark.parametrize("force", [False, True])
def test_all_are_ended(parent, force):
    assert len(descendants(parent.pid)) == 2
    end_tree(parent.pid, force=force)
    assert parent.wait(5) == -(signal.SIGKILL if force else signal.SIGTERM)
    end_rest(parent.pid)
    # The pipe ends when the last of its writers has ended.
    assert parent.stdout.read() == b""


def test_where_orphans_are_not_adopted_all_are_asked_to_end():
    subprocess.run([sys.executable, "-c", WITHOUT_ADOPTION], check=True, timeout=30)


def test_one_that_has_ended_is_no_error():
    with subprocess.Popen([sys.executable, "-c", ""], start_new_session=True) as process:
        process.wait(10)
    end_tree(process.pid, force=True)
