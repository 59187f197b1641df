"""What a machine needs so that a screen reader can be played on it."""

from __future__ import annotations

import shutil
from pathlib import Path

NEEDED = "TESTS_NEED_ACCESSIBILITY_BUS"
"""An environment variable: set where these tests must not be left out, as .ci/run does."""
_SERVICE = Path("/usr/share/dbus-1/services/org.a11y.Bus.service")


def missing_tools() -> list[str]:
    """Return what is not there, by the names of Debian's packages."""
    tools = {"xvfb": shutil.which("Xvfb"), "dbus": shutil.which("dbus-daemon")}
    missing = [package for package, path in tools.items() if path is None]
    return [*missing, *([] if _SERVICE.exists() else ["at-spi2-core"])]
