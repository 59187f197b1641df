"""A lenient DAP client for measuring any adapter on stdio: no validation, no threads."""

from __future__ import annotations

import json
import subprocess
import time
from typing import Any

Body = dict[str, Any]


class DapConnection:
    """A conversation with the adapter that ``command`` starts."""

    def __init__(self, command: list[str]) -> None:
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._seq = 0
        self.events: list[Body] = []
        self._answers: dict[int, Body] = {}

    def send(self, command: str, **arguments: Any) -> int:
        self._seq += 1
        message = {
            "seq": self._seq,
            "type": "request",
            "command": command,
            "arguments": arguments,
        }
        content = json.dumps(message).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(content), content))
        self.process.stdin.flush()
        return self._seq

    def request(self, command: str, **arguments: Any) -> Body:
        return self.answer(self.send(command, **arguments))

    def answer(self, seq: int) -> Body:
        while seq not in self._answers:
            self._keep(self.read())
        message = self._answers.pop(seq)
        if not message["success"]:
            raise RuntimeError(message)
        return message.get("body") or {}

    def wait_for(self, event: str) -> Body:
        for position, message in enumerate(self.events):
            if message.get("event") == event:
                return self.events.pop(position).get("body") or {}
        while True:
            message = self.read()
            if message.get("event") == event:
                return message.get("body") or {}
            self._keep(message)

    def _keep(self, message: Body) -> None:
        if message["type"] == "response":
            self._answers[message["request_seq"]] = message
        else:
            self.events.append(message)

    def read(self) -> Body:
        length = 0
        while (line := self.process.stdout.readline().strip()) != b"":
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        if not length:
            raise EOFError("the adapter has ended")
        return json.loads(self.process.stdout.read(length))

    def launch(
        self, program: str, python: str, breakpoints: dict[str, list[Body]], **more: Any
    ) -> None:
        """All up to configurationDone."""
        self.request("initialize", adapterID="bench", linesStartAt1=True, columnsStartAt1=True)
        launch = self.send(
            "launch", program=program, python=python, console="internalConsole", **more
        )
        self.wait_for("initialized")
        for path, wanted in breakpoints.items():
            self.request("setBreakpoints", source={"path": path}, breakpoints=wanted)
        self.send("configurationDone")
        self.answer(launch)

    def output(self) -> str:
        """Run to the end and return the program's standard output."""
        self.wait_for("terminated")
        return "".join(
            message["body"]["output"]
            for message in self.events
            if message.get("event") == "output" and message["body"].get("category") == "stdout"
        )

    def close(self) -> None:
        if self.process.poll() is None:
            self.send("disconnect", terminateDebuggee=True)
            try:
                self.process.wait(3)
            except subprocess.TimeoutExpired:
                self.process.kill()
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait()
