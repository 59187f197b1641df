"""A client of the Debug Adapter Protocol for end-to-end tests: strict, small, real processes only.

Every message in either direction is held against the schemas. The framing is written anew here, so
that a mistake in the product's own cannot cancel itself out.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any, BinaryIO

from tests.dap.schemas import SchemaError, validate

ROOT = Path(__file__).resolve().parents[2]
ADAPTER = (sys.executable, "-m", "coro_debugger.adapter")
TIMEOUT = 20.0

Body = dict[str, Any]


class DapError(Exception):
    """A request failed; the text is the response's message."""

    def __init__(self, response: Body) -> None:
        super().__init__(response.get("message", ""))
        self.response = response


class DapClient:
    """A conversation with an adapter that it starts; use as a context manager.

    `messages` holds what came, in order. Waiting for an event takes the next one of that name.
    """

    def __init__(self, command: tuple[str, ...] = ADAPTER, env: dict[str, str] | None = None):
        self.messages: list[Body] = []
        self._responses: dict[int, Body] = {}
        self._events: defaultdict[str, list[Body]] = defaultdict(list)
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed in close()
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            cwd=ROOT,
            env=env,
        )
        self._seq = 0
        self._taken: Counter[str] = Counter()
        self._arrived = threading.Condition()
        self._violation: Exception | None = None
        self._at_end = False
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def __enter__(self) -> DapClient:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            self.close()
        except Exception:
            if kind is None:
                raise

    # --- talking ---------------------------------------------------------------------------

    def send(self, command: str, arguments: Body | None = None) -> int:
        """Send a request; return its number."""
        self._seq += 1
        message = {
            "seq": self._seq,
            "type": "request",
            "command": command,
            "arguments": arguments or {},
        }
        validate(message)
        self.send_raw(frame(message))
        return self._seq

    def send_raw(self, data: bytes) -> None:
        assert self.process.stdin
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def request(
        self, command: str, arguments: Body | None = None, timeout: float = TIMEOUT
    ) -> Body:
        """Send a request and return the body of its answer. Raises DapError if it failed."""
        return self.answer(self.send(command, arguments), timeout)

    def answer(self, seq: int, timeout: float = TIMEOUT) -> Body:
        """Wait for the answer of request ``seq``. Raises DapError if it failed."""

        response = self._wait(
            lambda: self._responses.get(seq), f"the answer of request {seq}", timeout
        )
        if not response["success"]:
            raise DapError(response)
        return response.get("body", {})

    def wait_for(self, event: str, timeout: float = TIMEOUT) -> Body:
        """Return the body of the next event of this name that was not waited for yet."""

        def find() -> Body | None:
            events = self.events(event)
            if len(events) > self._taken[event]:
                return events[self._taken[event]]
            if event not in ("exited", "terminated") and self.events("terminated"):
                raise AssertionError(f"the session ended, no {event!r}\n{self.describe()}")
            return None

        body = self._wait(find, f"event {event!r}", timeout)
        self._taken[event] += 1
        return body

    def wait_for_output(self, text: str, category: str | None = None, timeout: float = TIMEOUT):
        """Wait until the output holds ``text``."""
        self._wait(
            lambda: True if text in self.output(category) else None, f"output {text!r}", timeout
        )

    def events(self, name: str) -> list[Body]:
        """Return the bodies of all events of this name that have come."""
        return list(self._events[name])

    def output(self, category: str | None = "stdout") -> str:
        """Return the text that has come, of one category or of all."""
        return "".join(
            body["output"]
            for body in self.events("output")
            if category in (None, body.get("category", "console"))
        )

    # --- the usual course --------------------------------------------------------------------

    def initialize(self) -> Body:
        return self.request("initialize", {"adapterID": "coro-debugger"})

    def begin_launch(self, program: str | Path, **arguments: Any) -> int:
        """Initialize and launch, and wait until breakpoints may be set."""
        self.initialize()
        launch = self.send("launch", {"program": str(program), **arguments})
        self._wait(
            lambda: self.events("initialized") or self._has_failed(launch) or None,
            "event 'initialized'",
            TIMEOUT,
        )
        if self._has_failed(launch):
            self.answer(launch)
        return launch

    def launch(
        self,
        program: str | Path,
        breakpoints: list[int] | list[Body] = (),
        filters: list[str] = (),
        **arguments: Any,
    ) -> None:
        """Run ``program`` with line breakpoints in it: all up to configurationDone."""
        launch = self.begin_launch(program, **arguments)
        if breakpoints:
            self.set_breakpoints(program, breakpoints)
        self.request("setExceptionBreakpoints", {"filters": list(filters)})
        self.request("configurationDone")
        self.answer(launch)

    def set_breakpoints(self, path: str | Path, breakpoints: list[int] | list[Body]) -> list[Body]:
        wanted = [{"line": item} if isinstance(item, int) else item for item in breakpoints]
        arguments = {"source": {"path": str(path)}, "breakpoints": wanted}
        return self.request("setBreakpoints", arguments)["breakpoints"]

    def stopped(self, reason: str | None = None, timeout: float = TIMEOUT) -> Body:
        """Wait for the next stop."""
        body = self.wait_for("stopped", timeout)
        if reason is not None:
            assert body["reason"] == reason, body
        return body

    def frames(self, thread_id: int = 1) -> list[Body]:
        return self.request("stackTrace", {"threadId": thread_id})["stackFrames"]

    def top(self, thread_id: int = 1) -> Body:
        return self.frames(thread_id)[0]

    def step(self, command: str, thread_id: int = 1) -> Body:
        """next, stepIn or stepOut; return the frame where it stopped."""
        self.request(command, {"threadId": thread_id})
        return self.top(self.stopped()["threadId"])

    def resume(self, thread_id: int = 1) -> None:
        self.request("continue", {"threadId": thread_id})

    def scope(self, frame_id: int, name: str = "Locals") -> Body:
        scopes = self.request("scopes", {"frameId": frame_id})["scopes"]
        return next(scope for scope in scopes if scope["name"] == name)

    def variables(self, reference: int, **paging: int) -> list[Body]:
        arguments = {"variablesReference": reference, **paging}
        return self.request("variables", arguments)["variables"]

    def locals(self, thread_id: int = 1) -> dict[str, str]:
        """Return the texts of the local variables of the top frame."""
        scope = self.scope(self.top(thread_id)["id"])
        children = self.variables(scope["variablesReference"])
        return {variable["name"]: variable["value"] for variable in children}

    def evaluate(self, expression: str, frame_id: int | None = None, context="repl") -> Body:
        arguments: Body = {"expression": expression, "context": context}
        if frame_id is not None:
            arguments["frameId"] = frame_id
        return self.request("evaluate", arguments)

    def coroutines(self, **arguments: Any) -> list[Body]:
        return self.request("coroutines", arguments)["coroutines"]

    def drive(self, coroutine_id: int, operation: str, expression: str | None = None, **more: Any):
        """Drive a coroutine; return what came of it."""
        arguments: Body = {"coroutineId": coroutine_id, "operation": operation, **more}
        if expression is not None:
            arguments["expression"] = expression
        return self.request("resumeCoroutine", arguments)

    def finish(self, timeout: float = TIMEOUT) -> int:
        """Wait until the program has ended; return its exit code."""
        code = self.wait_for("exited", timeout)["exitCode"]
        self.wait_for("terminated", timeout)
        return code

    # --- the end -------------------------------------------------------------------------------

    def disconnect(self) -> None:
        self.request("disconnect")
        assert self.process.wait(TIMEOUT) == 0, self.describe()

    def close(self) -> None:
        """End the conversation; fail if the adapter complained or a message broke a schema."""
        try:
            if self.process.poll() is None and not self._violation:
                self.disconnect()
        finally:
            if self.process.poll() is None:
                self.process.kill()
                self.process.wait()
            self._reader.join(TIMEOUT)
            for stream in (self.process.stdin, self.process.stdout):
                with contextlib.suppress(OSError):
                    stream.close()
            errors = self.errors()
            self._errors.close()
        if self._violation:
            raise self._violation
        assert not errors, errors

    def errors(self) -> str:
        """Return what the adapter wrote to its standard error."""
        self._errors.seek(0)
        return self._errors.read().decode(errors="replace")

    def describe(self) -> str:
        """Return the last messages as text, for a failure."""
        last = "\n".join(json.dumps(message)[:300] for message in self.messages[-25:])
        return f"last messages:\n{last}\nadapter's stderr: {self.errors()}"

    # --- waiting -------------------------------------------------------------------------------

    def _wait(self, find, what: str, timeout: float) -> Any:
        deadline = time.monotonic() + timeout
        with self._arrived:
            while (result := find()) is None:
                if self._violation:
                    raise self._violation
                left = deadline - time.monotonic()
                if left <= 0 or self._at_end:
                    why = "the adapter ended" if self._at_end else f"{timeout} s passed"
                    raise AssertionError(f"{why} before {what} came\n{self.describe()}")
                self._arrived.wait(left)
        return result

    def _has_failed(self, seq: int) -> bool:
        response = self._responses.get(seq)
        return response is not None and not response["success"]

    def _read(self) -> None:
        assert self.process.stdout
        try:
            while (message := read_frame(self.process.stdout)) is not None:
                self._check_number(message)
                validate(message)
                with self._arrived:
                    self.messages.append(message)
                    if message["type"] == "event":
                        self._events[message["event"]].append(message.get("body", {}))
                    elif message["type"] == "response":
                        self._responses.setdefault(message["request_seq"], message)
                    self._arrived.notify_all()
        except Exception as error:  # told to whoever waits
            self._violation = error
        with self._arrived:
            self._at_end = True
            self._arrived.notify_all()

    def _check_number(self, message: Body) -> None:
        if message.get("seq") != len(self.messages) + 1:
            raise SchemaError(f"seq is not {len(self.messages) + 1}: {message!r:.300}")


def frame(message: Body) -> bytes:
    """Return ``message`` with its header."""
    content = json.dumps(message).encode()
    return b"Content-Length: %d\r\n\r\n" % len(content) + content


def read_frame(stream: BinaryIO) -> Body | None:
    """Return the next message of ``stream``, None at its end."""
    length = None
    while (line := stream.readline()) != b"\r\n":
        if not line:
            return None
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    if length is None:
        raise SchemaError("a header without Content-Length")
    content = stream.read(length)
    return json.loads(content) if len(content) == length else None
