"""Finds the files of `resources/`, wherever the program runs from.

The same folder lies at the top of a checkout, inside the package of an installed wheel, and inside
the unpacked bundle of a frozen program. No other module knows this.
"""

from __future__ import annotations

import functools
import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _candidates() -> list[Path]:
    bundle = getattr(sys, "_MEIPASS", None)
    folders = [_PACKAGE / "resources", _PACKAGE.parent / "resources"]
    if bundle is not None:
        folders = [Path(bundle) / "coro_debugger" / "resources", Path(bundle) / "resources"]
    return folders


@functools.cache
def _root() -> Path:
    for folder in _candidates():
        if (folder / "icons").is_dir():
            return folder
    places = ", ".join(str(folder) for folder in _candidates())
    raise FileNotFoundError(f"the program's resources are in none of: {places}")


def resource_path(*parts: str) -> Path:
    """Give the path of a resource, for example ``resource_path("icons", "stop.svg")``.

    Raises FileNotFoundError where the resources were not installed at all; a single file is not
    looked for here.
    """
    return _root().joinpath(*parts)


def examples() -> list[Path]:
    """List the bundled example scripts in the order in which they are meant to be read."""
    folder = resource_path("examples")
    return sorted(folder.glob("[!_]*.py")) if folder.is_dir() else []
