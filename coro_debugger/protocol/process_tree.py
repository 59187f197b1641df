"""Ends a debuggee together with the processes that it started.

A debuggee is started as the leader of a session and process group of its own, so that one signal
reaches all of the group. Children that left the group are found through ``/proc`` where it exists.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path

_PROC = Path("/proc")


def end_tree(leader: int, *, force: bool) -> None:
    """Signal the process ``leader``, its group and its descendants.

    SIGKILL if ``force``, else SIGTERM. Does not wait. A process that has ended already is no
    error. Without process groups (Windows) both ways are ``taskkill /T``.
    """
    if sys.platform == "win32":
        _end_tree_by_taskkill(leader)
        return
    number = signal.SIGKILL if force else signal.SIGTERM
    # Looked up before the first signal: orphans would no longer lead back here.
    strays = [pid for pid in descendants(leader) if _group(pid) != leader]
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, number)
    for pid in strays:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(pid, number)


def descendants(leader: int) -> list[int]:
    """Return the processes that ``leader`` started, and those that they did, as far as known."""
    children: dict[int, list[int]] = {}
    for pid, parent in _parents():
        children.setdefault(parent, []).append(pid)
    found: list[int] = []
    wanted = [leader]
    while wanted:
        below = children.get(wanted.pop(), [])
        found += below
        wanted += below
    return found


def _parents() -> list[tuple[int, int]]:
    pairs = []
    for entry in _PROC.iterdir() if _PROC.is_dir() else ():
        if entry.name.isdigit():
            with contextlib.suppress(OSError, ValueError, IndexError):
                stat = (entry / "stat").read_text(encoding="utf-8", errors="replace")
                # The name stands in parentheses and may itself hold any character.
                pairs.append((int(entry.name), int(stat.rpartition(")")[2].split()[1])))
    return pairs


def _group(pid: int) -> int | None:
    try:
        return os.getpgid(pid)
    except OSError:
        return None


def _end_tree_by_taskkill(leader: int) -> None:
    command = ["taskkill", "/F", "/T", "/PID", str(leader)]
    subprocess.run(command, capture_output=True, check=False)
