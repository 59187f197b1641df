"""Driven by key presses: writes down what reaches its coroutine."""

import pathlib

LOG = pathlib.Path(__file__).with_name("driven.txt")


def note(text):
    with LOG.open("a", encoding="utf-8") as log:
        log.write(text + "\n")


def listener():
    try:
        while True:
            try:
                line = yield
                note(f"received {line!r}")
            except ValueError as error:
                note(f"caught {error!r}")
    finally:
        note("closed")


ears = listener()
next(ears)
note("ready")
