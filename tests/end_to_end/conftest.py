"""The window's side of a session, without a window."""

from tests.session.conftest import reach, session, story

__all__ = ["reach", "session", "story"]
