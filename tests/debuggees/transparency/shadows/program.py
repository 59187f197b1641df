import queue
import socket
import types
import json

print(json.NAME, types.NAME, queue.NAME, socket.NAME)


def numbers():
    got = yield 1
    yield got


g = numbers()
print(next(g), g.send(2))
raise ValueError(json.NAME)
