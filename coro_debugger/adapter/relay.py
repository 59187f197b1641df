"""Stands between a DAP client and the agent: forwards, and adds what is the process's.

Answered here: initialize, stdin, terminate, disconnect, and launches that fail. All else goes to
the agent, whose answers carry the client's own request numbers.
"""

from __future__ import annotations

import socket
from collections.abc import Callable

from coro_debugger.protocol.commands import (
    COMMANDS,
    InitializeArguments,
    LaunchArguments,
    StdinArguments,
)
from coro_debugger.protocol.events import Exited, Output, Terminated
from coro_debugger.protocol.messages import Event, Request, Response
from coro_debugger.protocol.values import Capabilities
from coro_debugger.protocol.wire import WireError, from_wire, to_wire

from .agent_link import AgentLink
from .client import Client
from .event_loop import EventLoop
from .launching import LaunchError, Launching

_DISCONNECT_SECONDS = 1.0
_FLUSH_SECONDS = 2.0
_HANG_UP_SECONDS = 0.3
_AGENT_GONE = (
    "The program is no longer under the debugger: it has closed all its files, or has become "
    "another program. It runs on by itself.\n"
)

_CAPABILITIES = Capabilities(
    exception_breakpoint_filters=[
        {"filter": "raised", "label": "Raised exceptions", "default": False},
        {"filter": "uncaught", "label": "Uncaught exceptions", "default": True},
    ]
)


class Relay:
    """One conversation with one client, from its first request to its end."""

    def __init__(self, loop: EventLoop, read_fd: int, write_fd: int) -> None:
        self._loop = loop
        self._client = Client(
            loop, read_fd, write_fd, self._on_request, self._on_client_end, self._on_congested
        )
        self._handlers: dict[str, Callable[[Request], None]] = {
            "initialize": self._on_initialize,
            "launch": self._on_launch,
            "stdin": self._on_stdin,
            "terminate": self._on_terminate,
            "disconnect": self._on_disconnect,
        }
        self._launching: Launching | None = None
        self._agent: AgentLink | None = None
        self._early: list[Request] = []
        """Launch and what came after it, while there is no agent yet."""
        self._why_no_agent = "nothing was launched"
        self._disconnect: Request | None = None
        self._is_leaving = False
        self._has_process_ended = False
        self.complaint = ""
        """Why the conversation broke off, if it did."""

    def start(self) -> None:
        """Begin to listen to the client; the loop stops when the conversation is over."""
        self._client.start()

    # --- from the client ---------------------------------------------------------------------

    def _on_request(self, request: Request) -> None:
        try:
            if handler := self._handlers.get(request.command):
                handler(request)
            elif request.command not in COMMANDS:
                self._client.refuse(request, f"unknown request {request.command!r:.80}")
            elif self._agent:
                self._agent.ask(request)
            elif self._early:
                self._early.append(request)
            else:
                self._client.refuse(request, self._why_no_agent)
        except (WireError, RecursionError) as error:
            self._client.refuse(request, str(error))

    def _on_initialize(self, request: Request) -> None:
        wanted = from_wire(InitializeArguments, request.arguments, "initialize")
        if wanted.lines_start_at1 and wanted.columns_start_at1:
            self._client.answer(request, to_wire(_CAPABILITIES))
        else:
            self._client.refuse(request, "lines and columns are counted from 1 here")

    def _on_launch(self, request: Request) -> None:
        if self._launching:
            self._client.refuse(request, "a program was launched already")
            return
        arguments = from_wire(LaunchArguments, request.arguments, "launch")
        try:
            self._launching = Launching(
                self._loop,
                arguments,
                self._on_output,
                self._on_agent,
                self._on_launch_failed,
                self._on_process_ended,
            )
        except LaunchError as error:
            self._client.refuse(request, str(error))
        else:
            self._early = [request]

    def _on_stdin(self, request: Request) -> None:
        wanted = from_wire(StdinArguments, request.arguments, "stdin")
        if not self._launching or self._launching.debuggee.exit_status is not None:
            self._client.refuse(request, "no program runs")
            return
        debuggee = self._launching.debuggee
        debuggee.write_stdin(wanted.text.encode("utf-8", "replace"))
        if wanted.eof:
            debuggee.close_stdin()
        self._client.answer(request)

    def _on_terminate(self, request: Request) -> None:
        if self._launching:
            self._launching.debuggee.terminate()
        self._client.answer(request)

    def _on_disconnect(self, request: Request) -> None:
        self._disconnect = request
        self._leave()

    def _on_client_end(self, why: str) -> None:
        self.complaint = why
        self._leave()

    def _on_congested(self, is_congested: bool) -> None:
        if self._launching:
            self._launching.debuggee.pause_output(is_congested)
        if self._agent:
            self._agent.pause(is_congested)

    # --- from the debuggee -------------------------------------------------------------------

    def _on_output(self, category: str, text: str) -> None:
        self._client.tell(Output(text, category))

    def _on_agent(self, connection: socket.socket) -> None:
        self._agent = AgentLink(self._loop, connection, self._on_agent_message, self._on_agent_end)
        early, self._early = self._early, []
        for request in early:
            self._agent.ask(request)
        self._agent.start()

    def _on_agent_message(self, message: Response | Event) -> None:
        # What the program wrote before the agent spoke comes before what the agent said.
        assert self._launching
        self._launching.debuggee.drain_output()
        self._client.forward(message)

    def _on_agent_end(self, why: str) -> None:
        if why:
            self._client.tell(Output(f"The agent broke the protocol: {why}\n", "important"))
            assert self._launching
            self._launching.debuggee.kill()
        # A program that ends hangs up first: wait a moment for the better reason.
        self._loop.call_later(_HANG_UP_SECONDS, self._on_agent_gone)

    def _on_agent_gone(self) -> None:
        assert self._launching
        if self._agent and self._launching.debuggee.exit_status is None:
            self._client.tell(Output(_AGENT_GONE, "important"))
        self._lose_agent("the debugger in the program has gone")

    def _lose_agent(self, why: str) -> None:
        if self._agent:
            self._why_no_agent = why
            agent, self._agent = self._agent, None
            agent.close()
            for request in agent.take_unanswered():
                self._client.refuse(request, why)

    def _on_launch_failed(self, why: str) -> None:
        early, self._early = self._early, []
        self._launching = None
        for request in early:
            self._client.refuse(request, why)
        if self._is_leaving:
            self._end()

    def _on_process_ended(self, status: int) -> None:
        if self._agent:
            self._agent.read_rest()
        self._lose_agent("the program has ended")
        self._why_no_agent = "the program has ended"
        self._has_process_ended = True
        self._client.tell(Exited(status))
        self._client.tell(Terminated())
        if self._is_leaving:
            self._end()

    # --- the end -----------------------------------------------------------------------------

    def kill(self) -> None:
        """End the program if it runs; for when the conversation breaks off in any other way."""
        if self._launching:
            self._launching.debuggee.kill()

    def _leave(self) -> None:
        self._is_leaving = True
        if self._launching and not self._has_process_ended:
            self._launching.debuggee.kill()
            self._lose_agent("the program is being ended")
            self._loop.call_later(_DISCONNECT_SECONDS, self._end)
        else:
            self._end()

    def _end(self) -> None:
        if self._launching:
            self._launching.debuggee.end_rest()
        if self._disconnect:
            self._client.answer(self._disconnect)
        self._client.stop(_FLUSH_SECONDS)
        self._loop.stop()
