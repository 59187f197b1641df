from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QSize

from coro_debugger.protocol.framing import FrameReader, encode_frame
from coro_debugger.session.qt_json import LARGEST, decode_for_qt


@pytest.mark.parametrize("number", [LARGEST + 1, 2**63, 10**400, int("9" * 4000)])
def test_numbers_that_fit_nowhere_are_cut(number):
    message = {"large": [number], "small": -number, "fits": [LARGEST, -LARGEST, 5, -5, 0]}
    (taken,) = FrameReader(decode_for_qt).feed(encode_frame(message))
    assert taken == {"large": [LARGEST], "small": -LARGEST, "fits": [LARGEST, -LARGEST, 5, -5, 0]}
    assert QPoint(taken["large"][0], taken["small"]).y() == -LARGEST
    assert QSize(LARGEST, 0).width() == LARGEST


def test_more_digits_than_python_reads():
    assert decode_for_qt(b"[" + b"9" * 1_000_000 + b",-" + b"9" * 1_000_000 + b"]") == [
        LARGEST,
        -LARGEST,
    ]


def test_lone_surrogates_are_replaced():
    message = {"a\udcff": ["\ud800", "🐍", {"b": "x\udfffy", "plain": "\\ud"}]}
    (taken,) = FrameReader(decode_for_qt).feed(encode_frame(message))
    assert taken == {"a\ufffd": ["\ufffd", "🐍", {"b": "x\ufffdy", "plain": "\\ud"}]}
    content = b'{"half": "\\uD83D", "pair": "\\uD83D\\uDC0D"}'
    assert decode_for_qt(content) == {"half": "\ufffd", "pair": "🐍"}


def test_digits_in_a_text_stay_as_they_are():
    text = "9" * 5000
    assert decode_for_qt(encode_frame({"text": text}).partition(b"\r\n\r\n")[2]) == {"text": text}
