"""Which code is the user's: not the standard library's, not installed packages', not ours."""

from __future__ import annotations

import sys
from os import __file__ as os_file
from os.path import abspath, dirname, normcase, sep

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import CodeType, FrameType

AGENT_FOLDER = dirname(abspath(__file__)) + sep
_OUR_FOLDERS = (AGENT_FOLDER, dirname(dirname(abspath(__file__))) + sep + "protocol" + sep)
_STANDARD_LIBRARY = normcase(abspath(getattr(sys, "_stdlib_dir", None) or dirname(os_file))) + sep
_FROZEN_PREFIXES = ("<frozen ", "<__array_function__")

_by_filename: dict[str, bool] = {}


def is_user_filename(filename: str) -> bool:
    """Tell whether code of this file is user code; code without a file (``<string>``) is."""
    known = _by_filename.get(filename)
    if known is None:
        known = _by_filename[filename] = _is_user_filename(filename)
    return known


def is_user_code(code: CodeType) -> bool:
    """Tell whether ``code`` is the user's."""
    known = _by_filename.get(code.co_filename)
    return is_user_filename(code.co_filename) if known is None else known


def is_agent_code(code: CodeType) -> bool:
    """Tell whether ``code`` is the debugger's own (not: its private library copies)."""
    return code.co_filename.startswith(_OUR_FOLDERS)


def is_agent_frame(frame: FrameType) -> bool:
    """Tell whether ``frame`` runs the debugger's own code, private library copies included."""
    return frame.f_builtins is _private_builtins or is_agent_code(frame.f_code)


def _is_user_filename(filename: str) -> bool:
    if filename.startswith(_FROZEN_PREFIXES):
        return False
    if filename.startswith("<"):
        return True
    if filename.startswith(_OUR_FOLDERS):
        return False
    path = normcase(abspath(filename))
    if "site-packages" in path or "dist-packages" in path:
        return False
    return not path.startswith(_STANDARD_LIBRARY)


_private_builtins = globals()["__builtins__"]
