"""Who else calls, listens or looks: other processes, and other users of the same machine."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from coro_debugger.app import Wish
from coro_debugger.protocol.launch import CONNECT_VARIABLE
from coro_debugger.session.state import SessionState
from tests.hostile.debuggee import on_pythons

LOOPS = "print('alive', flush=True)\nwhile True:\n    pass\n"
WAITS = "import time\ntime.sleep(600)\n"
NOBODY = 65534
ROOT_ONLY = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become another user"
)
BECOME = "import os, socket, sys\nos.setgroups([]), os.setgid(uid := {uid}), os.setuid(uid)\n"


def as_another_user(code: str, *arguments: str) -> str:
    """Run code as a user who may do nothing; return what it prints."""
    command = [sys.executable, "-c", BECOME.format(uid=NOBODY) + code, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    return done.stdout


def listening_ports(pid: int | str = "self") -> set[int]:
    """Return the ports that this very process listens on."""
    inodes = set()
    for entry in Path(f"/proc/{pid}/fd").iterdir():
        try:
            target = str(entry.readlink())
        except OSError:
            continue
        if target.startswith("socket:["):
            inodes.add(target[8:-1])
    ports = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        for line in Path(table).read_text(encoding="ascii").splitlines()[1:]:
            fields = line.split()
            if fields[3] == "0A" and fields[9] in inodes:
                ports.add(int(fields[1].rpartition(":")[2], 16))
    return ports


def connection(pid: int) -> tuple[int, str]:
    """Return port and secret of a program, which only its own user can see."""
    for entry in Path(f"/proc/{pid}/environ").read_bytes().decode().split("\0"):
        name, _, value = entry.partition("=")
        if name == CONNECT_VARIABLE:
            port, _, secret = value.partition(":")
            return int(port), secret
    raise AssertionError(f"{CONNECT_VARIABLE} is not there")


@pytest.fixture
def stand_in(tmp_path):
    """Return a function that makes an "interpreter" which runs other code first."""

    def make(code: str) -> str:
        file = tmp_path / "stand_in.py"
        file.write_text(code, encoding="utf-8")
        python = tmp_path / "python"
        python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{file}" "$@"\n', encoding="utf-8")
        python.chmod(0o755)
        return str(python)

    return make


# --- who calls in place of the program ----------------------------------------------------------

INTRUDER = """\
import os, socket, sys
port, _, secret = os.environ["CORO_DEBUGGER_CONNECT"].partition(":")
if os.fork() == 0:
    os.setuid({uid})
    others = []
    for greeting in (b"x" * 65, b"GET / HTTP/1.1\\r\\n\\r\\n" * 9, secret.encode()[:-1], b"") * 30:
        other = socket.socket()
        other.connect(("127.0.0.1", int(port)))
        other.sendall(greeting)
        others.append(other)
    os._exit(0)
os.wait()
os.execv({python!r}, [{python!r}, *sys.argv[1:]])
"""


@pytest.mark.parametrize(
    "uid",
    [
        pytest.param(os.getuid(), id="this user"),
        pytest.param(NOBODY, id="another user", marks=ROOT_ONLY),
    ],
)
def test_who_calls_without_the_secret_is_turned_away_and_that_is_said(
    window, script, stand_in, uid
):
    python = stand_in(INTRUDER.format(uid=uid, python=sys.executable))
    window.app.open(Wish(str(script("print('alive')\n")), python=python))
    window.run_to_end()
    window.wait_for_console("turned away")
    window.wait_for_console("alive")
    assert window.console().count("turned away") == 1


# --- who listens ----------------------------------------------------------------------------------


def test_the_window_listens_no_longer_than_it_must(window, script, stand_in):
    assert listening_ports() == set()
    window.app.open(Wish(str(script(LOOPS)), run=True))
    window.wait_for_console("alive")
    assert listening_ports() == set()
    window.stop()
    assert listening_ports() == set()


def test_the_window_listens_while_it_waits_and_stop_ends_that(window, script, stand_in):
    window.app.open(Wish(str(script(LOOPS)), python=stand_in(WAITS), run=True))
    window.wait(listening_ports)
    window.stop()
    assert listening_ports() == set()


def test_nothing_listens_where_nothing_could_be_started(window, script, tmp_path):
    broken = tmp_path / "broken"
    broken.write_text("#!/no/such/interpreter\n", encoding="utf-8")
    broken.chmod(0o755)
    window.app.open(Wish(str(script(LOOPS)), python=str(broken), run=True))
    window.wait(lambda: window.window.message_bar.text)
    window.reach(SessionState.READY)
    assert listening_ports() == set()


@pytest.mark.parametrize(("program", "python"), on_pythons("loop_plain"))
def test_the_adapter_listens_no_longer_than_it_must(debuggee, program, python):
    adapter = debuggee.client.process.pid
    debuggee.client.initialize()
    assert listening_ports(adapter) == set()
    debuggee.run_until_ready(program, python=python)
    assert listening_ports(adapter) == set()
    (pid,) = debuggee.marked.alive()
    assert listening_ports(pid) == set()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", connection(pid)[0]))


# --- who looks ------------------------------------------------------------------------------------

LOOK = """\
for name in ("environ", "mem", "maps", "fd/0", "cwd/x", "stack"):
    try:
        with open(f"/proc/{sys.argv[1]}/{name}", "rb") as file:
            file.read(1)
    except PermissionError:
        print(name, "is denied")
print(open(f"/proc/{sys.argv[1]}/cmdline").read())
try:
    os.kill(int(sys.argv[1]), 0)
except PermissionError:
    print("signals are denied")
"""


@ROOT_ONLY
@pytest.mark.parametrize(("program", "python"), on_pythons("loop_plain"))
def test_another_user_cannot_read_the_secret(debuggee, program, python):
    debuggee.run_until_ready(program, python=python)
    (pid,) = debuggee.marked.alive()
    port, secret = connection(pid)
    assert len(secret) == 64
    seen = as_another_user(LOOK, str(pid))
    for what in ("environ", "mem", "maps", "fd/0", "cwd/x"):
        assert f"{what} is denied" in seen
    assert "signals are denied" in seen
    # The command line is there for everybody to read.
    assert "loop_plain.py" in seen
    assert secret not in seen and f"{port}:" not in seen
