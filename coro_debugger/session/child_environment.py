"""The environment that a debuggee inherits."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

# What a bundle's launcher sets for the window and no other program may see: with it, an
# interpreter outside the bundle would load the bundle's libraries.
_LOADER_PATHS = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
_ONLY_IN_BUNDLE = ("QT_PLUGIN_PATH", "QML2_IMPORT_PATH", "TCL_LIBRARY", "TK_LIBRARY")
_OURS = "PYSIDE6_OPTION_PYTHON_ENUM"


def child_environment(
    environment: Mapping[str, str] | None = None, bundle: str | None = None
) -> dict[str, str]:
    """Return ``environment`` (default: this process's own) as it was before the window started.

    ``bundle`` is the folder of a frozen application (default: this process's, if it is one); what
    points there is taken out. Outside a bundle nothing is changed.
    """
    child = dict(os.environ if environment is None else environment)
    folder = bundle or getattr(sys, "_MEIPASS", None)
    if folder is None:
        return child
    for name in _LOADER_PATHS:
        original = child.pop(f"{name}_ORIG", None)
        child.pop(name, None)
        if original:
            child[name] = original
    for name in list(child):
        is_inside = name in _ONLY_IN_BUNDLE and child[name].startswith(folder)
        if name.startswith("_PYI_") or name == _OURS or is_inside:
            del child[name]
    return child
