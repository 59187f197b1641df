"""Bytes that are no messages, half messages, floods, and callers who do not know the secret."""

from __future__ import annotations

import shutil
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from coro_debugger.app import Wish
from coro_debugger.protocol.commands import COMMANDS
from coro_debugger.protocol.events import EVENT_TYPES, event_from_wire
from coro_debugger.protocol.framing import FrameReader, FramingError, encode_frame
from coro_debugger.protocol.messages import message_from_wire
from coro_debugger.protocol.wire import WireError, from_wire
from coro_debugger.session.qt_json import LARGEST, decode_for_qt
from coro_debugger.session.state import SessionState
from tests.hostile.consistency import inconsistencies
from tests.hostile.debuggee import PROGRAMS
from tests.hostile.peer import Peer
from tests.hostile.programs.speaks import FLOODS, SAID, UNDERSTOOD
from tests.markers import line_of

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
NAMES = st.sampled_from(
    sorted({"seq", "type", "command", "event", "body", "success", "request_seq", "arguments"})
)
MESSAGES = st.dictionaries(NAMES | st.text(max_size=5), JSON, max_size=8)
LIKELY = st.builds(
    lambda base, more: {**base, **more},
    st.sampled_from(
        [
            {"seq": 1, "type": "event", "event": "stopped"},
            {"seq": 1, "type": "response", "request_seq": 1, "success": True, "command": "threads"},
            {"seq": 1, "type": "request", "command": "evaluate"},
        ]
    ),
    MESSAGES,
)


def fuzz(test, rounds: int, request, what: str) -> None:
    """Run a property with 200 inputs a round, and tell how many there were.

    Rounds, because Hypothesis gets slower with all that it has tried.
    """
    count = 0

    @settings(
        deadline=None, database=None, max_examples=200, suppress_health_check=list(HealthCheck)
    )
    @given(st.data())
    def run(data) -> None:
        nonlocal count
        count += 1
        test(data)

    for _ in range(rounds):
        run()
    request.node.user_properties.append(("inputs", (what, count)))


HOW_MANY = pytest.mark.parametrize(
    "rounds", [1, pytest.param(50, marks=[pytest.mark.long, pytest.mark.timeout(3_600)])]
)


@HOW_MANY
def test_any_bytes(rounds, request):
    def check(data) -> None:
        pieces = data.draw(
            st.lists(
                st.binary(max_size=60)
                | st.sampled_from(
                    [b"Content-Length: ", b"\r\n\r\n", b"{}", b"5", b"\r\n", b"[" * 99]
                )
                | MESSAGES.map(encode_frame),
                max_size=6,
            )
        )
        for reader in (FrameReader(), FrameReader(decode_for_qt)):
            try:
                for piece in pieces:
                    for message in reader.feed(piece):
                        assert type(message) is dict
            except FramingError as error:
                assert str(error)

    fuzz(check, rounds, request, "streams of bytes to the codec")


@HOW_MANY
def test_any_json(rounds, request):
    kinds = [*EVENT_TYPES.values(), *COMMANDS.values(), *(c.BODY for c in COMMANDS.values())]

    def check(data) -> None:
        message = data.draw(MESSAGES | LIKELY)
        for read in (
            lambda: message_from_wire(message),
            lambda: event_from_wire(data.draw(st.sampled_from(sorted(EVENT_TYPES))), message),
            lambda: from_wire(data.draw(st.sampled_from(kinds)), message),
        ):
            try:
                read()
            except WireError as error:
                assert str(error)

    fuzz(check, rounds, request, "messages to the readers of the protocol")


# --- in the window -------------------------------------------------------------------------------


@pytest.fixture
def call(qtbot, window, peer, script):
    """Return a function that runs a script which the test plays, up to its first request."""
    path = script("x = 1\n")

    def call() -> Peer:
        window.app.open(Wish(str(path), python=peer.python))
        window.act("actionRun")
        peer.take_call(qtbot)
        peer.expect(qtbot, "launch")
        return peer

    return call


NONSENSE = [each for each in SAID if each not in UNDERSTOOD]
NOT_UNDERSTOOD = "What came from the program was not understood, so it was ended. "


