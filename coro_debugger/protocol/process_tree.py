"""Ends a debuggee together with the processes that it started.

A debuggee is started as the leader of a session and process group of its own, so that one signal
reaches all of the group. Those that left the group are found through ``/proc`` where it exists: by
their session, as descendants, and, if they were orphaned on purpose, as adopted children. On Linux
orphans are adopted by whoever called `adopt_orphans`; elsewhere, and where a service manager stands
in between, a process that has left both session and parents is not found.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

_PROC = Path("/proc")
_MOST_OF_STAT = 512
_SET_CHILD_SUBREAPER = 36
_ROUNDS = 5
_GONE = "ZX"

_adopts = False
_leaders: set[int] = set()


@dataclass(frozen=True, slots=True)
class _Process:
    pid: int
    state: str
    parent: int
    group: int
    session: int


def adopt_orphans() -> None:
    """Become the parent of processes whose own has ended, if they descend from this one.

    For a process whose only children in sessions of their own are debuggees: what else is there
    counts as theirs.
    """
    global _adopts
    if _adopts or not sys.platform.startswith("linux"):
        return
    with contextlib.suppress(OSError, AttributeError):
        _adopts = ctypes.CDLL(None).prctl(_SET_CHILD_SUBREAPER, 1, 0, 0, 0) == 0


def begin_tree(leader: int) -> None:
    """Note that this debuggee was started: its parent waits for it."""
    _leaders.add(leader)


def end_tree(leader: int, *, force: bool) -> None:
    """Signal the process ``leader`` and all that it started.

    SIGKILL if ``force``, else SIGTERM: that goes to the group alone where `end_rest` finds the
    others as orphans, so that on a busy machine, too, it is sent at once. Does not wait. A process
    that has ended already is no error. Without process groups (Windows) both ways are
    ``taskkill /T``.
    """
    if sys.platform == "win32":
        _end_tree_by_taskkill(leader)
        return
    if not force and _adopts:
        _signal_group(leader, signal.SIGTERM)
        return
    number = signal.SIGKILL if force else signal.SIGTERM
    # More than once: a process may start another while the first are being ended.
    for _ in range(_ROUNDS if force else 1):
        # Looked up before the signal: orphans might no longer lead back here.
        found = _started_by(leader, list(_processes()))
        _signal_group(leader, number)
        for process in found:
            if process.group != leader:
                _signal(process.pid, number)
        if not found:
            break


def leave_tree(leader: int) -> None:
    """Note that a debuggee has ended by itself: what it has left behind is meant to stay."""
    _leaders.discard(leader)
    if _adopts:
        _reap(_processes())


def end_rest(leader: int) -> None:
    """Kill what a debuggee that has ended has left behind."""
    _leaders.discard(leader)
    if sys.platform == "win32":
        return
    everybody: list[_Process] = []
    for _ in range(_ROUNDS):
        everybody = list(_processes())
        left = _started_by(leader, everybody)
        for process in left:
            _signal(process.pid, signal.SIGKILL)
        if not left:
            break
    else:
        everybody = list(_processes())
    _reap(everybody)


def descendants(leader: int) -> list[int]:
    """Return the processes that ``leader`` started, and those that they did, as far as known."""
    return [process.pid for process in _below({leader}, list(_processes()))]


def _started_by(leader: int, everybody: list[_Process]) -> list[_Process]:
    roots = {p.pid for p in everybody if leader in (p.session, p.group)}
    roots |= {p.pid for p in everybody if _is_adopted(p)}
    found = {p.pid: p for p in everybody if p.pid in roots}
    found |= {p.pid: p for p in _below(roots | {leader}, everybody)}
    return [p for p in found.values() if p.state not in _GONE and p.pid != leader]


def _below(roots: set[int], everybody: list[_Process]) -> list[_Process]:
    children: dict[int, list[_Process]] = {}
    for process in everybody:
        children.setdefault(process.parent, []).append(process)
    found: dict[int, _Process] = {}
    wanted = list(roots)
    while wanted:
        below = [p for p in children.get(wanted.pop(), []) if p.pid not in found]
        found.update((p.pid, p) for p in below)
        wanted += [p.pid for p in below]
    return list(found.values())


def _is_adopted(process: _Process) -> bool:
    is_child = _adopts and process.parent == os.getpid() and process.pid not in _leaders
    return is_child and process.session != os.getsid(0)


def _reap(everybody: Iterable[_Process]) -> None:
    """Let adopted processes that have ended go: nobody else waits for them."""
    for process in everybody:
        if process.state in _GONE and _is_adopted(process):
            with contextlib.suppress(OSError):
                os.waitpid(process.pid, os.WNOHANG)


def _processes() -> Iterator[_Process]:
    if not _PROC.is_dir():
        return
    with os.scandir(_PROC) as entries:
        for entry in entries:
            if entry.name.isdigit():
                with contextlib.suppress(OSError, ValueError, IndexError):
                    # The name stands in parentheses and may itself hold any character.
                    state, *numbers = _stat(entry.path).rpartition(b")")[2].split()[:4]
                    yield _Process(int(entry.name), state.decode(), *map(int, numbers))


def _stat(folder: str) -> bytes:
    """Return what the system tells of a process; not by `Path`, for Stop asks about hundreds."""
    descriptor = os.open(f"{folder}/stat", os.O_RDONLY)
    try:
        return os.read(descriptor, _MOST_OF_STAT)
    finally:
        os.close(descriptor)


def _signal_group(leader: int, number: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, number)


def _signal(pid: int, number: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(pid, number)


def _end_tree_by_taskkill(leader: int) -> None:
    command = ["taskkill", "/F", "/T", "/PID", str(leader)]
    subprocess.run(command, capture_output=True, check=False)
