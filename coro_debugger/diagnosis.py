"""What a report of a bug should say: the versions of everything that takes part.

It needs no screen, and tells what cannot be loaded instead of failing.
"""

from __future__ import annotations

import ctypes
import locale
import os
import platform
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from . import __version__
from .protocol.bundle import bundle_folder, default_python
from .resource_files import resource_path

_DESKTOP = (
    "XDG_SESSION_TYPE", "XDG_CURRENT_DESKTOP", "DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM",
    "QT_SCALE_FACTOR",
)  # fmt: skip
_PROBE = (
    "import platform, sys; "  # also by a Python 2
    "sys.stdout.write(platform.python_version() + ' ' + platform.python_implementation())"
)
_PROBE_SECONDS = 5


def diagnosis() -> str:
    """Return lines ``name: value``; the home folder is written as ``~``."""
    facts: list[tuple[str, Callable[[], str]]] = [
        ("Coro Debugger", lambda: f"{__version__} ({_kind()})"),
        ("Python", lambda: f"{platform.python_version()}, {sys.executable}"),
        ("Qt", _qt),
        ("PySide6", _pyside),
        ("Qt's window system", _window_system),
        ("Pygments", _pygments),
        ("Resources", lambda: str(resource_path())),
        ("System", _system),
        ("Desktop", _desktop),
        ("Language", lambda: f"{locale.setlocale(locale.LC_CTYPE)}, {sys.getfilesystemencoding()}"),
        ("Scripts run with", lambda: _version(default_python())),
    ]
    lines = [f"{name}: {_told(fact)}" for name, fact in facts]
    lines += [f"Python found: {text}" for text in _others()]
    return _without_home("\n".join(lines)) + "\n"


def _told(fact: Callable[[], str]) -> str:
    try:
        return fact()
    except Exception as error:
        return f"NOT KNOWN: {type(error).__name__}: {error}"


def _kind() -> str:
    if bundle_folder() is not None:
        return "bundle"
    parts = Path(__file__).parts
    installed = "site-packages" in parts or "dist-packages" in parts
    return "installed" if installed else "checkout"


def _qt() -> str:
    from PySide6.QtCore import qVersion

    return qVersion()


def _pyside() -> str:
    from PySide6 import __version__ as version

    return str(version)


def _pygments() -> str:
    from pygments import __version__ as version

    return version


def _window_system() -> str:
    """Tell whether the plugin for X11 can be loaded, and if not which library it lacks."""
    from PySide6.QtCore import QLibraryInfo

    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath), "platforms")
    plugin = folder / "libqxcb.so"
    if not plugin.exists():
        return f"plugins of {folder}"
    try:
        ctypes.CDLL(str(plugin))
    except OSError as error:
        return f"the plugin for X11 CANNOT BE LOADED: {error}"
    return "the plugin for X11 can be loaded"


def _system() -> str:
    try:
        name = platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        name = platform.system()
    libc = " ".join(platform.libc_ver())
    return f"{name}, {platform.platform()}, {libc}".rstrip(", ")


def _desktop() -> str:
    values = (f"{name}={os.environ[name]}" for name in _DESKTOP if name in os.environ)
    return " ".join(values) or "none of its variables is set"


def _others() -> Iterator[str]:
    try:
        from .session.interpreters import candidates
    except ImportError:  # Qt was told of above
        return
    yield from (_version(path) for path, _ in candidates())


def _version(python: str) -> str:
    command = [python, "-E", "-S", "-c", _PROBE]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_PROBE_SECONDS)
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"{python}: {error}"
    said = [line for line in (done.stdout or done.stderr).splitlines() if line.strip()]
    return f"{python}: {said[0] if said else f'ended with status {done.returncode}'}"


def _without_home(text: str) -> str:
    home = str(Path.home())
    return text.replace(home, "~") if len(home) > 1 else text
