"""Stands in for a debuggee with its agent: connects back, greets, and speaks canned DAP.

Run as `<this> <agent folder> <program> <mode> ...`: the mode says how it behaves or misbehaves.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time

FRAME = {"id": 1, "name": "<module>", "line": 1, "column": 1}
COROUTINE = {
    "id": 2,
    "kind": "generator",
    "names": ["words"],
    "qualname": "grep",
    "role": "consumes",
    "state": "suspended",
    "resumptions": 1,
    "line": 1,
    "column": 1,
}
COUNTS = {"created": 0, "running": 0, "suspended": 1, "finished": 0}
BODIES = {
    "threads": {"threads": [{"id": 1, "name": "MainThread"}]},
    "scopes": {"scopes": [{"name": "Locals", "variablesReference": 10, "expensive": False}]},
    "variables": {"variables": [{"name": "x", "value": "1", "variablesReference": 0}]},
    "coroutines": {"coroutines": [COROUTINE], "total": 1, "counts": COUNTS},
    "continue": {"allThreadsContinued": True},
}


def write(text: str, stream: int = 1) -> None:
    os.write(stream, text.encode())


class Agent:
    def __init__(self, mode: str, arguments: list[str]) -> None:
        port, _, secret = os.environ["CORO_DEBUGGER_CONNECT"].partition(":")
        self.mode = mode
        self.arguments = arguments
        self.port = int(port)
        self.greeting = secret.encode() + b"\n"
        self.seq = 0

    def connect(self, greeting: bytes) -> socket.socket:
        connection = socket.create_connection(("127.0.0.1", self.port))
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.sendall(greeting)
        return connection

    def run(self) -> None:
        if behave := getattr(self, "before_" + self.mode, None):
            behave()
        self.socket = self.connect(self.greeting)
        self.stream = self.socket.makefile("rb")
        while (request := self.read()) is not None:
            command = request["command"]
            behave = getattr(self, f"{self.mode}_{command}", None) or getattr(
                self, f"on_{command}", self.on_any
            )
            behave(request)

    # --- the wire -------------------------------------------------------------------------

    def read(self):
        length = 0
        while (line := self.stream.readline()) != b"\r\n":
            if not line:
                return None
            length = int(line.partition(b":")[2])
        return json.loads(self.stream.read(length))

    def send(self, **message) -> None:
        self.seq += 1
        content = json.dumps({"seq": self.seq, **message}).encode()
        self.socket.sendall(b"Content-Length: %d\r\n\r\n%s" % (len(content), content))

    def answer(self, request, body=None, **more) -> None:
        command = request["command"]
        self.send(
            type="response",
            request_seq=request["seq"],
            command=command,
            **{"success": True, "body": body or {}, **more},
        )

    def tell(self, event, **body) -> None:
        self.send(type="event", event=event, body=body)

    def stop(self, reason="breakpoint", **more) -> None:
        self.tell("stopped", reason=reason, threadId=1, allThreadsStopped=True, **more)

    # --- the ordinary course ----------------------------------------------------------------

    def on_any(self, request) -> None:
        self.answer(request, BODIES.get(request["command"]))

    def on_launch(self, request) -> None:
        self.launch = request["arguments"]
        self.answer(request)
        self.tell("initialized")

    def on_setBreakpoints(self, request) -> None:
        lines = [item["line"] for item in request["arguments"].get("breakpoints", [])]
        answers = [{"verified": True, "line": line, "id": line} for line in lines]
        self.answer(request, {"breakpoints": answers})

    def on_setExceptionBreakpoints(self, request) -> None:
        self.answer(request, {"breakpoints": []})

    def on_configurationDone(self, request) -> None:
        self.answer(request)
        self.tell("process", name="fake", systemProcessId=os.getpid(), python="3.x", engine="none")
        write("hello\n")
        self.stop("entry" if self.launch.get("stopOnEntry") else "breakpoint", coroutineId=2)

    def on_stackTrace(self, request) -> None:
        frame = dict(FRAME)
        if request["arguments"]["threadId"] == 2:
            frame |= {"id": 2, "name": "grep", "coroutineId": 2}
        self.answer(request, {"stackFrames": [frame], "totalFrames": 1})

    def on_continue(self, request) -> None:
        self.on_any(request)
        write("the last words\n")
        write("oh dear\n", 2)
        sys.exit(3)

    def on_next(self, request) -> None:
        self.on_any(request)
        write(f"step {self.seq}\n")
        self.stop("step")

    def on_continueTo(self, request) -> None:
        self.on_any(request)
        self.stop("yield", coroutineId=2)

    def on_pause(self, request) -> None:
        self.on_any(request)
        self.stop("pause")

    def on_evaluate(self, request) -> None:
        if request["arguments"]["expression"] == "input()":
            text = sys.stdin.readline()
            self.answer(request, {"result": repr(text), "variablesReference": 0})
        else:
            self.answer(request, success=False, message="NameError: name 'x' is not defined")

    def on_resumeCoroutine(self, request) -> None:
        arguments = request["arguments"]
        if arguments.get("expression") == "bad":
            self.answer(request, success=False, message="NameError: name 'bad' is not defined")
        elif arguments.get("stepIn"):
            self.nested = request
            self.stop("step", nested=True, coroutineId=2)
        else:
            self.answer(request, {"outcome": "yielded", "value": "1", "type": "int"})

    def on_stepOut(self, request) -> None:
        self.on_any(request)
        self.answer(self.nested, {"outcome": "returned", "value": "2", "type": "int"})
        self.stop()

    def to_the_end_next(self, request) -> None:
        self.on_any(request)
        self.stop("end", exitStatus=7)

    def to_the_end_continue(self, request) -> None:
        self.on_any(request)
        write("exit handlers\n")
        sys.exit(7)

    def lingers_next(self, request) -> None:
        self.to_the_end_next(request)

    def lingers_continue(self, request) -> None:
        self.on_any(request)
        time.sleep(600)

    def refuses_to_go_next(self, request) -> None:
        self.answer(request, success=False, message="notStopped")

    def on_disconnect(self, request) -> None:
        self.answer(request)
        sys.exit(0)

    # --- hostile and broken -----------------------------------------------------------------

    def before_too_old(self) -> None:
        sys.exit(87)

    def before_dies(self) -> None:
        write("no module named site, poor thing\n", 2)
        sys.exit(4)

    def before_killed(self) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def before_never(self) -> None:
        time.sleep(600)

    def before_intruders(self) -> None:
        """Callers with a wrong greeting, a short one and none come first."""
        self.intruders = [
            self.connect(b"x" * len(self.greeting)),
            self.connect(b"GET / HTTP/1.1\r\n\r\n" + b"y" * 200),
            self.connect(self.greeting[:-2]),
            self.connect(b""),
        ]

    def before_only_intruders(self) -> None:
        self.before_intruders()
        time.sleep(600)

    def garbage_launch(self, request) -> None:
        self.socket.sendall(b"this is no header\r\n\r\n")
        time.sleep(600)

    def huge_launch(self, request) -> None:
        self.socket.sendall(b"Content-Length: 99999999999\r\n\r\n")
        time.sleep(600)

    def not_json_launch(self, request) -> None:
        self.socket.sendall(b"Content-Length: 4\r\n\r\n{]}[")
        time.sleep(600)

    def wrong_types_launch(self, request) -> None:
        self.send(type="response", request_seq="one", success=1)
        time.sleep(600)

    def wrong_body_threads(self, request) -> None:
        self.answer(request, {"threads": "many"})
        time.sleep(600)

    def wrong_event_configurationDone(self, request) -> None:
        self.answer(request)
        self.tell("stopped", reason="tired of it")
        time.sleep(600)

    def unknown_configurationDone(self, request) -> None:
        """Things nobody asked for are no reason to quarrel."""
        self.tell("novelty", text="new in some later version")
        self.send(type="request", command="runInTerminal", arguments={})
        self.answer({"command": "threads", "seq": 999_999}, {"threads": 1})
        self.on_configurationDone(request)

    def refuses_launch(self, request) -> None:
        self.answer(request, success=False, message="not today")

    def midway_next(self, request) -> None:
        os.kill(os.getpid(), signal.SIGSEGV)

    def hangs_up_next(self, request) -> None:
        self.socket.shutdown(socket.SHUT_RDWR)
        write(f"on my own now {sys.stdin.readline()}")
        sys.exit(5)

    # --- programs -----------------------------------------------------------------------------

    def stubborn_configurationDone(self, request) -> None:
        """Ignores SIGTERM, and so does its child, which left the group."""
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        code = "import signal, time; signal.signal(15, signal.SIG_IGN); time.sleep(600)"
        child = subprocess.Popen([sys.executable, "-c", code], start_new_session=True)
        write(f"child {child.pid}\n")
        self.answer(request)
        self.tell("process", name="fake")
        time.sleep(600)

    def flood_configurationDone(self, request) -> None:
        self.answer(request)
        self.tell("process", name="fake")
        block = b"0123456789abcde\n" * 4096
        left = int(self.arguments[0])
        while left > 0:
            left -= os.write(1, block[:left])
        self.stop()

    def torn_configurationDone(self, request) -> None:
        """Characters whose bytes come apart, and bytes that are no characters."""
        self.answer(request)
        for piece in (b"\xe2\x82", b"\xac \xff ", b"\xf0\x9f", b"\x98\x80 \xe2"):
            os.write(1, piece)
            time.sleep(0.05)
        sys.exit(0)

    def grandchild_configurationDone(self, request) -> None:
        self.answer(request)
        subprocess.Popen([sys.executable, "-c", "import time; time.sleep(30)"])
        write("left somebody behind\n")
        sys.exit(0)


if __name__ == "__main__":
    mode, *arguments = sys.argv[3:]
    Agent(mode, arguments).run()
