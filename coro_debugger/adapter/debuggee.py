"""The debuggee's process: its pipes, its end, and the ways to end it."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Callable

from coro_debugger.protocol.launch import DebuggeeCommand
from coro_debugger.protocol.process_tree import adopt_orphans, begin_tree, end_rest, end_tree

from .buffered_writer import BufferedWriter
from .event_loop import EventLoop
from .output_pipe import OutputPipe

_LATE_OUTPUT_SECONDS = 0.2
"""How long a process that the program left behind may keep its pipes open after its end."""
_GRACE_SECONDS = 0.5


class Debuggee:
    """A running program.

    `on_output` gets category and text; `on_ended` gets the status, once, after all output.
    Raises OSError or ValueError if it cannot be started.
    """

    def __init__(
        self,
        loop: EventLoop,
        command: DebuggeeCommand,
        on_output: Callable[[str, str], None],
        on_ended: Callable[[int], None],
    ) -> None:
        self._loop = loop
        self._on_ended = on_ended
        self.exit_status: int | None = None
        self._is_ended_by_us = False
        adopt_orphans()
        self._process = subprocess.Popen(
            command.command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=command.cwd,
            env=command.environment,
            start_new_session=True,
            bufsize=0,
        )
        begin_tree(self._process.pid)
        stdin, stdout, stderr = self._process.stdin, self._process.stdout, self._process.stderr
        assert stdin and stdout and stderr
        self._close_stdin = stdin.close
        self._stdin = BufferedWriter(loop, stdin.fileno())
        self._pipes = [
            OutputPipe(loop, stdout, lambda text: on_output("stdout", text)),
            OutputPipe(loop, stderr, lambda text: on_output("stderr", text)),
        ]
        # Waiting needs a thread: a process that ends makes no descriptor readable everywhere.
        threading.Thread(target=self._wait, daemon=True).start()

    def drain_output(self) -> None:
        """Tell all output that the program has written up to now."""
        for pipe in self._pipes:
            pipe.drain()

    def pause_output(self, is_paused: bool) -> None:
        """Leave output in the pipes, so that a program that floods has to wait."""
        for pipe in self._pipes:
            pipe.pause(is_paused)

    def write_stdin(self, data: bytes) -> None:
        """Give the program ``data`` to read."""
        self._stdin.write(data)

    def close_stdin(self) -> None:
        """Let the program read the end of its input, after what was written before."""
        self._stdin.close_when_written(self._close_stdin)

    def terminate(self) -> None:
        """Ask the program to end; half a second later do not ask."""
        if self.exit_status is None:
            self._is_ended_by_us = True
            end_tree(self._process.pid, force=False)
            self._loop.call_later(_GRACE_SECONDS, self.kill)

    def kill(self) -> None:
        """End the program and what it started at once."""
        if self.exit_status is None:
            self._is_ended_by_us = True
            end_tree(self._process.pid, force=True)

    def end_rest(self) -> None:
        """End what the program has left behind."""
        end_rest(self._process.pid)

    def _wait(self) -> None:
        status = self._process.wait()
        self._loop.call_from_thread(lambda: self._on_exited(status))

    def _on_exited(self, status: int) -> None:
        self.exit_status = status
        if self._is_ended_by_us:
            self.end_rest()
        self._look_for_end(_LATE_OUTPUT_SECONDS)

    def _look_for_end(self, seconds_left: float) -> None:
        # What the program itself wrote is in the pipes now; who else holds them may still write.
        for pipe in self._pipes:
            pipe.look_for_end()
        step = 0.01
        if seconds_left > 0 and any(pipe.is_open for pipe in self._pipes):
            self._loop.call_later(step, lambda: self._look_for_end(seconds_left - step))
            return
        for pipe in self._pipes:
            pipe.close()
        self._on_ended(self.exit_status or 0)
