from __future__ import annotations

import pytest

from coro_debugger.views.icons import Icons
from coro_debugger.views.theme import Theme


@pytest.fixture
def theme(qapp):
    theme = Theme()
    theme.set_scheme("light")
    yield theme
    theme.set_scheme("system")


@pytest.fixture
def icons(theme):
    return Icons(theme)
