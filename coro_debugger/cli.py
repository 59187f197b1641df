"""The command line: ``coro-debugger [--python PATH] [--run] [script.py [arg ...]]``."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Mapping, Sequence

from . import __version__
from .protocol.bundle import bundle_folder, clean_environment


def parser() -> argparse.ArgumentParser:
    """Return the parser; all that follows the script belongs to the script."""
    parser = argparse.ArgumentParser(
        prog="coro-debugger",
        description="Open a window that shows and drives the coroutines of a Python script.",
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    other = parser.add_mutually_exclusive_group()
    other.add_argument(
        "--diagnose",
        action="store_true",
        help="print the versions of everything, for a report of a bug; open no window",
    )
    other.add_argument(
        "--adapter",
        action="store_true",
        help="speak the Debug Adapter Protocol on standard input and output; open no window",
    )
    parser.add_argument("--python", metavar="PATH", help="the interpreter that runs the script")
    parser.add_argument("--run", action="store_true", help="run the script at once")
    parser.add_argument("script", nargs="?", help="the script to open")
    parser.add_argument("args", nargs=argparse.REMAINDER, help="arguments for the script")
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Parse the arguments and do what they ask for; return the exit status.

    Qt is loaded only where it is needed, and after the arguments were understood.
    """
    clean_environment()
    parsed = _parsed(arguments)
    if parsed.diagnose:
        return _diagnose()
    if parsed.adapter:
        return _adapt()
    if sys.platform == "linux" and not _names_screen(os.environ):
        sys.stderr.write(
            "coro-debugger: no screen to show a window on: the variable DISPLAY is not set\n"
        )
        return 1
    # Nothing of what is loaded until the window is shown becomes garbage; app turns it on again.
    gc.disable()
    try:
        from . import app
    except ImportError as error:
        message = f"coro-debugger: Qt could not be loaded: {error}\n"
        sys.stderr.write(message)
        return 1
    return app.main(app.Wish(parsed.script, parsed.args, parsed.python, parsed.run))


def _parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Parse, and take nothing that would be of no effect."""
    strict = parser()
    parsed = strict.parse_args(sys.argv[1:] if arguments is None else arguments)
    if (parsed.diagnose or parsed.adapter) and (parsed.script or parsed.python or parsed.run):
        strict.error("--diagnose and --adapter take nothing else")
    if (parsed.python or parsed.run) and not parsed.script:
        strict.error("--python and --run need a script")
    return parsed


def _names_screen(environment: Mapping[str, str]) -> bool:
    """Whether it says where windows are shown; else Qt aborts, with words about its plugins."""
    if bundle_folder() is None and environment.get("XDG_SESSION_TYPE") == "wayland":
        return True  # the plugin for Wayland, not in the bundle, needs no variable then
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return any(environment.get(name) for name in names)


def _diagnose() -> int:
    from .diagnosis import diagnosis

    sys.stdout.write(diagnosis())
    return 0


def _adapt() -> int:
    from .adapter.__main__ import main as adapt

    return adapt()
