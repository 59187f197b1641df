"""A session, and a record of what it told."""

from __future__ import annotations

import pytest

from coro_debugger.protocol.commands import LaunchArguments
from coro_debugger.session.debug_session import DebugSession
from coro_debugger.session.state import SessionState

TIMEOUT = 20_000


class Story:
    """Everything that a session's signals told, in order, as (name, value)."""

    def __init__(self, session: DebugSession) -> None:
        self.told: list[tuple[str, object]] = []
        for name in (
            "state_changed",
            "launched",
            "stopped",
            "output_received",
            "coroutines_changed",
            "breakpoint_changed",
            "breakpoints_set",
            "drive_finished",
            "failed",
            "ended",
        ):
            getattr(session, name).connect(lambda value, name=name: self.told.append((name, value)))
        session.resumed.connect(lambda: self.told.append(("resumed", None)))

    def of(self, name: str) -> list:
        return [value for told, value in self.told if told == name]

    def states(self) -> list[SessionState]:
        return self.of("state_changed")

    def output(self, category: str = "stdout") -> str:
        return "".join(o.output for o in self.of("output_received") if o.category == category)


@pytest.fixture
def session(qtbot):
    session = DebugSession()
    yield session
    session.shut_down()
    qtbot.waitUntil(lambda: not session.state.has_process, timeout=TIMEOUT)
    session.deleteLater()


@pytest.fixture
def story(session):
    return Story(session)


@pytest.fixture
def run_fake(session, fake_python, script, qtbot):
    """Return a function that starts the stand-in agent in a mode."""

    def run(mode: str, *arguments: str, first_stop=None, **more) -> None:
        program = str(script("pass"))
        session.start(
            LaunchArguments(program, [mode, *arguments], python=fake_python, **more), first_stop
        )

    return run


@pytest.fixture
def reach(session, qtbot):
    """Return a function that waits until the session is in a state."""

    def reach(state: SessionState, timeout: int = TIMEOUT) -> None:
        qtbot.waitUntil(lambda: session.state is state, timeout=timeout)

    return reach
