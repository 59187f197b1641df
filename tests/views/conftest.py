from __future__ import annotations

import pytest

from coro_debugger.views.icons import Icons
from coro_debugger.views.theme import Theme


@pytest.fixture
def theme(qapp):
    return Theme()


@pytest.fixture
def icons(theme):
    return Icons(theme)
