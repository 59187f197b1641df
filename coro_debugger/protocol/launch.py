"""How a debuggee is started: command, environment and one-time secret, built in this one place."""

from __future__ import annotations

import hmac
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .bundle import add_certificates, default_python
from .commands import LaunchArguments
from .launch_check import find_python

CONNECT_VARIABLE = "CORO_DEBUGGER_CONNECT"
SECRET_BYTES = 32
GREETING_LENGTH = SECRET_BYTES * 2 + 1
MINIMUM_PYTHON = (3, 11)
SUPPORTED_PYTHONS = "3.11 to 3.15"
UNSUPPORTED_PYTHON_STATUS = 87
"""Exit status of an agent that was started in an interpreter too old for it."""


@dataclass(frozen=True, slots=True)
class DebuggeeCommand:
    """What to hand to the operating system to start a debuggee."""

    command: list[str]
    environment: dict[str, str]
    cwd: str
    greeting: bytes
    """The first bytes the agent sends after it connected; anything else is an intruder."""

    def is_greeted(self, data: bytes) -> bool:
        """Tell whether ``data`` (GREETING_LENGTH bytes) is this debuggee's greeting."""
        return hmac.compare_digest(data, self.greeting)


def agent_path() -> Path:
    """Return the file that is given to the interpreter to run.

    The file, not its folder: a folder is run through ``runpy``, which then stays in the program's
    ``sys.modules`` and at the bottom of its stack.
    """
    return Path(__file__).resolve().parent.parent / "agent" / "__main__.py"


def debuggee_command(
    arguments: LaunchArguments, port: int, environment: Mapping[str, str] | None = None
) -> DebuggeeCommand:
    """Return how to start ``arguments.program`` so that it connects back to ``port`` on loopback.

    ``environment`` is what the program inherits (default: this process's own). The secret goes
    through the environment; the agent removes it before user code runs.
    """
    secret = secrets.token_hex(SECRET_BYTES)
    inherited = dict(os.environ if environment is None else environment)
    for name, value in arguments.env.items():
        if value is None:
            inherited.pop(name, None)
        else:
            inherited[name] = value
    inherited[CONNECT_VARIABLE] = f"{port}:{secret}"
    python = arguments.python or default_python()
    if arguments.python:
        python = find_python(python, inherited) or python
    add_certificates(inherited, python)
    command = [python, str(agent_path()), arguments.program]
    return DebuggeeCommand(
        command=[*command, *arguments.args],
        environment=inherited,
        cwd=arguments.cwd or str(Path.cwd()),
        greeting=secret.encode("ascii") + b"\n",
    )
