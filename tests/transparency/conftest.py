"""The transparency suite takes minutes and is run by its own command: `pytest -m long`."""

from __future__ import annotations

from pathlib import Path

import pytest

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items):
    """Everything here takes minutes: see docs/contributing.md for its command."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.long)
