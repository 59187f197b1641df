"""The time from a launch request to the agent's call back, or to the reason why it never came."""

from __future__ import annotations

import socket
from collections.abc import Callable

from coro_debugger.protocol.commands import LaunchArguments
from coro_debugger.protocol.launch import (
    MINIMUM_PYTHON,
    SUPPORTED_PYTHONS,
    UNSUPPORTED_PYTHON_STATUS,
    debuggee_command,
)
from coro_debugger.protocol.launch_check import LaunchProblem, find_problem

from .agent_listener import AgentListener
from .debuggee import Debuggee
from .event_loop import EventLoop

_CONNECT_SECONDS = 10.0
_MAX_ERROR_TEXT = 20_000

_WORDS = {
    LaunchProblem.FOLDER_MISSING: "The working folder does not exist: {arguments.cwd}",
    LaunchProblem.PROGRAM_MISSING: "The program does not exist: {arguments.program}",
    LaunchProblem.PROGRAM_IS_FOLDER: "The program is a folder: {arguments.program}",
    LaunchProblem.PYTHON_MISSING: "The interpreter does not exist: {arguments.python}",
}
_TURNED_AWAY = "Another process has called in place of the program and was turned away.\n"


class LaunchError(Exception):
    """A launch cannot begin; the text is for people."""


class Launching:
    """Starts the debuggee and waits for its agent; calls exactly one of connected and failed.

    `on_ended` is called only after `on_connected`. Raises LaunchError if it cannot begin.
    """

    def __init__(
        self,
        loop: EventLoop,
        arguments: LaunchArguments,
        on_output: Callable[[str, str], None],
        on_connected: Callable[[socket.socket], None],
        on_failed: Callable[[str], None],
        on_ended: Callable[[int], None],
    ) -> None:
        if problem := find_problem(arguments):
            raise LaunchError(_WORDS[problem].format(arguments=arguments))
        self._python = arguments.python
        self._on_output = on_output
        self._on_connected = on_connected
        self._on_failed = on_failed
        self._on_ended = on_ended
        self._error_text = ""
        self._is_over = False
        self._has_connected = False
        self._listener = AgentListener(loop, self._on_agent, self._on_turned_away)
        self.debuggee = self._start(loop, arguments)
        loop.call_later(_CONNECT_SECONDS, self._on_too_late)

    def _start(self, loop: EventLoop, arguments: LaunchArguments) -> Debuggee:
        command = debuggee_command(arguments, self._listener.port)
        self._listener.start(command.is_greeted)
        try:
            return Debuggee(loop, command, self._on_text, self._on_process_ended)
        except (OSError, ValueError) as error:
            self._listener.close()
            raise LaunchError(f"{command.command[0]} cannot be started: {error}") from error

    def _on_text(self, category: str, text: str) -> None:
        if category == "stderr" and not self._is_over:
            self._error_text = (self._error_text + text)[-_MAX_ERROR_TEXT:]
        self._on_output(category, text)

    def _on_agent(self, connection: socket.socket) -> None:
        self._is_over = self._has_connected = True
        self._on_connected(connection)

    def _on_turned_away(self) -> None:
        self._on_output("important", _TURNED_AWAY)

    def _on_too_late(self) -> None:
        if not self._is_over:
            self.debuggee.kill()
            self._fail(f"The interpreter did not answer within {_CONNECT_SECONDS:.0f} seconds")

    def _on_process_ended(self, status: int) -> None:
        if self._has_connected:
            self._on_ended(status)
        elif self._is_over:
            return  # it was too late, and that was told
        elif status == UNSUPPORTED_PYTHON_STATUS:
            minimum = ".".join(map(str, MINIMUM_PYTHON))
            self._fail(
                f"{self._python} is older than Python {minimum}; supported: {SUPPORTED_PYTHONS}"
            )
        else:
            self._fail(
                f"The interpreter ended with status {status} before the program began.\n"
                + self._error_text
            )

    def _fail(self, why: str) -> None:
        self._is_over = True
        self._listener.close()
        self._on_failed(why.rstrip())