@pytest.fixture
def speaks(qtbot, window, tmp_path):
    """Return a function that runs the program which speaks on the line, held before it does."""
    path = Path(shutil.copy(PROGRAMS / "speaks.py", tmp_path))
    told = window.app.breakpoints

    def run(how: str) -> None:
        window.app.open(Wish(str(path), [how]))
        if not told.of_file(str(path)):
            told.toggle(str(path), line_of(path, "here"))
        window.act("actionRun")
        window.reach(SessionState.PAUSED)

    return run


def goes_on(window, script) -> None:
    window.app.open(Wish(str(script("print('alive')\n", "next.py"))))
    window.run_to_end()
    window.wait_for_console("alive")


@pytest.mark.parametrize(
    "nonsense", [NONSENSE[::4], pytest.param(NONSENSE, marks=pytest.mark.long)], ids=["some", "all"]
)
def test_nothing_is_lost_when_the_line_says_nonsense(qtbot, window, speaks, nonsense):
    bar, field = window.window.message_bar, window.find(QLineEdit, "consoleInput")
    told, timeline = window.app.breakpoints, window.window.timeline_model
    before = ""
    for how in nonsense:
        speaks(how)
        field.setText(f"1 + {len(before)}")
        qtbot.keyClick(field, Qt.Key.Key_Return)
        window.wait_for_console(f"\n{1 + len(before)}\n")
        assert window.drive("g", "next").startswith("yielded 2")
        window.wait(lambda: timeline.total > 2)
        recorded, before = timeline.total, window.console()
        window.act("actionContinue")
        window.reach(SessionState.READY)
        assert bar.text.startswith(NOT_UNDERSTOOD), how
        assert len(bar.text) > len(NOT_UNDERSTOOD) + 10, how
        assert window.console().startswith(before), how
        assert timeline.total >= recorded, how
        assert len(told.of_file(window.app.session.script)) == 1, how
    speaks("nothing")
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert field.text().startswith("1 + ")
    assert bar.text == ""


def test_messages_that_nobody_asked_for(window, speaks, script):
    speaks("nobody asked")
    window.act("actionContinue")
    window.reach(SessionState.ENDED)
    window.wait(lambda: window.app.session.last_stop.exit_status == LARGEST)
    assert inconsistencies(window.window, window.app.session) == []
    window.stop()
    goes_on(window, script)


def test_half_a_message_and_silence(window, speaks, script):
    speaks("half a message")
    window.act("actionContinue")
    window.wait_for_console("spoken")
    window.act("actionPause")
    window.wait(lambda: window.window.message_bar.text.startswith("The program does not answer"))
    window.act("actionStop")
    window.reach(SessionState.READY)
    goes_on(window, script)


def test_half_a_header_and_then_an_answer(window, speaks, script):
    speaks("half a header")
    window.act("actionContinue")
    window.wait_for_console("spoken")
    window.app.session.pause()
    window.reach(SessionState.READY)
    assert window.window.message_bar.text.startswith(NOT_UNDERSTOOD)
    goes_on(window, script)


@pytest.mark.parametrize("how", FLOODS)
def test_a_flood_can_be_stopped(window, speaks, script, how, request):
    speaks(how)
    window.act("actionContinue")
    window.app.session.stopped.connect(window.app.session.resume)
    window.wait_for_console("spoken")
    began = time.monotonic()
    window.act("actionStop")
    window.reach(SessionState.READY)
    request.node.user_properties.append(("stop", (time.monotonic() - began, how)))
    goes_on(window, script)


def test_a_flood_that_outlives_the_program(window, speaks, script):
    speaks("a flood that outlives")
    window.act("actionContinue")
    window.reach(SessionState.READY)
    window.wait(lambda: "ended with status 7" in window.window.message_bar.text)
    goes_on(window, script)


def test_half_a_message_and_the_end(window, call, script):
    for half in (b"Content-Le", b"Content-Length: 50\r\n", b'Content-Length: 50\r\n\r\n{"seq":'):
        peer = call()
        peer.send_raw(half)
        peer.hang_up()
        window.reach(SessionState.READY)
        assert "ended before the script began" in window.window.message_bar.text
    window.app.open(Wish(str(script("print('alive')\n", "next.py")), python=sys.executable))
    window.run_to_end()
    window.wait_for_console("alive")
