"""Speaks on the debugger's own line: garbage, half messages, what nobody asked for, floods."""
import json
import os
import socket
import sys


def line():
    for fd in os.listdir("/proc/self/fd"):
        try:
            found = socket.socket(fileno=os.dup(int(fd)))
            if found.getpeername()[0] == "127.0.0.1":
                return found
        except (OSError, IndexError):
            pass


def message(**fields):
    content = json.dumps({"seq": 1, **fields}).encode()
    return b"Content-Length: %d\r\n\r\n%s" % (len(content), content)


def event(name, /, **body):
    return message(type="event", event=name, body=body)


def numbers():
    yield from (1, 2, 3)


COUNTS = {"created": 1, "running": 0, "suspended": 0, "finished": 0}
CHANGED = event("coroutines", changed=[1, 2, 3], counts=COUNTS)
SAID = {
    "garbage": b"\x00\xff garbage \r\n\r\n",
    "another protocol": b"HTTP/1.1 200 OK\r\n\r\n",
    "an endless header": b"x" * 100_000,
    "a huge length": b"Content-Length: 999999999999\r\n\r\n",
    "a negative length": b"Content-Length: -1\r\n\r\n",
    "no length": b"Content-Type: x\r\n\r\n{}",
    "deeply nested": b"Content-Length: 200000\r\n\r\n" + b"[" * 200_000,
    "deep objects": b"Content-Length: 350000\r\n\r\n" + b'{"a":1,' * 50_000,
    "no JSON": b"Content-Length: 4\r\n\r\n{]}[",
    "no object": b"Content-Length: 4\r\n\r\n[[]]",
    "no UTF-8": b"Content-Length: 2\r\n\r\n\xff\xff",
    "wrong types": b'Content-Length: 22\r\n\r\n{"seq": "1", "type": 5}',
    "wrong types in an answer": message(type="response", request_seq="x", success=3, command=None),
    "wrong types in an event": event("stopped", reason=5, threadId=[]),
    "half a header": b"Content-Le",
    "half a message": b'Content-Length: 60000000\r\n\r\n{"seq":',
    "nobody asked": b"".join(
        [
            event("initialized"),
            event("process", name="another"),
            event("continued", threadId=7),
            event("stopped", reason="pause", threadId=99, coroutineId=1234),
            event("stopped", reason="end", threadId=1, exitStatus=10**30),
            event("exited", exitCode=10**30),
            event("terminated"),
            event("thread", reason="exited", threadId=-5),
            event("breakpoint", reason="changed", breakpoint={"verified": True, "id": 10**9}),
            message(type="response", request_seq=10**12, success=True, command="threads", body={}),
            message(type="request", command="runInTerminal", arguments={}),
            event("a novelty", x=[1]),
        ]
    ),
}
UNDERSTOOD = ("half a header", "half a message", "nobody asked")
FLOODS = {
    "a flood of events": CHANGED * 1000,
    "a flood of output": event("output", output="flood\n") * 1000,
    "a flood of requests": message(type="request", command="x") * 1000,
    "a flood of stops": event("stopped", reason="step", threadId=1) * 100,
}


def speak(how):
    spoken.sendall(SAID.get(how) or FLOODS.get(how, b""))
    print("spoken", flush=True)
    while how in FLOODS:
        spoken.sendall(FLOODS[how])


if __name__ == "__main__":
    g = numbers()
    next(g)
    spoken = line()
    how = sys.argv[1]
    print("ready", flush=True)
    pass  # @here
    if how == "a flood that outlives":
        if os.fork() == 0:
            speak("a flood of events")
        os._exit(7)
    speak(how)
    while how != "nothing":
        pass
