"""Cutting bytes into messages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coro_debugger.protocol.framing import FrameReader, FramingError, encode_frame

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(st.lists(st.dictionaries(st.text(), VALUES), max_size=4), st.integers(1, 50))
def test_messages_come_through_in_any_portions(messages, portion):
    data = b"".join(encode_frame(message) for message in messages)
    reader = FrameReader()
    read = []
    for start in range(0, len(data), portion):
        read += reader.feed(data[start : start + portion])
    assert read == messages


def test_lone_surrogates_come_through():
    assert FrameReader().feed(encode_frame({"x": "\udcff"})) == [{"x": "\udcff"}]


@pytest.mark.parametrize(
    "data",
    [
        b"GET / HTTP/1.1\r\n\r\n",
        b"Content-Length: x\r\n\r\n",
        b"Content-Length: -1\r\n\r\n",
        b"Content-Length: 99999999999\r\n\r\n",
        b"Content-Length: 9999999999999999999999\r\n\r\n",
        b"Content-Length: 2\r\n\r\n[]",
        b"Content-Length: 2\r\n\r\n{]",
        b"Content-Length: 2\r\n\r\n\xff\xff",
        b'Content-Length: 9\r\n\r\n{"a":NaN}',
        b"Content-Length: 20000\r\n\r\n" + b"[" * 20000,
        b"x" * 5000,
    ],
    ids=lambda data: repr(data[:40]),
)
def test_what_is_no_message(data):
    with pytest.raises(FramingError):
        FrameReader().feed(data)
