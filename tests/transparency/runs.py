"""Runs a program plainly and under the debugger, and gives what can be seen of it."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.dap.dap_client import ADAPTER, DapClient

SECONDS = 300.0
_CHANGING = (
    (re.compile(r"\b0x[0-9a-f]{6,}\b"), "0xADDRESS"),
    (re.compile(r"\bstarted (daemon )?\d{9,}"), "started IDENT"),
    (re.compile(r"\(pid=\d+\)"), "(pid=PID)"),
)
"""What differs between two plain runs too: addresses, numbers of threads and processes."""


@dataclass(frozen=True)
class Outcome:
    """All that a program shows."""

    stdout: str
    stderr: str
    status: int

    @classmethod
    def of(cls, stdout: str, stderr: str, status: int) -> Outcome:
        return cls(_without_changing(stdout), _without_changing(stderr), status)


@dataclass(frozen=True)
class Run:
    """How a program is run; ``stdin`` is what it can read until the end of its input."""

    python: str
    program: Path
    cwd: Path
    args: Sequence[str] = ()
    stdin: str = ""

    def environment(self) -> dict[str, str]:
        """Nothing that changes Python's ways: buffering is one of the things that are compared."""
        plain = {name: os.environ[name] for name in os.environ if not name.startswith("PYTHON")}
        # Compiled modules would be there in the second run only.
        return plain | {"EXPECTED_CWD": str(self.cwd), "PYTHONDONTWRITEBYTECODE": "1"}


def run_plainly(run: Run) -> Outcome:
    """Run the program with its Python alone, on pipes and in a session of its own too."""
    done = subprocess.run(
        [run.python, str(run.program), *run.args],
        input=run.stdin.encode(),
        capture_output=True,
        cwd=run.cwd,
        env=run.environment(),
        start_new_session=True,
        timeout=SECONDS,
    )
    return Outcome.of(_text(done.stdout), _text(done.stderr), done.returncode)


def run_debugged(run: Run, keep_alive: bool = False) -> Outcome:
    """Run the program through the adapter; with ``keep_alive`` it is held at its end and let go."""
    with DapClient(ADAPTER, run.environment()) as client:
        launch = client.begin_launch(
            run.program,
            python=run.python,
            args=list(run.args),
            cwd=str(run.cwd),
            keepAlive=keep_alive,
        )
        client.request("stdin", {"text": run.stdin})
        client.request("stdin", {"eof": True})
        client.request("setExceptionBreakpoints", {"filters": []})
        client.request("configurationDone")
        client.answer(launch)
        if keep_alive:
            _resume_at_end(client)
        status = client.finish(SECONDS)
        # Whatever the debugger itself has to say is a difference.
        said = client.output("important")
        return Outcome.of(client.output("stdout"), client.output("stderr") + said, status)


def _resume_at_end(client: DapClient) -> None:
    # A program may end without coming to its end: by os._exit, by a signal, by os.execv.
    with contextlib.suppress(AssertionError):
        client.stopped("end", SECONDS)
        client.resume()


def _without_changing(text: str) -> str:
    for pattern, word in _CHANGING:
        text = pattern.sub(word, text)
    return text


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")
