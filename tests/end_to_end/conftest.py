"""The window's side of a session, without a window; programs held by the adapter."""

import pytest

from tests.dap.dap_client import DapClient
from tests.markers import line_of
from tests.session.conftest import reach, session, story

__all__ = ["client", "hold", "reach", "session", "story"]


@pytest.fixture
def client():
    """A DAP client with an adapter of its own."""
    with DapClient() as client:
        yield client


@pytest.fixture
def hold(client, script, debuggee_python):
    """Return a function that runs a program and holds it at the line with ``# @here``."""

    def hold(text: str, **arguments) -> DapClient:
        path = script(text)
        here = [line_of(path, "here")]
        client.launch(path, here, python=debuggee_python.path, **arguments)
        client.stopped("breakpoint")
        return client

    return hold
