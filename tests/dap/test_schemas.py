"""The schemas refuse what is not a message, so that a silent validator cannot pass for a check."""

import pytest

from tests.dap.schemas import SchemaError, validate

GOOD = {
    "a request": {
        "seq": 1,
        "type": "request",
        "command": "initialize",
        "arguments": {"adapterID": "x"},
    },
    "an answer": {
        "seq": 1,
        "type": "response",
        "request_seq": 1,
        "success": True,
        "command": "next",
    },
    "an error": {
        "seq": 1,
        "type": "response",
        "request_seq": 1,
        "success": False,
        "command": "no such thing",
        "body": {},
    },
    "one of ours": {
        "seq": 2,
        "type": "request",
        "command": "resumeCoroutine",
        "arguments": {"coroutineId": 2, "operation": "send", "expression": "1"},
    },
}
BAD = {
    "no number": {"type": "event", "event": "initialized"},
    "a required field missing": {
        "seq": 1,
        "type": "request",
        "command": "initialize",
        "arguments": {},
    },
    "an unknown command": {"seq": 1, "type": "request", "command": "frobnicate"},
    "an unknown field of ours": {
        "seq": 1,
        "type": "request",
        "command": "coroutines",
        "arguments": {"foo": 1},
    },
    "a wrong type in ours": {
        "seq": 1,
        "type": "event",
        "event": "coroutines",
        "body": {"changed": ["2"], "counts": {}},
    },
    "a reason nobody knows": {
        "seq": 1,
        "type": "event",
        "event": "stopped",
        "body": {"reason": "tired", "threadId": 1},
    },
}


@pytest.mark.parametrize("message", GOOD.values(), ids=GOOD)
def test_good(message):
    validate(message)


@pytest.mark.parametrize("message", BAD.values(), ids=BAD)
def test_bad(message):
    with pytest.raises(SchemaError):
        validate(message)
